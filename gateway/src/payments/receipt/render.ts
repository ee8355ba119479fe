import { FONTS } from '../../printing/fonts';
import { amount, day, plainAmount } from '../../printing/print-format';
import { GREY, Sheet } from '../../printing/sheet';
import { drawTable } from '../../printing/table';
import type { PrintedReceipt } from './model';

const TITLE = 'Potwierdzenie płatności';

/** The receipt as a PDF: tagged for screen readers, the same bytes for the same content. */
export async function renderReceipt(receipt: PrintedReceipt): Promise<Buffer> {
  const { seller, paidAt, orderId } = receipt;
  const title = `${TITLE} ${orderId}`;
  const sheet = new Sheet({ title, author: seller.name, day: paidAt.slice(0, 10), fonts: FONTS });
  drawHead(sheet, receipt);
  drawFacts(sheet, receipt);
  drawItems(sheet, receipt);
  return sheet.finish(`${title} · ${seller.name}`);
}

function drawHead(sheet: Sheet, { seller, amount: grosze }: PrintedReceipt): void {
  sheet.text(sheet.root, 'P', seller.name, { size: 15, bold: true, colour: seller.colour });
  sheet.y += 6;
  sheet.rule(sheet.y, seller.colour);
  sheet.y += 12;
  sheet.text(sheet.root, 'H1', TITLE, { size: 16, bold: true });
  sheet.y += 4;
  sheet.text(sheet.root, 'P', amount(grosze), { size: 22, bold: true });
  sheet.y += 14;
}

function drawFacts(sheet: Sheet, receipt: PrintedReceipt): void {
  const { seller, buyer, channel, paidAt } = receipt;
  const [date = '', clock = ''] = paidAt.split(' ');
  const facts: [string, string][] = [
    ['Zapłacono', `${day(date)}, godz. ${clock.slice(0, 5)}`],
    ['Sposób płatności', channel],
    ['Płatność przyjął operator', 'Autopay S.A.'],
    ['Numer transakcji u operatora', receipt.remoteId],
    ['Numer zamówienia', receipt.orderId],
    ['Klient', [buyer.name, buyer.number].filter(Boolean).join(', nr ')],
    ['Odbiorca', [seller.name, ...seller.address, `NIP ${seller.nip}`].join(', ')],
  ];
  const known = facts.filter(([, value]) => value !== '');
  drawTable(sheet, {
    columns: [
      { header: '', share: 34 },
      { header: '', share: 66 },
    ],
    size: 9.5,
    rows: known.map((cells) => ({ cells })),
  });
  sheet.y += 10;
}

function drawItems(sheet: Sheet, { items, amount: grosze }: PrintedReceipt): void {
  sheet.text(sheet.root, 'H2', 'Opłacone dokumenty', { size: 11, bold: true });
  sheet.y += 4;
  drawTable(sheet, {
    columns: [
      { header: 'Numer dokumentu', share: 70 },
      { header: 'Kwota (zł)', share: 30, right: true },
    ],
    size: 9.5,
    rows: [
      ...items.map((item) => ({ cells: [item.number, plainAmount(item.amount)] })),
      { cells: ['Razem', plainAmount(grosze)], look: 'total' as const },
    ],
  });
  const note =
    'Opłaty operatora za płatność, jeśli ją pobrał, to potwierdzenie nie obejmuje. Nie jest ono fakturą.';
  sheet.room(30);
  sheet.text(sheet.root, 'P', note, { size: 8.5, colour: GREY });
}
