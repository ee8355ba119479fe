import type { InvoiceDetail, InvoiceLine } from '../../invoices/invoice.entity';
import { amountOf, sumOf, total } from './amounts';
import { all, type Element, find, text } from './element';
import { vatRatesOf } from './rates';

const BEFORE = 'Przed korektą';

/** Names of a line's elements: `FaWiersz` and `ZamowienieWiersz` say the same in other words. */
const INVOICE_ROW = {
  name: 'P_7',
  unit: 'P_8A',
  quantity: 'P_8B',
  rate: 'P_12',
  rateAbroad: 'P_12_XII',
  before: 'StanPrzed',
};
const ORDER_ROW = {
  name: 'P_7Z',
  unit: 'P_8AZ',
  quantity: 'P_8BZ',
  rate: 'P_12Z',
  rateAbroad: 'P_12Z_XII',
  before: 'StanPrzedZ',
};

/**
 * The lines in file order; their sum is the document's net where they state amounts. An advance invoice has
 * an order instead of lines.
 * Its rows are the lines where they add up to the advance. Otherwise the advance is, rate by rate, and the
 * order stands among the details.
 * A final invoice that lists everything and charges only the rest gets a line for the advances.
 */
export function linesOf(fa: Element): InvoiceLine[] {
  const net = sumOf(fa, /^P_13_/);
  const rows = all(fa, 'FaWiersz').map(invoiceRow);
  if (rows.length > 0) {
    if (rows.every((one) => one.unpriced)) return numbered(simplified(fa, rows));
    return numbered([...evened(fa, rows), ...settledAdvances(fa, net, rows)]);
  }
  const order = orderRows(fa);
  if (order.length > 0 && netOf(order) === net) return numbered(order);
  return numbered(totalsByRate(fa));
}

/** The order behind an advance, as printed, unless its rows are the lines already. */
export function orderDetail(fa: Element): InvoiceDetail[] {
  const order = orderRows(fa);
  if (order.length === 0) return [];
  if (all(fa, 'FaWiersz').length === 0 && netOf(order) === sumOf(fa, /^P_13_/)) return [];
  const header = [
    'Nazwa',
    'Ilość',
    'J. m.',
    'Cena jedn. netto (zł)',
    'Wartość netto (zł)',
    'VAT (zł)',
    'Stawka VAT',
  ];
  const names = ['P_7Z', 'P_8BZ', 'P_8AZ', 'P_9AZ', 'P_11NettoZ', 'P_11VatZ', 'P_12Z'];
  const rows = all(find(fa, 'Zamowienie'), 'ZamowienieWiersz').map((row) =>
    names.map((name) => text(row, name) ?? ''),
  );
  const value = text(fa, 'Zamowienie', 'WartoscZamowienia') ?? '';
  return [{ title: 'Zamówienie', header, rows: [...rows, ['Wartość zamówienia brutto (zł)', value]] }];
}

type Unnumbered = Omit<InvoiceLine, 'position'>;

/** Numbers in the file may repeat, and a line before its correction has the same as the one after. */
function numbered(lines: Unnumbered[]): InvoiceLine[] {
  return lines.map((line, index) => ({ position: index + 1, ...line }));
}

function netOf(lines: Unnumbered[]): number {
  return total(lines.map((line) => line.net));
}

function row(
  element: Element,
  names: typeof INVOICE_ROW,
  unitPrice: string | undefined,
  net: number,
): Unnumbered {
  const before = text(element, names.before) === '1';
  return {
    name: text(element, names.name) ?? '',
    quantity: text(element, names.quantity) ?? null,
    unit: text(element, names.unit) ?? null,
    unitPrice: unitPrice ?? null,
    net: before ? 0 - net : net,
    vatRate: text(element, names.rate) ?? text(element, names.rateAbroad) ?? '',
    group: before ? BEFORE : null,
  };
}

function invoiceRow(element: Element): Unnumbered {
  const [net, gross] = [amountOf(element, 'P_11'), amountOf(element, 'P_11A')];
  const price = text(element, 'P_9A') ?? text(element, 'P_9B');
  const line = row(element, INVOICE_ROW, price, net ?? netOfGross(element));
  if (net !== undefined) return line;
  if (gross === undefined) return { ...line, unpriced: true };
  return { ...line, gross: line.group === BEFORE ? 0 - gross : gross };
}

/**
 * Simplified invoices may list goods without prices. A single line gets the document's amounts.
 * Several lines stay without, and the totals follow below them.
 */
function simplified(fa: Element, rows: Unnumbered[]): Unnumbered[] {
  const totals = totalsByRate(fa);
  const [only] = rows;
  if (rows.length > 1 || !only || totals.length > 1) return [...rows, ...totals];
  const { unpriced, ...line } = only;
  const [total] = totals;
  if (total) return [{ ...line, net: total.net, vatRate: total.vatRate }];
  const gross = amountOf(fa, 'P_15') ?? 0;
  return unpriced && gross !== 0 ? [{ ...line, gross }] : [line];
}

/** Net amounts derived from lines with VAT are each rounded; the first line absorbs the difference of their sum. */
function evened(fa: Element, rows: Unnumbered[]): Unnumbered[] {
  const derived = rows.filter(({ gross }) => gross !== undefined).length;
  let rest = sumOf(fa, /^P_13_/) - netOf(rows);
  if (derived === 0 || rest === 0 || Math.abs(rest) > derived) return rows;
  return rows.map((line) => {
    if (line.gross === undefined || rest === 0) return line;
    const step = Math.sign(rest);
    rest -= step;
    return { ...line, net: line.net + step };
  });
}

function orderRows(fa: Element): Unnumbered[] {
  return all(find(fa, 'Zamowienie'), 'ZamowienieWiersz').map((element) =>
    row(element, ORDER_ROW, text(element, 'P_9AZ'), amountOf(element, 'P_11NettoZ') ?? 0),
  );
}

/** A line priced with VAT states only its gross (art. 106e ust. 7): its net follows from the rate. */
function netOfGross(element: Element): number {
  const gross = amountOf(element, 'P_11A') ?? 0;
  const vat = amountOf(element, 'P_11Vat');
  if (vat !== undefined) return gross - vat;
  const rate = BigInt(/^\d{1,2}$/.exec(text(element, 'P_12') ?? '')?.[0] ?? '0');
  const share = (BigInt(Math.abs(gross)) * 200n + 100n + rate) / (2n * (100n + rate));
  return gross < 0 ? 0 - Number(share) : Number(share);
}

function totalsByRate(fa: Element): Unnumbered[] {
  const kind = text(fa, 'RodzajFaktury') ?? '';
  const name = kind.startsWith('KOR') ? 'Korekta' : kind === 'ZAL' ? 'Zaliczka' : 'Razem';
  return vatRatesOf(fa).map(({ rate, net }) => ({
    name,
    quantity: null,
    unit: null,
    unitPrice: null,
    net,
    vatRate: rate,
    group: null,
  }));
}

function settledAdvances(fa: Element, net: number, rows: Unnumbered[]): Unnumbered[] {
  const advances = all(fa, 'FakturaZaliczkowa');
  const difference = net - netOf(rows);
  if (text(fa, 'RodzajFaktury') !== 'ROZ' || advances.length === 0 || difference === 0) return [];
  const numbers = advances.map((one) => text(one, 'NrFaZaliczkowej') ?? text(one, 'NrKSeFFaZaliczkowej'));
  const rates = new Set(rows.map((line) => line.vatRate));
  return [
    {
      name: `Rozliczone zaliczki: ${numbers.join(', ')}`,
      quantity: null,
      unit: null,
      unitPrice: null,
      net: difference,
      vatRate: rates.size === 1 ? [...rates].join('') : '',
      group: null,
    },
  ];
}
