import { isTooMuchForCode } from '../transfer-code';
import type { PrintedInvoice } from './model';
import { account, amount, day, period } from '../../printing/print-format';
import { drawQr } from '../../printing/qr';
import { GREY, PAGE, WIDTH, type Element, type Sheet, type Style } from '../../printing/sheet';
import { split } from '../../printing/table';

const HALF = (WIDTH - 24) / 2;
const QR = 104;
/** Whoever pays by scanning would otherwise look for a code that isn't there. */
const NO_CODE =
  'Kod QR przelewu mieści najwyżej 9999,99 zł, dlatego go tu nie ma. Wpisz dane przelewu w banku.';

/** Parties, number, dates and the sum to pay: the upper half of the first page. */
export function drawHead(sheet: Sheet, invoice: PrintedInvoice): void {
  const { seller } = invoice;
  sheet.text(sheet.root, 'P', seller.name, { size: 15, bold: true, colour: seller.colour });
  sheet.y += 6;
  sheet.rule(sheet.y, seller.colour);
  sheet.y += 12;
  sheet.text(sheet.root, 'H1', `${invoice.kind} ${invoice.number}`, { size: 16, bold: true });
  sheet.y += 6;
  dates(sheet, invoice);
  parties(sheet, invoice);
  annotations(sheet, invoice);
  payment(sheet, invoice);
}

function dates(sheet: Sheet, invoice: PrintedInvoice): void {
  const span = period(invoice.periodFrom, invoice.periodTo);
  const facts: [string, string][] = [['Data wystawienia', day(invoice.issueDate)]];
  if (invoice.dueDate) facts.push(['Termin płatności', day(invoice.dueDate)]);
  if (span) facts.push(['Okres', span]);
  if (invoice.supplyDate) facts.push(['Data dostawy', day(invoice.supplyDate)]);
  if (invoice.customerNumber) facts.push(['Numer klienta', invoice.customerNumber]);
  const width = WIDTH / facts.length;
  const { y } = sheet;
  const ends = facts.map(([name, value], n) =>
    fact(sheet, sheet.root, name, value, { x: PAGE.margin + n * width, y, width: width - 8 }),
  );
  sheet.y = Math.max(...ends) + 12;
}

/**
 * Draws a label over its value, as one paragraph for screen readers.
 * @returns its lower edge
 */
function fact(
  sheet: Sheet,
  parent: Element,
  name: string,
  value: string,
  place: { x: number; y: number; width: number } & Style,
): number {
  const { x, y, width, ...style } = place;
  const small: Style = { size: 7.5, colour: GREY };
  const below = y + sheet.height(name, width, small) + 1;
  sheet.mark(parent, 'P', () => sheet.draw(`${name}: `, x, y, width, small));
  sheet.mark(parent, 'P', () => sheet.draw(value, x, below, width, style), sheet.spoken(value));
  return below + sheet.height(value, width, style);
}

function parties(sheet: Sheet, { seller, buyer, others }: PrintedInvoice): void {
  const numbers = [`NIP ${seller.nip}`, ...(seller.regon ? [`REGON ${seller.regon}`] : [])].join(', ');
  const ofSeller = [...seller.address, numbers, ...(seller.contact ? [seller.contact] : [])];
  const named = [
    { title: 'Sprzedawca', name: seller.name, lines: ofSeller },
    ...[{ title: 'Nabywca', party: buyer }, ...others].map(
      ({ title, party: { name, identifier, address } }) => ({
        title,
        name,
        lines: [...address, ...(identifier ? [identifier] : [])],
      }),
    ),
  ];
  // Two sections next to each other.
  for (let n = 0; n < named.length; n += 2) {
    sheet.room(110);
    const { y } = sheet;
    const ends = named.slice(n, n + 2).map(({ title, name, lines }, column) => {
      sheet.y = y;
      party(sheet, PAGE.margin + column * (HALF + 24), title, name, lines);
      return sheet.y;
    });
    sheet.y = Math.max(...ends) + 14;
  }
}

/** Phrases that the VAT act requires, in a prominent place. */
function annotations(sheet: Sheet, invoice: PrintedInvoice): void {
  for (const words of invoice.annotations)
    for (const piece of split(words.charAt(0).toUpperCase() + words.slice(1), 500)) {
      sheet.room(40);
      sheet.text(sheet.root, 'P', piece, { size: 10, bold: true });
      sheet.y += 4;
    }
  if (invoice.annotations.length > 0) sheet.y += 8;
}

function party(sheet: Sheet, x: number, title: string, name: string, lines: string[]): void {
  const section = sheet.group(sheet.root, 'Sect');
  sheet.text(section, 'H2', title, { x, width: HALF, size: 8, bold: true, colour: GREY });
  sheet.y += 2;
  if (name) sheet.text(section, 'P', short(name), { x, width: HALF, size: 10, bold: true });
  for (const line of lines) sheet.text(section, 'P', short(line), { x, width: HALF, size: 9 });
}

/** A very long address still leaves room for the sum to pay. */
function short(text: string): string {
  const [first = '', ...more] = split(text, 500);
  return more.length > 0 ? `${first}…` : first;
}

function payment(sheet: Sheet, invoice: PrintedInvoice): void {
  const { outstanding, number, dueDate } = invoice;
  const pays = outstanding > 0;
  const code = invoice.transferCode;
  const height = pays ? QR + 24 : 56;
  sheet.room(height + 20);
  const top = sheet.y;
  sheet.artifact(() => sheet.doc.roundedRect(PAGE.margin, top, WIDTH, height, 6).fill('#f1f3f5'));
  const section = sheet.group(sheet.root, 'Sect');
  const x = PAGE.margin + 14;
  sheet.y = top + 10;
  const title = outstanding < 0 ? 'Nadpłata' : 'Do zapłaty';
  sheet.text(section, 'H2', title, { x, width: 200, size: 8, bold: true, colour: GREY });
  sheet.text(section, 'P', amount(Math.abs(outstanding)), { x, width: 200, size: 20, bold: true });
  if (pays && dueDate) sheet.text(section, 'P', `do ${day(dueDate)}`, { x, width: 200, size: 10 });
  const beside = { x: x + 160, y: top + 10, width: WIDTH - 188 - (code ? QR : 0) };
  if (pays) transfer(sheet, section, invoice, beside);
  else if (invoice.account)
    fact(sheet, section, 'Rachunek do wpłat', account(invoice.account), { ...beside, size: 9, bold: true });
  if (code)
    drawQr(sheet, section, {
      code,
      ecc: 'L',
      x: PAGE.margin + WIDTH - QR - 12,
      y: top + 12,
      size: QR,
      alternative: `Kod QR z danymi przelewu: rachunek ${account(invoice.account!)}, kwota ${amount(outstanding)}, odbiorca ${invoice.payee}, tytuł ${number}. Zeskanuj w aplikacji banku.`,
    });
  sheet.y = top + height + 18;
}

function transfer(
  sheet: Sheet,
  section: Element,
  invoice: PrintedInvoice,
  place: { x: number; y: number; width: number },
): void {
  let { y } = place;
  const facts: [string, string][] = [
    ['Rachunek do przelewu', invoice.account ? account(invoice.account) : 'podany w umowie'],
    ['Odbiorca', invoice.payee],
    ['Tytuł przelewu', invoice.number],
  ];
  for (const [name, value] of facts)
    y = fact(sheet, section, name, value.slice(0, 120), { ...place, y, size: 9, bold: true }) + 4;
  if (!invoice.account || !isTooMuchForCode(invoice.outstanding)) return;
  sheet.y = y;
  sheet.text(section, 'P', NO_CODE, { x: place.x, width: place.width, size: 8, colour: GREY });
}
