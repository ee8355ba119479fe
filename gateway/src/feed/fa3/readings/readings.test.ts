import { Fa3Reader } from '..';
import { block, invoiceXml, table } from '../../../../testing/fa3';

const reader = new Fa3Reader();
afterAll(() => reader.close());

type Facts = [string, string][];

/** The readings of an invoice for January with these tables. */
async function readings(...tables: Parameters<typeof table>[0][]) {
  const facts: Facts = [['Kod PPE', '590543500000000018']];
  const attachment = `<Zalacznik>${block(facts, tables.map(table).join(''))}</Zalacznik>`;
  const result = await reader.read(Buffer.from(invoiceXml({ attachment })));
  if (!result.ok) throw new Error(result.reason);
  return result.document.invoice.readings;
}

const STATES = ['Wskazanie początkowe', 'Wskazanie końcowe'];
const METER: Facts = [['Nr licznika', '777001']];

describe('readings of an attachment', () => {
  it("cover the row's own days where it has them", async () => {
    for (const [from, to] of [
      ['Data od', 'Data do'],
      ['Od', 'Do'],
      ['Okres od', 'Okres do'],
      ['Data odczytu poprzedniego', 'Data odczytu bieżącego'],
      ['Data początkowa', 'Data końcowa'],
    ] as const)
      expect(
        await readings({
          header: ['Strefa', from, to, ...STATES, 'Zużycie [kWh]'],
          rows: [['całodobowa', '03.01.2026', '30.01.2026 r.', '1000', '1150', '150']],
          facts: METER,
        }),
      ).toEqual([
        {
          meterNumber: '777001',
          zone: 'całodobowa',
          from: '2026-01-03',
          to: '2026-01-30',
          previous: '1000',
          current: '1150',
          usedWh: 150_000,
          method: '',
        },
      ]);
  });

  it("end on the row's only date, begin and end with the document's where a row has none, and never end before they begin", async () => {
    const of = async (header: string[], ...cells: string[]) =>
      (
        await readings({ header: [...header, ...STATES, 'Ilość (kWh)'], rows: [[...cells, '1', '2', '1']] })
      ).map(({ from, to }) => [from, to]);
    expect(await of(['Data odczytu'], '2026-01-20')).toEqual([['2026-01-01', '2026-01-20']]);
    expect(await of([])).toEqual([['2026-01-01', '2026-01-31']]);
    expect(await of(['Data od', 'Data do'], '2026-01-31', '2026-01-01')).toEqual([]);
  });

  it('are of energy alone: not of gas, water, heat, reactive energy or power', async () => {
    for (const used of [
      'Zużycie[m3]',
      'Zużycie m³',
      'Zużycie [GJ]',
      'Ilość [kvarh]',
      'Ilość kVArh',
      'Zużycie (kW)',
    ])
      expect(
        await readings({ header: ['Opłaty', ...STATES, used], rows: [['Pozycja', '500', '600', '100']] }),
      ).toEqual([]);
    const rows = [
      'Paliwo gazowe',
      'Woda zimna',
      'Ciepło',
      'Energia bierna indukcyjna',
      'Energia bierna pojemnościowa pobrana',
      'Moc umowna',
      'Moc pobrana',
      'Energia czynna oddana',
      'Energia wprowadzona do sieci',
      'Produkcja z instalacji',
      '2.8.0',
      '1.6.1',
      '3.8.0 kvarh',
    ].map((name) => [name, '500', '600', '100']);
    expect(await readings({ header: ['Rodzaj', ...STATES, 'Ilość'], rows })).toEqual([]);
    expect(
      await readings({
        header: ['Rodzaj', ...STATES, 'Ilość', 'j.m.'],
        rows: [
          ['Pozycja', '1', '2', '1', 'm3'],
          ['Pozycja', '1', '2', '1', 'szt.'],
          ['Energia czynna', '1', '2', '3', 'MWh'],
        ],
      }),
    ).toMatchObject([{ usedWh: 3_000_000 }]);
    expect(
      await readings({
        title: 'Energia bierna',
        header: ['Strefa', ...STATES, 'Ilość'],
        rows: [['dzienna', '1', '2', '1']],
      }),
    ).toEqual([]);
  });

  it('are the rows of energy drawn, beside those of energy fed in', async () => {
    expect(
      await readings({
        title: 'Energia pobrana i oddana',
        header: ['Kod OBIS', ...STATES, 'Zużycie kWh'],
        rows: [
          ['1.8.1 strefa dzienna', '10', '30', '20'],
          ['1.8.2 strefa nocna', '5', '6', '1'],
          ['2.8.0', '100', '900', '800'],
        ],
      }),
    ).toMatchObject([
      { zone: '1.8.1 strefa dzienna', usedWh: 20_000 },
      { zone: '1.8.2 strefa nocna', usedWh: 1_000 },
    ]);
  });

  it('stay left out below the next meter when a title said that the rows count reactive energy', async () => {
    expect(
      await readings({
        header: ['Strefa', ...STATES, 'Ilość'],
        rows: [
          ['Energia bierna'],
          ['Licznik nr 5'],
          ['całodobowa', '1', '2', '1'],
          ['Energia czynna pobrana'],
          ['Licznik: 6,'],
          ['całodobowa', '1', '2', '1'],
        ],
      }),
    ).toMatchObject([{ meterNumber: '6' }]);
  });

  it('are known by columns as a whole, not by their first word', async () => {
    expect(
      await readings({
        header: [
          'Data wskazania poprzedniego',
          'Data wskazania bieżącego',
          'Ilość stref',
          'Zużycie w roku poprzednim [kWh]',
          'Zużycie średniodobowe [kWh]',
          'Rodzaj wskazania bieżącego',
          'Ilość dni',
          'Stan licznika poprzedni',
          'Stan licznika bieżący',
          'Razem netto (zł)',
          'Zużycie między odczytem poprzednim a bieżącym [kWh]',
          'Sposób odczytu',
        ],
        rows: [
          [
            '2026-01-01',
            '2026-01-31',
            '1',
            '999',
            '5',
            'zdalne',
            '31',
            '1000',
            '1150',
            '77,00',
            '150',
            'zdalny',
          ],
        ],
      }),
    ).toMatchObject([
      { from: '2026-01-01', to: '2026-01-31', previous: '1000', current: '1150', usedWh: 150_000 },
    ]);
    for (const header of [
      ['Wskazanie początkowe', 'Ilość stref', 'Zużycie [kWh]'],
      ['Data odczytu poprzedniego', 'Data odczytu bieżącego', 'Ilość'],
      ['Wskazanie poprzednie', 'Wskazanie bieżące', 'Ilość dni'],
    ])
      expect(await readings({ header, rows: [['1', '2', '1']] })).toEqual([]);
  });

  it('are one for a meter, zone and period, however many fees and tables name it', async () => {
    const found = await readings(
      {
        title: 'Odczyty',
        header: ['Strefa', ...STATES, 'Ilość [kWh]'],
        rows: [
          ['dzienna', '1 000', '1150', '150'],
          ['nocna', '10', '20', '10'],
        ],
        facts: METER,
      },
      {
        title: 'Rozliczenie',
        header: ['Opłaty', ...STATES, 'Ilość [kWh]', 'Należność (zł)'],
        rows: [
          ['Energia czynna', '1000', '1150', '150', '75,00'],
          ['Opłata sieciowa zmienna', '1000,0', '1150', '150', '30,00'],
          ['Opłata mocowa', '10', '20', '10', '3,00'],
        ],
      },
      {
        header: ['Strefa', ...STATES, 'Ilość [kWh]'],
        rows: [['dzienna', '1000', '1150', '150']],
        facts: [['Nr licznika', '888']],
      },
    );
    expect(found.map(({ meterNumber, zone, usedWh }) => [meterNumber, zone, usedWh])).toEqual([
      ['777001', 'dzienna', 150_000],
      ['777001', 'nocna', 10_000],
      ['888', 'dzienna', 150_000],
    ]);
  });

  it('are told apart among twenty thousand', async () => {
    const tables = Array.from({ length: 20 }, (_, n) => ({
      header: ['Strefa', ...STATES, 'Ilość'],
      rows: Array.from({ length: 990 }, (_, row) => ['całodobowa', String(n * 1000 + row), '99999', '1']),
    }));
    expect(await readings(...tables)).toHaveLength(19_800);
  });

  it('of each table are of the meter and point that this table names', async () => {
    const header = ['Strefa', ...STATES, 'Ilość'];
    const rows = [['całodobowa', '1', '2', '1']];
    const of = (meter: string, ppe: string, tariff: string) =>
      table({
        header,
        rows,
        facts: [
          ['Numer licznika', meter],
          ['Numer PPE', ppe],
          ['Taryfa', tariff],
        ],
      });
    const attachment = `<Zalacznik>${block([['Umowa', '7']], of('A1', '590543500000000018', 'G11') + of('B2', '590322400000000010', 'C11'))}</Zalacznik>`;
    const result = await reader.read(Buffer.from(invoiceXml({ attachment })));
    if (!result.ok) throw new Error(result.reason);
    expect(result.document.invoice.readings.map((one) => one.meterNumber)).toEqual(['A1', 'B2']);
    expect(result.document.points).toMatchObject([
      { ppe: '590543500000000018', meterNumber: 'A1', tariff: 'G11' },
      { ppe: '590322400000000010', meterNumber: 'B2', tariff: 'C11' },
    ]);
  });

  it('of the year before are no cubic metres', async () => {
    const facts: Facts = [['Zużycie w analogicznym okresie poprzedniego roku [m3]', '118']];
    const attachment = `<Zalacznik>${block(facts)}</Zalacznik>`;
    const result = await reader.read(Buffer.from(invoiceXml({ attachment })));
    expect(result).toMatchObject({ document: { invoice: { previousYearWh: undefined } } });
  });
});
