import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatMoney } from '../../scalars';
import { type Fa3Document, Fa3Reader } from '.';
import { block, type InvoiceXml, invoiceRow, invoiceXml, table, tag, tags } from './testing';

const reader = new Fa3Reader();
afterAll(() => reader.close());

async function documentOf(bytes: Buffer): Promise<Fa3Document> {
  const result = await reader.read(bytes);
  if (!result.ok) throw new Error(`${result.field ?? ''} ${result.line ?? ''} ${result.reason}`);
  return result.document;
}
const read = (invoice: InvoiceXml) => documentOf(Buffer.from(invoiceXml(invoice)));
const readInvoice = async (invoice: InvoiceXml) => (await read(invoice)).invoice;

describe('kinds', () => {
  it.each([
    ['VAT', 'SETTLEMENT'],
    ['UPR', 'SETTLEMENT'],
    ['ROZ', 'SETTLEMENT'],
    ['ZAL', 'FORECAST'],
    ['KOR', 'CORRECTION'],
    ['KOR_ZAL', 'CORRECTION'],
    ['KOR_ROZ', 'CORRECTION'],
  ])('reads %s as %s', async (kind, expected) => {
    expect((await readInvoice({ kind })).kind).toBe(expected);
  });
});

describe('sums', () => {
  const amount = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 });
  const RATES = ['P_13_1', 'P_13_2', 'P_13_3', 'P_13_4', 'P_13_5', 'P_13_6_1', 'P_13_6_2', 'P_13_6_3', 'P_13_7', 'P_13_8', 'P_13_9', 'P_13_10', 'P_13_11']; // prettier-ignore
  const TAXED = ['P_13_1', 'P_13_2', 'P_13_3', 'P_13_4', 'P_13_5'];
  /** As sellers write them: 2051.00, 2051.0 or 2051. */
  const written = (value: number, short: boolean) =>
    short ? formatMoney(value).replace(/(\.00|0)$/, '') : formatMoney(value);

  it('are exact whatever the amounts, and never count the tax repeated in złoty', async () => {
    const anyTotals = fc.dictionary(fc.constantFrom(...RATES), fc.tuple(amount, amount, fc.boolean()));
    await fc.assert(
      fc.asyncProperty(anyTotals, amount, fc.boolean(), async (amounts, gross, short) => {
        const totals: Record<string, string> = {};
        for (const [name, [net, vat, brief]] of Object.entries(amounts)) {
          totals[name] = written(net, brief);
          if (TAXED.includes(name)) totals[name.replace('13', '14')] = written(vat, brief);
          if (TAXED.slice(0, 4).includes(name)) totals[`${name.replace('13', '14')}W`] = '999.99';
        }
        const invoice = await readInvoice({ totals, gross: written(gross, short) });
        const entries = Object.entries(amounts);
        expect(invoice.net).toBe(entries.reduce((sum, [, [net]]) => sum + net, 0));
        expect(invoice.vat).toBe(
          entries.reduce((sum, [name, [, vat]]) => sum + (TAXED.includes(name) ? vat : 0), 0),
        );
        expect(invoice.gross).toBe(gross);
        // Without lines the totals by rate stand in for them, so that lines add up to net.
        expect(invoice.lines.reduce((sum, line) => sum + line.net, 0)).toBe(invoice.net);
      }),
    );
  });

  it('are the seller’s own, also where they do not fit together', async () => {
    const rows = invoiceRow({ P_7: 'Energia', P_11: '10.00', P_12: '23' });
    const invoice = await readInvoice({ totals: { P_13_1: '1.00', P_14_1: '5.00' }, gross: '7', rows });
    expect(invoice).toMatchObject({ net: 100, vat: 500, gross: 700, lines: [{ net: 1000 }] });
  });

  it('beyond what is kept exactly are refused, never rounded', async () => {
    const most = '90071992547409.91';
    expect((await readInvoice({ gross: most })).gross).toBe(Number.MAX_SAFE_INTEGER);
    for (const invoice of [
      { gross: '90071992547409.92' },
      { gross: '9999999999999999.99' },
      { totals: { P_13_1: most, P_14_1: '0', P_13_7: '0.01' } },
    ]) {
      expect(await reader.read(Buffer.from(invoiceXml(invoice)))).toMatchObject({
        ok: false,
        reason: expect.stringContaining('too large'),
      });
    }
  });

  it('in another currency are refused', async () => {
    expect(await reader.read(Buffer.from(invoiceXml({ currency: 'EUR' })))).toEqual({
      ok: false,
      field: 'KodWaluty',
      reason: 'the currency is EUR, not PLN',
    });
  });
});

describe('payment', () => {
  it('is due on the latest of several days', async () => {
    const terms = ['2026-03-01', '2026-04-15', '2026-03-20'].map((day) =>
      tag('TerminPlatnosci', tag('Termin', day)),
    );
    expect((await readInvoice({ payment: tag('Platnosc', terms.join('')) })).dueDate).toBe('2026-04-15');
    expect((await readInvoice({})).dueDate).toBeUndefined();
  });

  it('made is told apart from payment due, and from what else is to be paid', async () => {
    const payment = tag('Platnosc', tags({ Zaplacono: '1', DataZaplaty: '2026-02-01' }));
    expect(await readInvoice({ payment })).toMatchObject({ paid: true, gross: 12300 });
    const settlement = tag('Rozliczenie', tag('Obciazenia', tags({ Kwota: '7.5', Powod: 'Odsetki' })) + tags({ SumaObciazen: '7.5', DoZaplaty: '130.50' })); // prettier-ignore
    const charged = await readInvoice({ settlement });
    expect(charged).toMatchObject({ paid: false, toPay: 13050 });
    expect(charged.details).toEqual([
      { title: 'Rozliczenie', header: [], rows: [['Obciążenie: Odsetki', '7.5'], ['Do zapłaty', '130.50']] }, // prettier-ignore
    ]);
  });

  it('goes to the account as digits, and to the factor where there is one', async () => {
    const account = (name: string, number: string) => tag(name, tag('NrRB', number));
    const own = account('RachunekBankowy', 'PL61 1090 1014 0000 0712 1981 2874');
    expect((await read({ payment: tag('Platnosc', own) })).warnings).toEqual([]);
    expect((await readInvoice({ payment: tag('Platnosc', own) })).bankAccount).toBe(
      '61109010140000071219812874',
    );
    const factor = account('RachunekBankowyFaktora', '71109010149999000000000001');
    const bankAccount = (await readInvoice({ payment: tag('Platnosc', own + factor) })).bankAccount;
    expect(bankAccount).toBe('71109010149999000000000001');
  });
});

describe('the customer', () => {
  it('has all the addresses of all contacts, each once', async () => {
    const contacts = [{ email: 'a@b.pl', phone: '111' }, { phone: '222' }, { email: 'c@d.pl' }];
    const document = await read({ contacts, customerNumber: 'K 7' });
    expect(document.customer).toEqual({
      number: 'K 7',
      nip: '5262483798',
      name: 'Jan Kowalski',
      emails: ['a@b.pl', 'c@d.pl'],
      phone: '111',
      address: { line1: 'ul. Polna 1', line2: '00-001 Warszawa', country: 'PL' },
    });
    const twice = [{ email: 'a@b.pl' }, { email: 'a@b.pl' }];
    expect((await read({ contacts: twice })).customer.emails).toEqual(['a@b.pl']);
  });

  it.each([
    ['no number', tag('BrakID', '1')],
    ['a number of another Union country', tags({ KodUE: 'DE', NrVatUE: '123456789' })],
    ['a number of elsewhere', tags({ KodKraju: 'UA', NrID: '1234567890' })],
  ])('with %s has no tax id', async (_what, identity) => {
    const { customer } = await read({ identity });
    expect(customer.nip).toBeUndefined();
    expect(customer.number).toBeUndefined();
  });

  it('without an address has an empty one', async () => {
    expect((await read({ address: null })).customer.address).toEqual({ line1: '', line2: '', country: 'PL' });
  });
});

describe('lines', () => {
  const line = { quantity: null, unit: null, unitPrice: null, group: null };

  it('stand in file order, as printed, whatever their numbers', async () => {
    const rows = [
      { NrWierszaFa: '7', P_7: 'Energia  czynna', P_8A: 'kWh', P_8B: '20.500', P_9A: '0.90000', P_11: '18.45', P_12: '23' },
      { NrWierszaFa: '7', P_7: 'Zwolnione', P_11: '0', P_12: 'zw' },
      { NrWierszaFa: '2', P_7: 'Rabat', P_11: '-1.5', P_12: 'np I' },
    ].map(invoiceRow); // prettier-ignore
    expect((await readInvoice({ rows: rows.join('') })).lines).toEqual([
      { position: 1, name: 'Energia czynna', quantity: '20.500', unit: 'kWh', unitPrice: '0.90000', net: 1845, vatRate: '23', group: null }, // prettier-ignore
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
    tag('Zamowienie', tag('WartoscZamowienia', value) + rows.map((row) => tag('ZamowienieWiersz', tags({ NrWierszaZam: '1', ...row }))).join('')); // prettier-ignore
  const energy = { P_7Z: 'Energia, prognoza', P_8AZ: 'kWh', P_8BZ: '200', P_9AZ: '0.5', P_11NettoZ: '100.00', P_12Z: '23' }; // prettier-ignore

  it('of an advance are the order’s rows when they make it up', async () => {
    const invoice = await readInvoice({ kind: 'ZAL', order: order([energy], '123') });
    expect(invoice.lines).toEqual([
      { position: 1, name: 'Energia, prognoza', quantity: '200', unit: 'kWh', unitPrice: '0.5', net: 10000, vatRate: '23', group: null }, // prettier-ignore
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
    const advances = ['F/1', 'F/2'].map((number) => tag('FakturaZaliczkowa', tags({ NrKSeFZN: '1', NrFaZaliczkowej: number }))); // prettier-ignore
    const { lines } = await readInvoice({ kind: 'ROZ', rows, advances: advances.join('') });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toEqual({ ...line, position: 2, name: 'Rozliczone zaliczki: F/1, F/2', net: -20000, vatRate: '23' }); // prettier-ignore
  });
});

describe('a correction', () => {
  const corrected = (number: string, ksef?: string) =>
    tag('DaneFaKorygowanej', tags({ DataWystFaKorygowanej: '2026-01-01', NrFaKorygowanej: number, ...(ksef ? { NrKSeF: '1', NrKSeFFaKorygowanej: ksef } : { NrKSeFN: '1' }) })); // prettier-ignore

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

describe('the attachment', () => {
  const HEADER = ['Licznik/Strefa', 'Data', 'Wskazanie bieżące', 'Wskazanie poprzednie', 'Ilość', 'Sposób odczytu', 'Razem']; // prettier-ignore
  const readings = (meter: string, ...zones: string[][]) =>
    table({ title: 'Odczyty', header: HEADER, rows: [[`Licznik energii czynnej nr ${meter}`], ...zones] });
  const place = (ppe: string, tables: string, facts: [string, string][] = []) =>
    block([['Miejsce poboru energii', 'ul. Leśna 2 m. 3, 30-002 Kraków'], ['Kod PPE', ppe], ['Grupa taryfowa', 'G12'], ['Za okres od', '2026-01-05'], ...facts], tables); // prettier-ignore

  it('gives each of several places its point, readings and use of the year before', async () => {
    const past = (kwh: string): [string, string] => ['Zużycie w analogicznym okresie poprzedniego roku', kwh];
    const attachment = tag(
      'Zalacznik',
      place('590543500000000018', readings('A1', ['dzienna', '2026-01-31', '1 020,5', '1000', '20.5', 'Zdalny', '41'], ['nocna', '31.01.2026', '7', '5', '2', 'Szacowany', '4,0005']), [past('118 kWh')]) +
        place('590322400000000010', readings('B2', ['całodobowa', '2026-01-31', '30', '10', '20', 'Fizyczny', '20']), [past('1,5 MWh')]),
    ); // prettier-ignore
    const { points, invoice, warnings } = await read({ attachment });
    const address = { line1: 'ul. Leśna 2 m. 3', line2: '30-002 Kraków', country: 'PL' };
    expect(points).toEqual([
      { ppe: '590543500000000018', address, tariff: 'G12', meterNumber: 'A1' },
      { ppe: '590322400000000010', address, tariff: 'G12', meterNumber: 'B2' },
    ]);
    expect(warnings).toEqual([]);
    const period = { from: '2026-01-05', to: '2026-01-31' };
    expect(invoice.readings).toEqual([
      { ...period, meterNumber: 'A1', zone: 'dzienna', previous: '1000', current: '1 020,5', usedWh: 41_000, method: 'Zdalny' },
      { ...period, meterNumber: 'A1', zone: 'nocna', previous: '5', current: '7', usedWh: 4_001, method: 'Szacowany' },
      { ...period, meterNumber: 'B2', zone: 'całodobowa', previous: '10', current: '30', usedWh: 20_000, method: 'Fizyczny' },
    ]); // prettier-ignore
    expect(invoice.previousYearWh).toBe(1_618_000);
  });

  it('is kept as printed: facts, tables with their sums, notes and facts of a table', async () => {
    const printed = table({ title: 'Opłaty', header: ['Opis', 'zł'], rows: [['Sieć', ''], ['-', '5.00']], sum: ['Razem', '5.00'], facts: [['Akcyza', '0,10 zł']] }); // prettier-ignore
    const note = tag('Tekst', tag('Akapit', 'Dziękujemy &amp; pozdrawiamy'));
    const attachment = tag('Zalacznik', block([['Nr umowy', '7/2020']], note + printed, 'Lokal 1'));
    const remarks = tag('DodatkowyOpis', tags({ Klucz: 'Akcyza', Wartosc: '0,10 zł' })) + tag('DodatkowyOpis', tags({ Klucz: 'Infolinia', Wartosc: '19 000' })); // prettier-ignore
    const { points, invoice } = await read({ attachment, remarks });
    expect(points).toEqual([]);
    expect(invoice.readings).toEqual([]);
    expect(invoice.previousYearWh).toBeUndefined();
    expect(invoice.details).toEqual([
      { title: 'Lokal 1', header: [], rows: [['Nr umowy', '7/2020'], ['Dziękujemy & pozdrawiamy']] },
      { title: 'Opłaty', header: ['Opis', 'zł'], rows: [['Sieć', ''], ['-', '5.00'], ['Razem', '5.00']] },
      { title: 'Opłaty', header: [], rows: [['Akcyza', '0,10 zł']] },
      { title: 'Dodatkowy opis', header: [], rows: [['Infolinia', '19 000']] },
    ]); // prettier-ignore
  });

  it('is never made to say more than it does: reactive energy, words for numbers, no days', async () => {
    const odd = readings('A1', ['całodobowa', '2026-01-31', 'brak', 'brak', '20', 'x', '20'], ['całodobowa', '2026-01-31', '2', '1', '?', 'x', '?']); // prettier-ignore
    const reactive = table({ title: 'Odczyty', header: HEADER, rows: [['Licznik energii biernej nr C3'], ['całodobowa', '2026-01-31', '30', '10', '20', 'Zdalny', '20']] }); // prettier-ignore
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

it('warns of numbers that fail their check and takes them as they are', async () => {
  const payment = tag('Platnosc', tag('RachunekBankowy', tag('NrRB', '61109010140000071219812875')));
  const attachment = tag('Zalacznik', block([['Kod PPE', '590543500000000019']]));
  const document = await read({ nip: '5262483799', payment, attachment });
  expect(document.customer.nip).toBe('5262483799');
  expect(document.warnings.map(({ field, value }) => [field, value])).toEqual([
    ['NIP', '5262483799'],
    ['NrRB', '61109010140000071219812875'],
    ['Kod PPE', '590543500000000019'],
  ]);
});

it('hashes the bytes of the file, not what they mean', async () => {
  const bytes = Buffer.from(`${invoiceXml()}\n\n`);
  expect((await documentOf(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('base64url'));
});

const EXAMPLES = join(__dirname, '../../../../../shared/ksef/examples');
if (existsSync(EXAMPLES)) {
  describe('the official examples', () => {
    const example = (number: number) =>
      documentOf(readFileSync(join(EXAMPLES, `FA_3_Przyklad_${number}.xml`)));

    it('24 is an invoice for energy', async () => {
      const { customer, invoice, points, warnings } = await example(24);
      expect(customer).toMatchObject({ number: '99999999', nip: '1111111111', emails: ['jan@kowalski.pl'] });
      expect(invoice).toMatchObject({
      number: 'FV2026/02/150', kind: 'SETTLEMENT', issueDate: '2026-02-28', dueDate: '2026-03-15',
      periodFrom: '2026-01-01', periodTo: '2026-02-28', net: 4360, vat: 1003, gross: 5363, toPay: 5363,
      paid: false, previousYearWh: 118_000, lines: [{ net: 1800 }, { net: 2560 }],
      readings: [{ meterNumber: '99999999', zone: 'całodobowa', from: '2026-01-01', to: '2026-02-28', previous: '1000', current: '1020', usedWh: 20_000, method: 'Fizyczny' }],
    }); // prettier-ignore
      expect(invoice.details.map((detail) => [detail.title, detail.rows.length])).toEqual([
      ['', 8], ['Odczyty', 2], ['Rozliczenie - sprzedaż energii', 3], ['Rozliczenie - sprzedaż energii', 1], ['Rozliczenie - usługa dystrybucji energii', 17],
    ]); // prettier-ignore
      const address = { line1: 'ul. Polna 1', line2: '00-001 Warszawa', country: 'PL' };
      expect(points).toEqual([
        { ppe: '999999999999999999', address, tariff: 'G11', meterNumber: '99999999' },
      ]);
      expect(warnings.map((warning) => warning.field)).toEqual(['Kod PPE']);
    });

    it('1 is a paid sale', async () => {
      const { customer, invoice } = await example(1);
      expect(customer.number).toBe('fdfd778343');
      expect(invoice).toMatchObject({
        net: 166_761,
        vat: 38_338,
        gross: 205_100,
        paid: true,
        dueDate: undefined,
      });
    });

    it.each([[2, [-162_601, 146_341]], [3, [-16_260]]])('%i is a correction of it', async (number, nets) => {
    const { invoice } = await example(number);
    expect(invoice).toMatchObject({ kind: 'CORRECTION', corrects: ['FV2026/02/150'], net: -16_260, vat: -3_740, gross: -20_000 }); // prettier-ignore
    expect(invoice.lines.map((line) => line.net)).toEqual(nets);
  }); // prettier-ignore
  });
}
