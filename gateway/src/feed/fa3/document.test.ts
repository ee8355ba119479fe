import { formatMoney } from '../../money';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Fa3Document, Fa3Reader } from '.';
import { block, type InvoiceXml, invoiceRow, invoiceXml, tag, tags } from '../../../testing/fa3';

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
  const RATES = [
    'P_13_1',
    'P_13_2',
    'P_13_3',
    'P_13_4',
    'P_13_5',
    'P_13_6_1',
    'P_13_6_2',
    'P_13_6_3',
    'P_13_7',
    'P_13_8',
    'P_13_9',
    'P_13_10',
    'P_13_11',
  ];
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
    expect(await readInvoice({ payment })).toMatchObject({ toPay: 0, gross: 12300 });
    const settlement = tag(
      'Rozliczenie',
      tag('Obciazenia', tags({ Kwota: '7.5', Powod: 'Odsetki' })) +
        tags({ SumaObciazen: '7.5', DoZaplaty: '130.50' }),
    );
    const charged = await readInvoice({ settlement });
    expect(charged).toMatchObject({ toPay: 13050 });
    expect(charged.details).toEqual([
      {
        title: 'Rozliczenie',
        header: [],
        rows: [
          ['Obciążenie: Odsetki', '7.5'],
          ['Do zapłaty', '130.50'],
        ],
      },
    ]);
  });

  it('goes to the account as digits, and to the factor where there is one', async () => {
    const account = (name: string, number: string) => tag(name, tag('NrRB', number));
    const own = account('RachunekBankowy', 'PL61 1090 1014 0000 0712 1981 2874');
    expect((await read({ payment: tag('Platnosc', own) })).warnings).toEqual([]);
    expect(await read({ payment: tag('Platnosc', own) })).toMatchObject({
      account: '61109010140000071219812874',
      printed: { account: '61109010140000071219812874', isFactored: false },
    });
    const factor = account('RachunekBankowyFaktora', '71109010149999000000000001');
    expect((await read({ payment: tag('Platnosc', own + factor) })).printed).toMatchObject({
      account: '71109010149999000000000001',
      isFactored: true,
    });
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

  it('without an address says nothing of one', async () => {
    expect((await read({ address: null })).customer.address).toBeUndefined();
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
(existsSync(EXAMPLES) ? describe : describe.skip)('the official examples', () => {
  const example = (number: number) => documentOf(readFileSync(join(EXAMPLES, `FA_3_Przyklad_${number}.xml`)));

  it('24 is an invoice for energy', async () => {
    const { customer, invoice, points, warnings } = await example(24);
    expect(customer).toMatchObject({ number: '99999999', nip: '1111111111', emails: ['jan@kowalski.pl'] });
    expect(invoice).toMatchObject({
      number: 'FV2026/02/150',
      kind: 'SETTLEMENT',
      issueDate: '2026-02-28',
      dueDate: '2026-03-15',
      periodFrom: '2026-01-01',
      periodTo: '2026-02-28',
      net: 4360,
      vat: 1003,
      gross: 5363,
      toPay: 5363,
      previousYearWh: 118_000,
      lines: [{ net: 1800 }, { net: 2560 }],
      readings: [
        {
          meterNumber: '99999999',
          zone: 'całodobowa',
          from: '2026-01-01',
          to: '2026-02-28',
          previous: '1000',
          current: '1020',
          usedWh: 20_000,
          method: 'Fizyczny',
        },
      ],
    });
    expect(invoice.details.map((detail) => [detail.title, detail.rows.length])).toEqual([
      ['', 8],
      ['Odczyty', 2],
      ['Rozliczenie - sprzedaż energii', 3],
      ['Rozliczenie - sprzedaż energii', 1],
      ['Rozliczenie - usługa dystrybucji energii', 17],
      ['Płatność', 1],
      ['Stopka', 4],
    ]);
    const address = { line1: 'ul. Polna 1', line2: '00-001 Warszawa', country: 'PL' };
    expect(points).toEqual([{ ppe: '999999999999999999', address, tariff: 'G11', meterNumber: '99999999' }]);
    expect(warnings.map((warning) => warning.field)).toEqual(['Kod PPE']);
  });

  it('1 is a paid sale', async () => {
    const { customer, invoice } = await example(1);
    expect(customer.number).toBe('fdfd778343');
    expect(invoice).toMatchObject({
      net: 166_761,
      vat: 38_338,
      gross: 205_100,
      toPay: 0,
      dueDate: undefined,
    });
  });

  it.each([
    [2, [-162_601, 146_341]],
    [3, [-16_260]],
  ])('%i is a correction of it', async (number, nets) => {
    const { invoice } = await example(number);
    expect(invoice).toMatchObject({
      kind: 'CORRECTION',
      corrects: ['FV2026/02/150'],
      net: -16_260,
      vat: -3_740,
      gross: -20_000,
    });
    expect(invoice.lines.map((line) => line.net)).toEqual(nets);
  });
});
