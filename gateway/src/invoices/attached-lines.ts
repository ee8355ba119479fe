// Charges that stand in tables attached to a document: the national example of an energy invoice (FA(3) with an
// attachment) states only two sums as lines, and each charge with its price in a table.
import { parseMoney } from '../money';
import type { InvoiceDetail, InvoiceLine } from './invoice.entity';
import { chargeKindOf } from './line-kinds';

/** Headers of the columns as the example and its relatives write them; the first column names charge or zone. */
const COLUMNS = {
  unit: /^(j\. ?m|jm\b|jedn)/i,
  quantity: /^ilość$/i,
  months: /^ilość m/i,
  price: /^cena.*netto/i,
  net: /^(należność|wartość|kwota).*netto/i,
  vatRate: /vat/i,
};
type Columns = Record<keyof typeof COLUMNS, number>;

/** Money beside the charges, which tables of charges do not repeat. */
const MONEY = ['ADVANCE', 'DEPOSIT', 'INTEREST'];

/** True where lines name energy without its price: tables may state it. */
export function lacksPrices(lines: readonly InvoiceLine[]): boolean {
  return lines.every(
    (line) => chargeKindOf(line) !== 'ENERGY' || (line.unitPrice === null && line.quantity === null),
  );
}

/**
 * The charges of the attached tables in place of the lines that sum them up.
 * @returns the lines as they are, where the tables do not add up to them to the grosz
 */
export function detailedLines(
  lines: readonly InvoiceLine[],
  details: readonly InvoiceDetail[],
): readonly InvoiceLine[] {
  const money = lines.filter((line) => MONEY.includes(chargeKindOf(line)));
  const attached = details.flatMap(linesOf);
  const isWhole = netOf(attached) === netOf(lines) - netOf(money);
  return attached.length > 0 && isWhole ? [...attached, ...money] : lines;
}

/** A row of one cell names the charge of the rows below it, which name its zones; rows without a price are sums. */
function linesOf({ header, rows }: InvoiceDetail): InvoiceLine[] {
  const columns = columnsOf(header);
  if (!columns) return [];
  let charge = '';
  return rows.flatMap((row, position) => {
    if (row.length === 1) charge = row[0]!;
    const price = cell(row, columns.price);
    const net = parseMoney((cell(row, columns.net) ?? '').replace(/\s/g, '').replace(',', '.'));
    if (price === null || net === null) return [];
    const zone = cell(row, 0);
    return {
      position,
      name: [charge, zone].filter(Boolean).join(' – '),
      quantity: cell(row, columns.quantity) ?? cell(row, columns.months),
      unit: cell(row, columns.unit),
      unitPrice: price,
      net,
      vatRate: cell(row, columns.vatRate) ?? '',
      group: null,
    };
  });
}

/** Null for a table of something else. */
function columnsOf(header: readonly string[]): Columns | null {
  const entries = Object.entries(COLUMNS).map(([name, words]) => [
    name,
    header.findIndex((title) => words.test(title.trim())),
  ]);
  const columns = Object.fromEntries(entries) as Columns;
  const { unit, price, net, vatRate } = columns;
  return [unit, price, net, vatRate].includes(-1) ? null : columns;
}

/** What a cell says; "-" says nothing. */
function cell(row: readonly string[], column: number): string | null {
  const text = row[column]?.trim() ?? '';
  return text === '' || text === '-' ? null : text;
}

const netOf = (lines: readonly InvoiceLine[]): number => lines.reduce((sum, { net }) => sum + net, 0);
