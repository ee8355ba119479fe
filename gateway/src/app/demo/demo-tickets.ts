import { keyOf } from '../../database/columns';
import { MessageRecordWriter } from '../../feed/writers/message-record.writer';
import { TicketAnswers } from '../../feed/writers/ticket-answers';
import { messageRow } from '../../messages/message.row';
import { MessageWriter } from '../../messages/message.writer';
import { openHours } from '../../opening-hours';
import { CreateTicket } from '../../tickets/create-ticket';
import { type Ticket, TicketTopic } from '../../tickets/ticket.entity';
import { WriteTicket } from '../../tickets/write-ticket';
import type { Services } from '../services';
import { DEMO_LOGINS, type DemoLogin } from '#demo/demo.logins';

const DAY_MS = 86_400_000;
const [HOUSEHOLD, COMPANY, PROSUMER] = DEMO_LOGINS;

/** What the demo logins asked for, and what the retailer answered two days later. */
const ASKED = [
  {
    login: HOUSEHOLD,
    daysAgo: 40,
    topic: TicketTopic.USAGE,
    subject: 'Zużycie większe niż rok temu',
    body: 'Dzień dobry, w poprzednim miesiącu zużycie wzrosło o połowę, a nic się u nas nie zmieniło. Czy licznik mógł się zepsuć?',
    answer:
      'Dzień dobry, odczyty przychodzą co godzinę i nie widać w nich usterki. Zużycie rośnie wieczorami, od 17 do 22. Na stronie Zużycie można zobaczyć każdą godzinę.',
  },
  {
    login: HOUSEHOLD,
    daysAgo: 3,
    topic: TicketTopic.COMPLAINT,
    subject: 'Odczyt licznika na fakturze',
    body: 'Dzień dobry, odczyt na ostatniej fakturze jest wyższy niż na liczniku. Proszę o sprawdzenie i korektę.',
    answer: null,
  },
  {
    login: COMPANY,
    daysAgo: 25,
    topic: TicketTopic.CONTRACT,
    subject: 'Nowy punkt poboru',
    body: 'Dzień dobry, w styczniu otwieramy kolejną piekarnię. Jakie dokumenty są potrzebne, aby dopisać punkt do umowy?',
    answer:
      'Dzień dobry, wystarczy tytuł prawny do lokalu i numer PPE z protokołu odbioru. Można je dołączyć tutaj, a umowę przygotujemy w ciągu 7 dni.',
  },
  {
    login: PROSUMER,
    daysAgo: 12,
    topic: TicketTopic.PAYMENT,
    subject: 'Nadpłata na koncie',
    body: 'Dzień dobry, na koncie jest nadpłata. Czy zostanie zaliczona na następną fakturę?',
    answer:
      'Dzień dobry, tak: nadpłata zmniejszy następną fakturę. Na życzenie zwracamy ją też na rachunek bankowy, wystarczy o tym tutaj napisać.',
  },
];

type Parts = Pick<
  Services,
  'access' | 'attachments' | 'database' | 'messages' | 'notificationSettings' | 'now' | 'outbox'
>;

/** Writes the tickets of a demo world, once: their keys make their ids. No mail is written. */
export async function writeDemoTickets(parts: Parts): Promise<void> {
  for (const [n, { login, daysAgo, answer, ...input }] of ASKED.entries()) {
    const customerId = keyOf(login.customerNumber);
    const userId = await userOf(parts, login);
    if (!userId) continue;
    const at = new Date(parts.now().getTime() - daysAgo * DAY_MS);
    const now = () => at;
    const writeTicket = new WriteTicket({ ...parts, now, outbox: { queueMail: async () => undefined } });
    const creator = new CreateTicket({ ...parts, now, writeTicket });
    const { ticket } = await creator.create(
      { customerId, userId, email: login.email, language: 'PL' },
      { ...input, attachmentIds: [], idempotencyKey: `demo-${n}` },
      { hours: openHours() },
    );
    if (ticket && answer) await writeAnswer(parts, { userId, ...login }, ticket, answer);
  }
}

async function userOf(
  { database }: Parts,
  { email, customerNumber }: DemoLogin,
): Promise<string | undefined> {
  const [user] = await database.query<{ userId: string }>(
    'SELECT a.userId FROM users u JOIN accesses a ON a.userId = u.id WHERE u.email = ? AND a.customerId = ?',
    [email, keyOf(customerNumber)],
  );
  return user?.userId;
}

/** As a feed brings it; its reader has read it. */
async function writeAnswer(
  parts: Parts,
  { userId, customerNumber }: { userId: string; customerNumber: string },
  ticket: Ticket,
  body: string,
): Promise<void> {
  const { rows } = parts.database;
  const messages = new MessageWriter(rows);
  const writer = new MessageRecordWriter(
    rows,
    messages,
    new TicketAnswers({ ...parts, rows, messages, settings: parts.notificationSettings, silent: true }),
    null,
  );
  const message = messageRow({
    id: keyOf('demo-answer', ticket.customerId),
    customerId: ticket.customerId,
    customerNumber,
    kind: 'TICKET_REPLY',
    subject: ticket.subject,
    body,
    language: 'PL',
    sentAt: new Date(ticket.createdAt.getTime() + 2 * DAY_MS),
    channel: 'PORTAL',
    ticketNumber: ticket.number,
  });
  await parts.database.transaction((manager) => writer.write(manager, [message]));
  await parts.messages.markRead(userId, [message.row.id]);
}
