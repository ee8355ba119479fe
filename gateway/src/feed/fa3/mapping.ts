import type { InvoiceDetail } from '../../invoices/invoice.entity';
import { isKsefNumber, isNip, isNrb, isPpe } from '../../identifiers';
import { accountsOf } from './accounts';
import { amountOf, RejectedDocument, sumOf } from './amounts';
import { type Attachment, readAttachment } from './readings/attachment';
import type { Fa3Customer, Fa3Document, Fa3Invoice, Fa3Result, Fa3Warning } from './document';
import { all, type Element, elementOf, find, text } from './element';
import { linesOf, orderDetail } from './lines';
import { notesOf } from './notes';
import { printedFactsOf } from './printed';
import { olderToPayOf, toPayOf } from './to-pay';

const KINDS: Record<string, Fa3Invoice['kind']> = {
  VAT: 'SETTLEMENT',
  UPR: 'SETTLEMENT',
  ROZ: 'SETTLEMENT',
  ZAL: 'FORECAST',
  KOR: 'CORRECTION',
  KOR_ZAL: 'CORRECTION',
  KOR_ROZ: 'CORRECTION',
};

/**
 * Maps a validated FA(3) to a document, or to a reason for rejection. The amounts are the seller's; nothing
 * is recomputed.
 */
export function toDocument(xml: string, sha256: string): Fa3Result {
  const root = elementOf(xml);
  if (!root) return { ok: false, reason: 'validates, but can not be read' };
  try {
    return { ok: true, document: { ...documentOf(root), sha256 } };
  } catch (error) {
    if (error instanceof RejectedDocument) return { ok: false, field: error.field, reason: error.message };
    throw error;
  }
}

function documentOf(root: Element): Omit<Fa3Document, 'sha256'> {
  const fa = find(root, 'Fa');
  if (!fa) throw new RejectedDocument('Fa', 'missing');
  const currency = text(fa, 'KodWaluty');
  if (currency !== 'PLN') throw new RejectedDocument('KodWaluty', `the currency is ${currency}, not PLN`);

  const period = { from: text(fa, 'OkresFa', 'P_6_Od'), to: text(fa, 'OkresFa', 'P_6_Do') };
  const attachment = readAttachment(find(root, 'Zalacznik'), period);
  const seller = {
    nip: text(root, 'Podmiot1', 'DaneIdentyfikacyjne', 'NIP') ?? '',
    name: text(root, 'Podmiot1', 'DaneIdentyfikacyjne', 'Nazwa') ?? '',
  };
  const customer = customerOf(find(root, 'Podmiot2'));
  const accounts = accountsOf(root);
  const invoice = invoiceOf(root, fa, attachment);
  return {
    seller,
    customer,
    account: accounts.own,
    points: attachment.points,
    invoice,
    printed: printedFactsOf(root, fa, attachment.points),
    warnings: [
      ...faults('NIP', isNip, [seller.nip, customer.nip]),
      ...faults('NrRB', isNrb, [accounts.toPay]),
      ...faults(
        'Kod PPE',
        isPpe,
        attachment.points.map((point) => point.ppe),
      ),
      ...faults(
        'NrKSeFFaKorygowanej',
        isKsefNumber,
        all(fa, 'DaneFaKorygowanej').map((one) => text(one, 'NrKSeFFaKorygowanej')),
      ),
    ],
  };
}

function faults(
  field: string,
  check: (value: string) => boolean,
  values: (string | undefined)[],
): Fa3Warning[] {
  return values
    .filter((value) => value !== undefined && !check(value))
    .map((value) => ({ field, value: value ?? '', reason: 'fails its check' }));
}

function customerOf(buyer: Element | undefined): Fa3Customer {
  const contacts = all(buyer, 'DaneKontaktowe');
  const address = find(buyer, 'Adres');
  return {
    number: text(buyer, 'NrKlienta'),
    nip: text(buyer, 'DaneIdentyfikacyjne', 'NIP'),
    name: text(buyer, 'DaneIdentyfikacyjne', 'Nazwa') ?? '',
    emails: [...new Set(contacts.flatMap((contact) => text(contact, 'Email') ?? []))],
    phone: contacts.flatMap((contact) => text(contact, 'Telefon') ?? [])[0],
    address: address && {
      line1: text(address, 'AdresL1') ?? '',
      line2: text(address, 'AdresL2') ?? '',
      country: text(address, 'KodKraju') ?? 'PL',
    },
  };
}

function invoiceOf(root: Element, fa: Element, attachment: Attachment): Fa3Invoice {
  const kind = KINDS[text(fa, 'RodzajFaktury') ?? ''];
  const gross = amountOf(fa, 'P_15');
  if (!kind || gross === undefined) throw new RejectedDocument('Fa', 'no kind or no sum');
  const payment = find(fa, 'Platnosc');
  const details: InvoiceDetail[] = [
    ...attachment.details,
    ...orderDetail(fa),
    ...notesOf(root, fa, attachment.details),
  ];
  return {
    number: text(fa, 'P_2') ?? '',
    kind,
    issueDate: text(fa, 'P_1') ?? '',
    dueDate: all(payment, 'TerminPlatnosci')
      .flatMap((term) => text(term, 'Termin') ?? [])
      .sort()
      .at(-1),
    periodFrom: text(fa, 'OkresFa', 'P_6_Od'),
    periodTo: text(fa, 'OkresFa', 'P_6_Do'),
    net: sumOf(fa, /^P_13_/),
    // P_14_1W and its like repeat the tax in złoty on a document in another currency.
    vat: sumOf(fa, /^P_14_\d+$/),
    gross,
    toPay: toPayOf(fa, gross),
    olderToPay: olderToPayOf(fa, gross),
    corrects: correctedBy(fa),
    lines: linesOf(fa),
    details,
    readings: attachment.readings,
    previousYearWh: attachment.previousYearWh,
  };
}

/** `NrFaKorygowany` is the right number where the corrected one was itself the mistake. */
function correctedBy(fa: Element): string[] {
  const numbers = all(fa, 'DaneFaKorygowanej').map((one) => text(one, 'NrFaKorygowanej'));
  return [...new Set([...numbers, text(fa, 'NrFaKorygowany')].filter((number) => number !== undefined))];
}
