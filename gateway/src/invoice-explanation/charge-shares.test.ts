import type { InvoiceLine } from '../invoices/invoice.entity';
import { billedWh, chargeShares, sumOf } from './charge-shares';

const line = (name: string, net: number, more: Partial<InvoiceLine> = {}): InvoiceLine => ({
  ...{ position: 1, name, quantity: null, unit: null, unitPrice: null, vatRate: '23', group: null },
  net,
  ...more,
});
const said = (lines: InvoiceLine[], net: number, vat: number, rates: object[] = []) =>
  chargeShares({ net, vat, gross: net + vat }, lines, rates as never).map(({ kind, part, gross }) => [
    kind,
    part,
    gross,
  ]);

it('gives the grosz that rounding leaves to the largest remainder', () => {
  // 3.45 + 3.45 + 3.45 of VAT round to 10.35 together, and to 10.29 when each is rounded down.
  const lines = [
    line('Energia czynna', 1498),
    line('Opłata jakościowa', 1499),
    line('Opłata handlowa', 1503),
  ];
  expect(said(lines, 4500, 1035, [{ rate: '23', net: 4500, vat: 1035 }])).toEqual([
    ['ENERGY', 'ENERGY', 1498 + 344],
    ['QUALITY', 'DISTRIBUTION', 1499 + 345],
    ['TRADE_FEE', 'FIXED', 1503 + 346],
  ]);
});

it('takes lines that are priced with VAT as they stand', () => {
  const lines = [line('Energia czynna', 1000, { gross: 1231 }), line('Opłata handlowa', 1000)];
  expect(said(lines, 2000, 461)).toEqual([
    ['ENERGY', 'ENERGY', 1231],
    ['TRADE_FEE', 'FIXED', 1230],
  ]);
});

it('puts what is more than rounding beside the charges, as other', () => {
  expect(said([line('Energia czynna', 1000)], 900, 207)).toEqual([
    ['ENERGY', 'ENERGY', 1230],
    ['OTHER', 'OTHER', -123],
  ]);
});

it('a capacity fee by the kWh depends on use, one by the month is fixed', () => {
  const lines = [
    line('Opłata mocowa', 100, { unit: 'kWh', quantity: '10' }),
    line('Opłata mocowa', 200, { unit: 'mies.', quantity: '1' }),
  ];
  expect(said(lines, 300, 69)).toEqual([
    ['CAPACITY', 'DISTRIBUTION', 123],
    ['CAPACITY', 'FIXED', 246],
  ]);
});

it('of a correction, energy before it is taken back', () => {
  const kwh = (quantity: string, net: number, group: string | null) =>
    line('Energia czynna', net, { quantity, unit: 'kWh', group });
  const lines = [kwh('300', -24_000, 'Przed korektą'), kwh('0.25', 20_000, null)];
  lines[1]!.unit = 'MWh';
  const shares = chargeShares({ net: -4000, vat: -920, gross: -4920 }, lines, []);
  expect(billedWh(shares)).toBe(-50_000);
  expect(sumOf(shares)).toBe(-4920);
});
