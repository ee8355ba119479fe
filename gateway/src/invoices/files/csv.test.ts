import { InvoiceKind, InvoiceStatus, type Invoice } from '../invoice.entity';
import { csvRow } from './csv';

const INVOICE = {
  kind: InvoiceKind.CORRECTION,
  issueDate: '2026-01-10',
  dueDate: null,
  periodFrom: null,
  periodTo: null,
  net: -1200,
  vat: -276,
  gross: -1476,
  outstanding: -5,
  ksefNumber: null,
} as Invoice;
const row = (number: string, more: Partial<Invoice> = {}, ppe: string[] = []) =>
  csvRow({ invoice: { ...INVOICE, number, ...more }, status: InvoiceStatus.PAID, ppe }, 'PL');

/** The first cell as a spreadsheet reads it. */
function firstCell(line: string): string {
  const quoted = /^"((?:[^"]|"")*)";/.exec(line);
  return quoted ? quoted[1]!.replaceAll('""', '"') : line.slice(0, line.indexOf(';'));
}

describe('a number that a spreadsheet could run', () => {
  it.each([
    ['=', '=HYPERLINK("http://x";1)'],
    ['+', '+1+cmd|x'],
    ['-', '-2+3'],
    ['@', '@SUM(A1)'],
    ['a tab', '\t=1'],
    ['a tab before a letter', '\tx'],
    ['a carriage return', '\r=1'],
    ['a line feed', '\n=1'],
    ['blanks', '  =1'],
    ['a blank that does not break', '\u00a0+1'],
    ['a mark of byte order', '\ufeff=1'],
    ['a control', '\u0001=1'],
    ['what can not be seen', '\u200b@x'],
    ['a wide =', '＝1'],
    ['a wide +', '＋1'],
    ['a wide -', '－1'],
    ['a wide @', '＠x'],
    ['a small =', '﹦1'],
    ['a small -', '﹣1'],
    ['a minus', '\u22121'],
    ['blanks and a wide =', ' \u3000＝1'],
  ])('is text where it begins with %s, and nothing of it is lost', (_what, number) => {
    expect(firstCell(row(number))).toBe(`'${number}`);
  });

  it('is text in every cell that comes from outside', () => {
    const cells = row('F1', { ksefNumber: '=1' }, ['+1', '=2']).trimEnd().split(';');
    expect(cells.slice(-2)).toEqual([`"'+1, =2"`, "'=1"]);
  });

  it('does not reach the next cell', () => {
    expect(firstCell(row('";=1'))).toBe('";=1');
    expect(row('";=1')).toMatch(/^"{3};=1";/);
  });
});

describe('figures that are a name', () => {
  it.each([
    '0012',
    '1234567890123456',
    '12/2025',
    '1-2',
    '01.02.2026',
    '2026-01-10',
    '1E5',
    '12 500',
    '10:30',
  ])('stay as they are in a spreadsheet: %s', (number) =>
    expect(firstCell(row(number))).toBe(`="${number}"`),
  );

  it('so do the eighteen of a point, alone or with others', () => {
    const cells = (ppe: string[]) => row('F1', {}, ppe).trimEnd().split(';').at(-2);
    expect(cells(['590243800000002108'])).toBe('"=""590243800000002108"""');
    expect(cells(['590243800000002108', '590243800000002115'])).toBe(
      '"=""590243800000002108, 590243800000002115"""',
    );
  });

  it('are left alone where a spreadsheet changes nothing', () => {
    for (const number of ['7', '123456789012345']) expect(firstCell(row(number))).toBe(number);
  });
});

it('leaves ordinary numbers, and amounts below zero, as they are', () => {
  for (const number of ['FV/2026/01-1', 'F=1', '1+1', 'a@b', 'Ⅷ/1'])
    expect(firstCell(row(number))).toBe(number);
  expect(row('F1')).toContain(';-12,00;-2,76;-14,76;-0,05;');
});

it.each([
  [InvoiceStatus.PENDING, 1230, 1230, 'Płatność w toku'],
  [InvoiceStatus.PENDING, 1230, 0, 'Opłacono, księgujemy'],
  [InvoiceStatus.PAID, 1230, 0, 'Zapłacono'],
  [InvoiceStatus.PAID, -1230, 0, 'Rozliczono'],
  [InvoiceStatus.CREDIT, -1230, -1230, 'Nadpłata'],
])('says %s of %d with %d left as the page does', (status, gross, outstanding, words) => {
  const invoice = { ...INVOICE, number: 'F1', gross, outstanding };
  const [, , said] = csvRow({ invoice, status, ppe: [] }, 'PL').split(';');
  expect(said?.replaceAll('"', '')).toBe(words);
});
