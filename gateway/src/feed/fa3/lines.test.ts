import { type Fa3Document, Fa3Reader } from '.';
import { type InvoiceXml, invoiceRow, invoiceXml, tag, tags } from '../../../testing/fa3';

const reader = new Fa3Reader();
afterAll(() => reader.close());

async function read(invoice: InvoiceXml): Promise<Fa3Document> {
  const result = await reader.read(Buffer.from(invoiceXml(invoice)));
  if (!result.ok) throw new Error(`${result.field ?? ''} ${result.line ?? ''} ${result.reason}`);
  return result.document;
}
const readInvoice = async (invoice: InvoiceXml) => (await read(invoice)).invoice;

describe('lines', () => {
  const line = { quantity: null, unit: null, unitPrice: null, group: null };

  it('stand in file order, as printed, whatever their numbers', async () => {
    const rows = [
      {
        NrWierszaFa: '7',
        P_7: 'Energia  czynna',
        P_8A: 'kWh',
        P_8B: '20.500',
        P_9A: '0.90000',
        P_11: '18.45',
        P_12: '23',
      },
      { NrWierszaFa: '7', P_7: 'Zwolnione', P_11: '0', P_12: 'zw' },
      { NrWierszaFa: '2', P_7: 'Rabat', P_11: '-1.5', P_12: 'np I' },
    ].map(invoiceRow);
    expect((await readInvoice({ rows: rows.join('') })).lines).toEqual([
      {
        position: 1,
        name: 'Energia czynna',
        quantity: '20.500',
        unit: 'kWh',
        unitPrice: '0.90000',
        net: 1845,
        vatRate: '23',
        group: null,
      },
      { ...line, position: 2, name: 'Zwolnione', net: 0, vatRate: 'zw' },
      { ...line, position: 3, name: 'Rabat', net: -150, vatRate: 'np I' },
    ]);
  });

  it('priced with VAT have the net that remains, rounded to the grosz', async () => {
    const rows = [
      { P_7: 'a', P_9B: '1.23', P_11A: '12.30', P_12: '23' },
      { P_7: 'b', P_11A: '-0.99', P_12: '8' },
      { P_7: 'c', P_11A: '5.00', P_11Vat: '0.11', P_12: '23' },
    ].map(invoiceRow);
    const { lines } = await readInvoice({ rows: rows.join('') });
    expect(lines.map(({ net, unitPrice }) => [net, unitPrice])).toEqual([
      [1000, '1.23'],
      [-92, null],
      [489, null],
    ]);
  });

  const order = (rows: Record<string, string>[], value = '246.00') =>
    tag(
      'Zamowienie',
      tag('WartoscZamowienia', value) +
        rows.map((row) => tag('ZamowienieWiersz', tags({ NrWierszaZam: '1', ...row }))).join(''),
    );
  const energy = {
    P_7Z: 'Energia, prognoza',
    P_8AZ: 'kWh',
    P_8BZ: '200',
    P_9AZ: '0.5',
    P_11NettoZ: '100.00',
    P_12Z: '23',
  };

  it('of an advance are the order’s rows when they make it up', async () => {
    const invoice = await readInvoice({ kind: 'ZAL', order: order([energy], '123') });
    expect(invoice.lines).toEqual([
      {
        position: 1,
        name: 'Energia, prognoza',
        quantity: '200',
        unit: 'kWh',
        unitPrice: '0.5',
        net: 10000,
        vatRate: '23',
        group: null,
      },
    ]);
    expect(invoice.details).toEqual([]);
  });

  it('of an advance on a larger order are the advance, and the order stands beside them', async () => {
    const invoice = await readInvoice({ kind: 'ZAL', order: order([energy, energy]) });
    expect(invoice.lines).toEqual([{ ...line, position: 1, name: 'Zaliczka', net: 10000, vatRate: '23' }]);
    expect(invoice.details[0]?.title).toBe('Zamówienie');
    expect(invoice.details[0]?.rows).toEqual([
      ['Energia, prognoza', '200', 'kWh', '0.5', '100.00', '', '23'],
      ['Energia, prognoza', '200', 'kWh', '0.5', '100.00', '', '23'],
      ['Wartość zamówienia brutto (zł)', '246.00'],
    ]);
  });

  it('of a final invoice end with the advances it settles', async () => {
    const rows = invoiceRow({ P_7: 'Energia', P_11: '300.00', P_12: '23' });
    const advances = ['F/1', 'F/2'].map((number) =>
      tag('FakturaZaliczkowa', tags({ NrKSeFZN: '1', NrFaZaliczkowej: number })),
    );
    const { lines } = await readInvoice({ kind: 'ROZ', rows, advances: advances.join('') });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toEqual({
      ...line,
      position: 2,
      name: 'Rozliczone zaliczki: F/1, F/2',
      net: -20000,
      vatRate: '23',
    });
  });
});

describe('a correction', () => {
  const corrected = (number: string, ksef?: string) =>
    tag(
      'DaneFaKorygowanej',
      tags({
        DataWystFaKorygowanej: '2026-01-01',
        NrFaKorygowanej: number,
        ...(ksef ? { NrKSeF: '1', NrKSeFFaKorygowanej: ksef } : { NrKSeFN: '1' }),
      }),
    );

  it('names what it corrects, several and the right number of a wrong one too, each once', async () => {
    const correction =
      ['F/1', 'F/2', 'F/1'].map((number) => corrected(number)).join('') + tag('NrFaKorygowany', 'F/9');
    expect((await readInvoice({ kind: 'KOR', correction })).corrects).toEqual(['F/1', 'F/2', 'F/9']);
  });

  it('counts the state before it as negative, in a group of its own', async () => {
    const row = { P_7: 'Energia', P_11: '1626.01', P_12: '23' };
    const rows = invoiceRow({ ...row, StanPrzed: '1' }) + invoiceRow({ ...row, P_11: '1463.41' });
    const totals = { P_13_1: '-162.60', P_14_1: '-37.40' };
    const invoice = await readInvoice({
      kind: 'KOR',
      correction: corrected('F/1'),
      rows,
      totals,
      gross: '-200',
    });
    expect(invoice).toMatchObject({ net: -16260, vat: -3740, gross: -20000 });
    expect(invoice.lines).toMatchObject([
      { position: 1, net: -162601, group: 'Przed korektą' },
      { position: 2, net: 146341, group: null },
    ]);
  });

  it('says why, and its national number is checked', async () => {
    const correction =
      tag('PrzyczynaKorekty', 'odczyt') + corrected('F/1', '9999999999-20230908-8BEF280C8D35-4D');
    const document = await read({ kind: 'KOR', correction });
    expect(document.invoice.details).toEqual([
      { title: 'Przyczyna korekty', header: [], rows: [['odczyt']] },
      {
        title: 'Dokumenty korygowane',
        header: [],
        rows: [['F/1, z dnia 2026-01-01, KSeF 9999999999-20230908-8BEF280C8D35-4D']],
      },
    ]);
    expect(document.warnings).toEqual([
      {
        field: 'NrKSeFFaKorygowanej',
        value: '9999999999-20230908-8BEF280C8D35-4D',
        reason: 'fails its check',
      },
    ]);
  });
});
