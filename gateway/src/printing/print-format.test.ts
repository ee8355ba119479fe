import type { InvoiceLine } from '../invoices/invoice.entity';
import { account, amount, energy, period } from './print-format';
import { split } from './table';
import { transferCode } from '../invoices/transfer-code';
import { vatSummary } from '../invoices/vat-summary';

const line = (net: number, vatRate: string) => ({ net, vatRate }) as InvoiceLine;

describe('VAT by rate', () => {
  it('is the product where the products add up to the document', () => {
    expect(vatSummary([line(1000, '8'), line(4360, '23'), line(5, 'zw')], 5365, 1083)).toEqual([
      { rate: '23', net: 4360, vat: 1003 },
      { rate: '8', net: 1000, vat: 80 },
      { rate: 'zw', net: 5, vat: 0 },
    ]);
  });

  it('is what the seller says where one rate bears all of it, rounded line by line', () => {
    expect(vatSummary([line(4360, '23'), line(5, 'np')], 4365, 1004)[0]).toMatchObject({ vat: 1004 });
  });

  it('is left open rather than invented', () => {
    expect(vatSummary([line(1000, '8'), line(4360, '23')], 5360, 1084).map(({ vat }) => vat)).toEqual([
      null,
      null,
    ]);
    expect(vatSummary([line(1000, '23')], 999, 230)).toEqual([]);
    expect(vatSummary([], 0, 0)).toEqual([]);
  });

  it('of a correction goes below zero by the same rule', () => {
    expect(vatSummary([line(-50, '23')], -50, -12)).toEqual([{ rate: '23', net: -50, vat: -12 }]);
  });
});

describe('printed', () => {
  it('numbers are as Poles write them', () => {
    expect(amount(-123456789)).toBe('-1\u00a0234\u00a0567,89\u00a0zł');
    expect(energy(1234500)).toBe('1\u00a0234,5\u00a0kWh');
    expect(energy(0)).toBe('0\u00a0kWh');
    expect(account('73111111111111111111111111')).toBe(
      '73\u00a01111\u00a01111\u00a01111\u00a01111\u00a01111\u00a01111',
    );
    expect(account('DE89')).toBe('DE89');
    expect([period(null, '2026-01-31'), period('2026-01-01', null), period(null, null)]).toEqual([
      'do 31.01.2026',
      'od 01.01.2026',
      null,
    ]);
  });

  it('a long text is cut between words, never within a letter, and nothing of it is lost', () => {
    expect(split('aaa bbb ccc', 7)).toEqual(['aaa bbb', 'ccc']);
    expect(split('😀😀😀', 3).join('')).toBe('😀😀😀');
    expect(split('😀😀😀', 3).every((piece) => !/^[\udc00-\udfff]/.test(piece))).toBe(true);
  });
});

it('a transfer is written as banking apps read it, and not at all where the standard has no room', () => {
  const transfer = {
    account: '73111111111111111111111111',
    grosze: 5363,
    recipient: 'Dobra|Energia  S.A. z bardzo długą nazwą',
    title: 'FV/1',
    nip: '5252000005',
  };
  expect(transferCode(transfer)).toBe(
    '5252000005|PL|73111111111111111111111111|005363|Dobra Energia S.A. z|FV/1|||',
  );
  const longest = transferCode({ ...transfer, recipient: 'x'.repeat(99), title: '😀'.repeat(99) })!;
  expect(longest.split('|')[5]).toBe('😀'.repeat(32));
  expect(Array.from(longest).length).toBeLessThanOrEqual(160);
  expect(transferCode({ ...transfer, nip: '52520000' })).toMatch(/^\|PL\|/);
  expect(transferCode({ ...transfer, grosze: 1_000_000 })).toBeNull();
  expect(transferCode({ ...transfer, grosze: 0 })).toBeNull();
  expect(transferCode({ ...transfer, account: 'DE89370400440532013000' })).toBeNull();
  expect(transferCode({ ...transfer, account: null })).toBeNull();
});
