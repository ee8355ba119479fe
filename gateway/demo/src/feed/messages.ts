import { addDays } from '#src/calendar';
import { amount, day as printed } from '#src/printing/print-format';
import type { DemoCustomer, DemoDocument, DemoMessage, DemoPoint } from '../model';
import type { World } from '../world';

/** How many days back the world has messages. */
const KEPT_DAYS = 365;

type Unsent = Omit<DemoMessage, 'id'>;

/** The seller's messages to a customer by mail and SMS, oldest first. */
export function messagesOf(
  world: World,
  customer: DemoCustomer,
  points: readonly DemoPoint[],
  documents: readonly DemoDocument[],
): DemoMessage[] {
  const { today } = world;
  const sign = (text: string) => `Dzień dobry,\n\n${text}\n\nZ pozdrowieniami\n${world.seller.name}`;
  return [
    ...documents.flatMap((document) => aboutDocument(document, sign, today)),
    ...announcements(world, points, sign),
  ]
    .filter(({ day }) => day < today && day >= addDays(today, -KEPT_DAYS))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.hour - b.hour))
    .map((message, n) => ({ id: `${customer.number}-${message.day}-${message.kind}-${n}`, ...message }));
}

function aboutDocument(
  { number, kind, gross, outstanding, issueDate, dueDate, paidOn }: DemoDocument,
  sign: (text: string) => string,
  today: string,
): Unsent[] {
  const about = { invoiceNumber: number };
  const sum = amount(Math.abs(gross));
  const due = dueDate ? printed(dueDate) : '';
  const messages: Unsent[] = [
    {
      kind: 'INVOICE_ISSUED',
      subject: `Nowy dokument ${number}`,
      body: sign(
        gross < 0
          ? `wystawiliśmy dokument ${number}. Zwrócimy Ci ${sum} albo zaliczymy tę kwotę na poczet kolejnych dokumentów.`
          : `wystawiliśmy dokument ${number} na kwotę ${sum}.${due && ` Termin płatności: ${due}.`}`,
      ),
      day: issueDate,
      hour: 9,
      channel: 'EMAIL',
      ...about,
    },
  ];
  if (paidOn && gross > 0 && kind !== 'CORRECTION')
    messages.push({
      kind: 'PAYMENT_RECEIVED',
      subject: `Otrzymaliśmy wpłatę za ${number}`,
      body: sign(`zaksięgowaliśmy Twoją wpłatę za dokument ${number}. Dziękujemy.`),
      day: paidOn,
      hour: 13,
      channel: 'EMAIL',
      ...about,
    });
  if (!dueDate || gross <= 0) return messages;
  if (outstanding > 0)
    messages.push({
      kind: 'PAYMENT_DUE_SOON',
      subject: `Zbliża się termin płatności ${number}`,
      body: sign(`przypominamy: termin płatności dokumentu ${number} na kwotę ${sum} upływa ${due}.`),
      day: addDays(dueDate, -7),
      hour: 10,
      channel: 'EMAIL',
      ...about,
    });
  // Customers who pay in time get no reminder.
  const settledOn = paidOn ?? (outstanding > 0 ? today : issueDate);
  if (settledOn > addDays(dueDate, 3))
    messages.push({
      kind: 'PAYMENT_OVERDUE',
      subject: `Minął termin płatności ${number}`,
      body: `Minął termin płatności dokumentu ${number} (${due}). Do zapłaty: ${sum}. Jeśli płatność jest w drodze, pomiń tę wiadomość.`,
      day: addDays(dueDate, 3),
      hour: 11,
      channel: 'SMS',
      ...about,
    });
  if (settledOn > addDays(dueDate, 31))
    messages.push({
      kind: 'DUNNING',
      subject: `Wezwanie do zapłaty ${number}`,
      body: sign(
        `od ${due} nie otrzymaliśmy zapłaty za dokument ${number} na kwotę ${sum}. Prosimy o wpłatę w ciągu 14 dni. Po tym terminie możemy wstrzymać dostarczanie energii. Jeśli nie możesz zapłacić od razu, napisz do nas: rozłożymy należność na raty.`,
      ),
      day: addDays(dueDate, 31),
      hour: 12,
      channel: 'EMAIL',
      ...about,
    });
  return messages;
}

function announcements(
  { today }: World,
  [point]: readonly DemoPoint[],
  sign: (text: string) => string,
): Unsent[] {
  const year = Number(today.slice(0, 4));
  const prices = [year - 1, year].map((from): Unsent => ({
    kind: 'ANNOUNCEMENT',
    subject: `Nowe stawki od 1 stycznia ${from + 1} r.`,
    body: sign(
      `od 1 stycznia ${from + 1} r. zmieniają się stawki opłat dystrybucyjnych i ceny energii. Nowe stawki zastosujemy sami, bez zmiany umowy; zobaczysz je na pierwszej fakturze za styczeń.`,
    ),
    day: `${from}-12-17`,
    hour: 8,
    channel: 'EMAIL',
  }));
  if (!point || point.contractTo) return prices;
  const cut = printed(addDays(today, 4));
  return [
    ...prices,
    {
      kind: 'ANNOUNCEMENT',
      subject: `Planowana przerwa w dostawie energii ${cut}`,
      body: `${cut} w godzinach 8:00–12:00 ${point.distributor} prowadzi prace na sieci. Pod adresem ${point.address.line1}, ${point.address.line2} nie będzie prądu.`,
      day: addDays(today, -2),
      hour: 15,
      channel: 'SMS',
    },
  ];
}
