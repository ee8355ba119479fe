import { type Fa3Document, Fa3Reader } from '..';
import { block, type InvoiceXml, invoiceXml, table, tag, tags } from '../../../../testing/fa3';

const reader = new Fa3Reader();
afterAll(() => reader.close());

async function read(invoice: InvoiceXml): Promise<Fa3Document> {
  const result = await reader.read(Buffer.from(invoiceXml(invoice)));
  if (!result.ok) throw new Error(`${result.field ?? ''} ${result.line ?? ''} ${result.reason}`);
  return result.document;
}
const readInvoice = async (invoice: InvoiceXml) => (await read(invoice)).invoice;

describe('the attachment', () => {
  const HEADER = [
    'Licznik/Strefa',
    'Data',
    'Wskazanie bieżące',
    'Wskazanie poprzednie',
    'Ilość',
    'Sposób odczytu',
    'Razem',
  ];
  const readings = (meter: string, ...zones: string[][]) =>
    table({ title: 'Odczyty', header: HEADER, rows: [[`Licznik energii czynnej nr ${meter}`], ...zones] });
  const place = (ppe: string, tables: string, facts: [string, string][] = []) =>
    block(
      [
        ['Miejsce poboru energii', 'ul. Leśna 2 m. 3, 30-002 Kraków'],
        ['Kod PPE', ppe],
        ['Grupa taryfowa', 'G12'],
        ['Za okres od', '2026-01-05'],
        ...facts,
      ],
      tables,
    );

  it('gives each of several places its point, readings and use of the year before', async () => {
    const past = (kwh: string): [string, string] => ['Zużycie w analogicznym okresie poprzedniego roku', kwh];
    const attachment = tag(
      'Zalacznik',
      place(
        '590543500000000018',
        readings(
          'A1',
          ['dzienna', '2026-01-31', '1 020,5', '1000', '20.5', 'Zdalny', '41'],
          ['nocna', '31.01.2026', '7', '5', '2', 'Szacowany', '4,0005'],
        ),
        [past('118 kWh')],
      ) +
        place(
          '590322400000000010',
          readings('B2', ['całodobowa', '2026-01-31', '30', '10', '20', 'Fizyczny', '20']),
          [past('1,5 MWh')],
        ),
    );
    const { points, invoice, warnings } = await read({ attachment });
    const address = { line1: 'ul. Leśna 2 m. 3', line2: '30-002 Kraków', country: 'PL' };
    expect(points).toEqual([
      { ppe: '590543500000000018', address, tariff: 'G12', meterNumber: 'A1' },
      { ppe: '590322400000000010', address, tariff: 'G12', meterNumber: 'B2' },
    ]);
    expect(warnings).toEqual([]);
    const period = { from: '2026-01-05', to: '2026-01-31' };
    expect(invoice.readings).toEqual([
      {
        ...period,
        meterNumber: 'A1',
        zone: 'dzienna',
        previous: '1000',
        current: '1 020,5',
        usedWh: 41_000,
        method: 'Zdalny',
      },
      {
        ...period,
        meterNumber: 'A1',
        zone: 'nocna',
        previous: '5',
        current: '7',
        usedWh: 4_001,
        method: 'Szacowany',
      },
      {
        ...period,
        meterNumber: 'B2',
        zone: 'całodobowa',
        previous: '10',
        current: '30',
        usedWh: 20_000,
        method: 'Fizyczny',
      },
    ]);
    expect(invoice.previousYearWh).toBe(1_618_000);
  });

  it('is kept as printed: facts, tables with their sums, notes and facts of a table', async () => {
    const printed = table({
      title: 'Opłaty',
      header: ['Opis', 'zł'],
      rows: [
        ['Sieć', ''],
        ['-', '5.00'],
      ],
      sum: ['Razem', '5.00'],
      facts: [['Akcyza', '0,10 zł']],
    });
    const note = tag('Tekst', tag('Akapit', 'Dziękujemy &amp; pozdrawiamy'));
    const attachment = tag('Zalacznik', block([['Nr umowy', '7/2020']], note + printed, 'Lokal 1'));
    const remarks =
      tag('DodatkowyOpis', tags({ Klucz: 'Akcyza', Wartosc: '0,10 zł' })) +
      tag('DodatkowyOpis', tags({ Klucz: 'Infolinia', Wartosc: '19 000' }));
    const { points, invoice } = await read({ attachment, remarks });
    expect(points).toEqual([]);
    expect(invoice.readings).toEqual([]);
    expect(invoice.previousYearWh).toBeUndefined();
    expect(invoice.details).toEqual([
      { title: 'Lokal 1', header: [], rows: [['Nr umowy', '7/2020'], ['Dziękujemy & pozdrawiamy']] },
      {
        title: 'Opłaty',
        header: ['Opis', 'zł'],
        rows: [
          ['Sieć', ''],
          ['-', '5.00'],
          ['Razem', '5.00'],
        ],
      },
      { title: 'Opłaty', header: [], rows: [['Akcyza', '0,10 zł']] },
      { title: 'Dodatkowy opis', header: [], rows: [['Infolinia', '19 000']] },
    ]);
  });

  it('takes a code of digits however grouped, an older one as printed, and a dash for none', async () => {
    const codes = ['590 5435 0000 0000 018', '590543500000000018', 'PL_ZKED 12-3', '-', 'brak'];
    const attachment = tag('Zalacznik', codes.map((code) => block([['Kod PPE', code]])).join(''));
    const { points, warnings } = await read({ attachment });
    expect(points.map((point) => point.ppe)).toEqual(['590543500000000018', 'PL_ZKED 12-3']);
    expect(warnings).toEqual([{ field: 'Kod PPE', value: 'PL_ZKED 12-3', reason: 'fails its check' }]);
  });

  it('is never made to say more than it does: reactive energy, energy fed in, words for numbers, no days', async () => {
    const odd = readings(
      'A1',
      ['całodobowa', '2026-01-31', 'brak', 'brak', '20', 'x', '20'],
      ['całodobowa', '2026-01-31', '2', '1', '?', 'x', '?'],
    );
    const reactive = table({
      title: 'Odczyty',
      header: HEADER,
      rows: [
        ['Licznik energii biernej nr C3'],
        ['całodobowa', '2026-01-31', '30', '10', '20', 'Zdalny', '20'],
        ['Energia czynna oddana do sieci, licznik nr C4'],
        ['całodobowa', '2026-01-31', '30', '10', '20', 'Zdalny', '20'],
      ],
    });
    const attachment = tag('Zalacznik', block([['Kod PPE', '590543500000000018']], odd + reactive));
    expect((await readInvoice({ attachment })).readings).toEqual([]);
    const undated = readings('A1', ['całodobowa', '', '2', '1', '1', 'x', '1']);
    const whole = tag('Zalacznik', block([['Kod PPE', '590543500000000018']], undated));
    expect((await readInvoice({ attachment: whole })).readings).toMatchObject([
      { from: '2026-01-01', to: '2026-01-31' },
    ]);
    expect((await readInvoice({ attachment: whole, period: null })).readings).toEqual([]);
  });
});
