import { grouped } from '../../database/grouped';
import type { InvoiceDetail, InvoiceLine } from '../invoice.entity';
import type { PrintedInvoice, TiedDocument } from './model';
import { amount, day, energy, plainAmount, rate } from '../../printing/print-format';
import { drawQr } from '../../printing/qr';
import { GREY, PAGE, WIDTH, type Sheet } from '../../printing/sheet';
import { drawTable, naturalColumns, type Row } from '../../printing/table';

/** Everything behind the amount, section by section; one that has nothing to say is left out. */
export function drawBody(sheet: Sheet, invoice: PrintedInvoice): void {
  drawLines(sheet, invoice);
  drawTotals(sheet, invoice);
  drawPoints(sheet, invoice);
  drawReadings(sheet, invoice);
  drawTied(sheet, 'Ten dokument koryguje', invoice.corrects);
  drawTied(sheet, 'Ten dokument został skorygowany przez', invoice.correctedBy);
  if (invoice.details.length > 0) heading(sheet, 'Szczegóły rozliczenia');
  for (const detail of invoice.details) drawDetail(sheet, detail);
  drawKsef(sheet, invoice);
}

function heading(sheet: Sheet, title: string): void {
  sheet.room(80);
  sheet.text(sheet.root, 'H2', title, { size: 11, bold: true });
  sheet.y += 4;
}

function drawLines(sheet: Sheet, { lines, correction }: PrintedInvoice): void {
  if (lines.length === 0) return;
  heading(sheet, 'Pozycje');
  const named = lines.some(({ group }) => group);
  const groups = grouped(lines, ({ group }) => group ?? (correction ? 'Po korekcie' : 'Pozostałe'));
  const rows: Row[] = [];
  for (const [name, some] of groups) {
    const net = some.reduce((sum, line) => sum + line.net, 0);
    if (named) rows.push({ cells: [name, '', '', '', plainAmount(net)], look: 'group' });
    for (const line of some) rows.push({ cells: lineCells(line) });
  }
  const isGross = ({ gross }: InvoiceLine) => gross !== undefined && gross !== null;
  const withVat = lines.filter(isGross);
  const columns = [
    { header: 'Nazwa', share: 46 },
    { header: 'Ilość', share: 16, right: true },
    {
      header:
        withVat.length === 0
          ? 'Cena netto (zł)'
          : withVat.length === lines.length
            ? 'Cena brutto (zł)'
            : 'Cena (zł)',
      share: 15,
      right: true,
    },
    { header: 'VAT', share: 9, right: true },
    { header: 'Netto (zł)', share: 14, right: true },
  ];
  if (withVat.length > 0) columns.push({ header: 'Brutto (zł)', share: 14, right: true });
  drawTable(sheet, { columns, rows });
}

/** Net and gross as the line states them: of a line priced with VAT the gross alone, of one without an amount neither. */
function lineCells(line: InvoiceLine): string[] {
  const { name, quantity, unit, unitPrice, vatRate, net, gross } = line;
  const much = quantity === null ? '' : [comma(quantity), unit].filter(Boolean).join('\u00a0');
  const isGross = gross !== undefined && gross !== null;
  return [
    name,
    much,
    unitPrice === null ? '' : comma(unitPrice),
    rate(vatRate),
    isGross || line.unpriced ? '' : plainAmount(net),
    isGross ? plainAmount(gross) : '',
  ];
}

/** A plain decimal as Poles write it; anything else as printed. */
function comma(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text;
}

function drawTotals(sheet: Sheet, { vatRates, net, vat, gross }: PrintedInvoice): void {
  heading(sheet, 'Podsumowanie');
  // A simplified document may state only the sum to pay.
  if (vatRates.length === 0 && net === 0 && vat === 0 && gross !== 0) {
    sheet.text(sheet.root, 'P', `Razem brutto: ${amount(gross)}`, { size: 10, bold: true });
    sheet.y += 12;
    return;
  }
  const rows: Row[] = vatRates.map((row) => ({
    cells: [
      rate(row.rate),
      plainAmount(row.net),
      row.vat === null ? '–' : plainAmount(row.vat),
      row.vat === null ? '–' : plainAmount(row.net + row.vat),
    ],
  }));
  rows.push({ cells: ['Razem', plainAmount(net), plainAmount(vat), plainAmount(gross)], look: 'total' });
  drawTable(sheet, {
    columns: [
      { header: 'Stawka VAT', share: 25 },
      { header: 'Netto (zł)', share: 25, right: true },
      { header: 'VAT (zł)', share: 25, right: true },
      { header: 'Brutto (zł)', share: 25, right: true },
    ],
    rows,
  });
}

function drawPoints(sheet: Sheet, { points }: PrintedInvoice): void {
  if (points.length === 0) return;
  heading(sheet, points.length === 1 ? 'Punkt poboru' : 'Punkty poboru');
  drawTable(sheet, {
    columns: [
      { header: 'Numer PPE', share: 26 },
      { header: 'Adres', share: 44 },
      { header: 'Licznik', share: 18 },
      { header: 'Taryfa', share: 12 },
    ],
    rows: points.map((p) => ({ cells: [p.ppe, p.address, p.meterNumber ?? '', p.tariff ?? ''] })),
  });
}

function drawReadings(sheet: Sheet, { readings, previousYearWh }: PrintedInvoice): void {
  if (readings.length > 0) {
    heading(sheet, 'Odczyty licznika');
    drawTable(sheet, {
      columns: [
        { header: 'Licznik', share: 15 },
        { header: 'Strefa', share: 16 },
        { header: 'Od', share: 12 },
        { header: 'Do', share: 12 },
        { header: 'Stan poprzedni', share: 13, right: true },
        { header: 'Stan bieżący', share: 13, right: true },
        { header: 'Zużycie', share: 15, right: true },
        { header: 'Sposób odczytu', share: 16 },
      ],
      size: 7.5,
      rows: readings.map((r) => ({
        cells: [
          r.meterNumber,
          r.zone,
          day(r.from),
          day(r.to),
          comma(r.previous),
          comma(r.current),
          energy(r.usedWh),
          r.method,
        ],
      })),
    });
  }
  if (previousYearWh === null) return;
  sheet.room(24);
  const text = `Zużycie w tym samym okresie poprzedniego roku: ${energy(previousYearWh)}`;
  sheet.text(sheet.root, 'P', text, { size: 9 });
  sheet.y += 12;
}

function drawTied(sheet: Sheet, title: string, documents: TiedDocument[]): void {
  if (documents.length === 0) return;
  heading(sheet, title);
  drawTable(sheet, {
    columns: [
      { header: 'Numer', share: 50 },
      { header: 'Data wystawienia', share: 25 },
      { header: 'Brutto', share: 25, right: true },
    ],
    rows: documents.map((d) => ({ cells: [d.number, day(d.issueDate), amount(d.gross)] })),
  });
}

function drawDetail(sheet: Sheet, { title, header, rows }: InvoiceDetail): void {
  sheet.room(70);
  if (title) sheet.text(sheet.root, 'H3', title.slice(0, 500), { size: 9, bold: true });
  sheet.y += 3;
  const filled = rows.filter(({ length }) => length > 0);
  if (filled.length === 0 && header.length === 0) return;
  const size = 7;
  const columns = naturalColumns(sheet, header, filled, size);
  drawTable(sheet, {
    columns,
    size,
    rows: filled.map((cells) =>
      // A lone cell heads what follows it, as in the seller's own table; among facts it is a sentence.
      cells.length === 1 && columns.length > 1
        ? { cells, look: header.length > 0 ? 'group' : 'note' }
        : { cells },
    ),
  });
}

const QR = 120;

function drawKsef(sheet: Sheet, { ksef }: PrintedInvoice): void {
  if (!ksef) return;
  sheet.room(QR + 60);
  const title = 'Krajowy System e-Faktur';
  sheet.text(sheet.root, 'H2', title, { size: 11, bold: true });
  sheet.y += 4;
  if (!ksef.url) return sheet.text(sheet.root, 'P', `Numer KSeF: ${ksef.number}`, { size: 9 });
  const top = sheet.y;
  const width = 210;
  drawQr(sheet, sheet.root, {
    code: ksef.url,
    ecc: 'M',
    x: PAGE.margin,
    y: top,
    size: QR,
    alternative: `Kod QR do sprawdzenia faktury w Krajowym Systemie e-Faktur: ${ksef.url}`,
  });
  sheet.y = top + QR + 2;
  // The ministry wants the number right below its code.
  sheet.text(sheet.root, 'P', ksef.number, { size: 8, bold: true, width });
  const end = sheet.y;
  sheet.y = top + 12;
  const x = PAGE.margin + QR + 20;
  const beside = { x, width: WIDTH - QR - 20, size: 9 };
  sheet.text(
    sheet.root,
    'P',
    'Zeskanuj kod, aby sprawdzić, czy faktura jest w KSeF, albo otwórz adres:',
    beside,
  );
  sheet.text(sheet.root, 'P', ksef.url, { ...beside, size: 8, colour: GREY });
  sheet.y = Math.max(end, sheet.y) + 12;
}
