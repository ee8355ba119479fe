import { keyOf } from '../database/columns';
import {
  invoiceRow as xmlRow,
  invoiceXml,
  block,
  tag,
  tags,
  table,
  type InvoiceXml,
} from '../../testing/fa3';
import { customer, feedDatabase, importFeed, invoice, point, PPE, type FeedFiles } from '../../testing/feed';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { HAS_POPPLER, textOf } from '../../testing/files';

const OLD_ACCOUNT = '61109010140000071219812874';
const FACTORS = '71109010149999000000000001';
const account = (name: string, number: string) => tag(name, tag('NrRB', number));
const payment = (...accounts: string[]) =>
  tag(
    'Platnosc',
    tag('TerminPlatnosci', tag('Termin', '2026-12-20')) + tag('FormaPlatnosci', '6') + accounts.join(''),
  );
const attachment = (facts: [string, string][]) => tag('Zalacznik', block([['Kod PPE', PPE], ...facts]));
const place = (street: string, tariff: string, meter: string) =>
  attachment([
    ['Miejsce poboru energii', `${street}, 00-001 Warszawa`],
    ['Grupa taryfowa', tariff],
    ['Nr licznika', meter],
  ]);
const third = (role: string, name: string, more = '') =>
  tag(
    'Podmiot3',
    tag('DaneIdentyfikacyjne', tag('NIP', '5871540127') + tag('Nazwa', name)) + more + tag('Rola', role),
  );
const correction =
  tag('PrzyczynaKorekty', 'odczyt') +
  tag(
    'DaneFaKorygowanej',
    tags({ DataWystFaKorygowanej: '2026-11-01', NrFaKorygowanej: 'NEW', NrKSeFN: '1' }),
  );

const OLD: InvoiceXml = {
  customerNumber: 'K',
  number: 'OLD',
  issueDate: '2025-03-01',
  name: 'Firma Stara sp. z o.o.',
  address: ['ul. Stara 1', '00-001 Warszawa'],
  contacts: [{ email: 'tester@example.com', phone: '600700800' }],
  payment: payment(account('RachunekBankowy', OLD_ACCOUNT)),
  attachment: place('ul. Polna 1', 'C11', 'STARY111'),
};
const NEW: InvoiceXml = {
  ...OLD,
  number: 'NEW',
  issueDate: '2026-11-01',
  name: 'Firma Nowa S.A.',
  address: ['ul. Nowa 99', '30-002 Kraków'],
  payment: payment(account('RachunekBankowy', OLD_ACCOUNT), account('RachunekBankowyFaktora', FACTORS)),
  attachment: place('ul. Polna 1', 'C12a', 'NOWY222'),
};
const SILENT: InvoiceXml = {
  customerNumber: 'K',
  number: 'KOR',
  kind: 'KOR',
  issueDate: '2026-11-20',
  correction,
  name: 'Firma Inna',
  address: ['ul. Inna 5', '00-001 Warszawa'],
  totals: { P_13_1: '-10.00', P_14_1: '-2.30' },
  gross: '-12.30',
  attachment: attachment([]),
};

const DOCUMENT = `query($id: ID!) { customer { name bankAccount contact { email phone address { line1 } } consumptionPoints { meterNumber tariff }
  invoice(id: $id) { bankAccount payee transferCode pdfUrl buyer { name identifier address } otherParties { role name title }
    printedPoints { ppe address meterNumber tariff } vatRates { rate net vat } annotations supplyDate net vat gross
    lines { name net gross unpriced vatRate } readings { meterNumber zone from to usedKwh } } } }`;

describe.each(ENGINES)('a document on %s', (engine) => {
  const db = feedDatabase(engine);
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { on: db.current, now: () => new Date('2026-11-29T12:00:00Z') });
  });
  afterAll(() => api.close());

  const take = async (files: FeedFiles) => {
    expect(await importFeed(db.current, files)).toMatchObject({ code: 0 });
  };
  const takeXml = (name: string, xml: InvoiceXml) => take({ [`ksef/${name}.xml`]: invoiceXml(xml) });
  const seen = async (number: string) => {
    cookie = await api.signedIn(keyOf('K'));
    const answer = await api.gql(DOCUMENT, { id: keyOf(number) }, { cookie });
    expect(answer.errors).toEqual([]);
    return answer.data.customer;
  };
  const printed = async (pdfUrl: string) => {
    const { rawPayload, statusCode } = await api.app.inject({ url: pdfUrl, headers: { cookie } });
    expect(statusCode).toBe(200);
    return HAS_POPPLER ? textOf(rawPayload) : null;
  };
  const says = async (pdfUrl: string, words: string[], others: string[] = []) => {
    const text = await printed(pdfUrl);
    if (text === null) return;
    for (const word of words) expect(text).toContain(word);
    for (const word of others) expect(text).not.toContain(word);
  };

  it('says for ever what was printed on it, whatever newer ones say', async () => {
    await takeXml('1', OLD);
    await takeXml('2', NEW);
    await takeXml('3', SILENT);
    const old = (await seen('OLD')).invoice;
    expect(old).toMatchObject({
      bankAccount: OLD_ACCOUNT,
      buyer: {
        name: 'Firma Stara sp. z o.o.',
        identifier: 'NIP 5262483798',
        address: ['ul. Stara 1', '00-001 Warszawa'],
      },
      printedPoints: [
        { ppe: PPE, address: 'ul. Polna 1, 00-001 Warszawa', meterNumber: 'STARY111', tariff: 'C11' },
      ],
    });
    expect(old.transferCode).toContain(`|PL|${OLD_ACCOUNT}|012300|Prąd S.A.|OLD|`);
    await says(
      old.pdfUrl,
      ['Firma Stara', 'ul. Stara 1', 'STARY111', 'C11', '61 1090 1014', 'Prąd S.A.'],
      ['Firma Nowa', 'ul. Nowa', 'NOWY222', 'C12a'],
    );
    const fresh = (await seen('NEW')).invoice;
    expect(fresh).toMatchObject({
      bankAccount: FACTORS,
      printedPoints: [{ meterNumber: 'NOWY222', tariff: 'C12a' }],
    });
    expect(fresh.transferCode).toMatch(new RegExp(`^\\|PL\\|${FACTORS}\\|`));
    await says(fresh.pdfUrl, ['Firma Nowa S.A.', '71 1090 1014', 'NOWY222'], ['Firma Stara', 'STARY111']);
    // Of what a correction leaves out, its print says nothing either.
    const silent = (await seen('KOR')).invoice;
    expect(silent).toMatchObject({
      bankAccount: null,
      buyer: { name: 'Firma Inna' },
      printedPoints: [{ ppe: PPE, address: '', meterNumber: null, tariff: null }],
    });
    await says(silent.pdfUrl, ['Firma Inna', 'ul. Inna 5', '-12,30'], ['NOWY222', 'C12a', 'Firma Nowa']);
  });

  const ORDERS = [
    [OLD, NEW, SILENT],
    [SILENT, NEW, OLD],
    [NEW, OLD, SILENT],
    [SILENT, OLD, NEW],
  ];
  it.each(ORDERS.map((order) => [order.map(({ number }) => number).join(', '), order] as const))(
    'tells of the customer what the newest one states, and no more: %s',
    async (_, order) => {
      for (const xml of order) await takeXml(xml.number!, xml);
      const expected = {
        name: 'Firma Nowa S.A.',
        bankAccount: OLD_ACCOUNT,
        contact: { email: 'tester@example.com', phone: '600700800', address: { line1: 'ul. Nowa 99' } },
        consumptionPoints: [{ meterNumber: 'NOWY222', tariff: 'C12a' }],
      };
      expect(await seen('NEW')).toMatchObject(expected);
      // In one feed together it comes to the same.
      await take(Object.fromEntries(order.map((xml, n) => [`ksef/again-${n}.xml`, invoiceXml(xml)])));
      expect(await seen('NEW')).toMatchObject(expected);
    },
  );

  it('that is a correction tells of a customer as long as nothing else does', async () => {
    await takeXml('1', { ...SILENT, contacts: [{ email: 'kor@example.com' }] });
    expect(await seen('KOR')).toMatchObject({ name: 'Firma Inna', contact: { email: 'kor@example.com' } });
    await takeXml('2', { ...OLD, contacts: [] });
    expect(await seen('KOR')).toMatchObject({
      name: 'Firma Stara sp. z o.o.',
      contact: { email: null, address: { line1: 'ul. Stara 1' } },
    });
  });

  it('with a factor as a third party gives the customer no account, and says whom to pay', async () => {
    await takeXml('1', { ...OLD, parties: third('1', 'Faktor Sp. z o.o.') });
    expect(await seen('OLD')).toMatchObject({
      bankAccount: null,
      invoice: { bankAccount: OLD_ACCOUNT, payee: 'Faktor Sp. z o.o.', otherParties: [{ role: 'FACTOR' }] },
    });
    await says((await seen('OLD')).invoice.pdfUrl, ['Faktor', 'Faktor Sp. z o.o.', '61 1090 1014']);
  });

  it('with the account of a bank that bought the debt gives the customer none', async () => {
    const banks = tag('RachunekBankowy', tags({ NrRB: FACTORS, RachunekWlasnyBanku: '1' }));
    await takeXml('1', { ...OLD, payment: payment(banks) });
    expect(await seen('OLD')).toMatchObject({ bankAccount: null, invoice: { bankAccount: FACTORS } });
  });

  it('changes nothing that billing described, and an older one sent again nothing that a newer one said', async () => {
    await take({
      'customers.ndjson': [customer('K', { emails: [] })],
      'consumption-points.ndjson': [point('K')],
    });
    await takeXml('1', OLD);
    expect(await seen('OLD')).toMatchObject({
      name: 'Klient K',
      bankAccount: null,
      contact: { email: null },
      consumptionPoints: [{ meterNumber: null, tariff: null }],
      invoice: { buyer: { name: 'Firma Stara sp. z o.o.' } },
    });
  });

  it('that came as a record keeps the customer and points of its day as well', async () => {
    await take({
      'customers.ndjson': [customer('K')],
      'consumption-points.ndjson': [point('K', PPE, { meterNumber: 'M1', tariff: 'G11' })],
      'invoices.ndjson': [invoice('K', 'F1')],
    });
    await take({
      'customers.ndjson': [
        customer('K', {
          name: 'Nowe Nazwisko',
          bankAccount: FACTORS,
          address: { line1: 'ul. Nowa 99', line2: '30-002 Kraków' },
        }),
      ],
      'consumption-points.ndjson': [point('K', PPE, { meterNumber: 'M2', tariff: 'G12' })],
    });
    const { invoice: document } = await seen('F1');
    expect(document).toMatchObject({
      bankAccount: null,
      buyer: { name: 'Klient K', identifier: 'PESEL 440*****359' },
      printedPoints: [{ meterNumber: 'M1', tariff: 'G11' }],
    });
    await says(
      document.pdfUrl,
      ['Klient K', 'ul. Polna 1', 'M1', 'G11', '71 1090'],
      ['Nowe Nazwisko', 'ul. Nowa', 'M2', 'G12', '44051401359'],
    );
  });

  it('shows VAT by rate as the file states it, not as lines would come to', async () => {
    const rows = [
      { P_7: 'Energia A', P_11: '10.33', P_12: '23' },
      { P_7: 'Energia B', P_11: '20.66', P_12: '23' },
      { P_7: 'Opłata C', P_11: '0.11', P_12: '23' },
      { P_7: 'Usługa D', P_11: '10.00', P_12: '8' },
    ];
    const totals = { P_13_1: '31.10', P_14_1: '7.16', P_13_2: '10.00', P_14_2: '0.80' };
    await takeXml('1', { ...OLD, totals, gross: '49.06', rows: rows.map(xmlRow).join('') });
    const { invoice: document } = await seen('OLD');
    expect(document.vatRates).toEqual([
      { rate: '23', net: '31.10', vat: '7.16' },
      { rate: '8', net: '10.00', vat: '0.80' },
    ]);
    await says(document.pdfUrl, ['23% 31,10 7,16 38,26', '8% 10,00 0,80 10,80', 'Razem 41,10 7,96 49,06']);
  });

  it('names each rate as the file does: old ones, exempt, reverse charge, abroad', async () => {
    const totals = {
      P_13_1: '1',
      P_14_1: '0.22',
      P_13_6_2: '2',
      P_13_7: '3',
      P_13_8: '4',
      P_13_10: '5',
      P_13_11: '6',
    };
    const rows =
      xmlRow({ P_7: 'Dawna', P_11: '1', P_12: '22' }) + xmlRow({ P_7: 'Reszta', P_11: '20', P_12: 'zw' });
    await takeXml('1', { ...OLD, totals, gross: '21.22', rows });
    expect((await seen('OLD')).invoice.vatRates).toEqual([
      { rate: '22', net: '1.00', vat: '0.22' },
      { rate: '0 WDT', net: '2.00', vat: '0.00' },
      { rate: 'zw', net: '3.00', vat: '0.00' },
      { rate: 'np I', net: '4.00', vat: '0.00' },
      { rate: 'oo', net: '5.00', vat: '0.00' },
      { rate: 'marża', net: '6.00', vat: null },
    ]);
  });

  it('that is simplified prints no line of 0.00', async () => {
    const named = (...names: string[]) => names.map((P_7) => xmlRow({ P_7, P_12: '23' })).join('');
    await takeXml('1', { ...OLD, number: 'U1', kind: 'UPR', rows: named('Wiertarka') });
    await takeXml('2', {
      ...OLD,
      number: 'U2',
      kind: 'UPR',
      totals: {},
      gross: '450',
      rows: named('Wiertarka'),
    });
    await takeXml('3', { ...OLD, number: 'U3', kind: 'UPR', rows: named('Energia', 'Opłata') });
    const first = (await seen('U1')).invoice;
    expect(first.lines).toEqual([
      { name: 'Wiertarka', net: '100.00', gross: null, unpriced: null, vatRate: '23' },
    ]);
    await says(first.pdfUrl, ['Wiertarka 23% 100,00', 'Razem 100,00 23,00 123,00'], [' 0,00']);
    const second = (await seen('U2')).invoice;
    expect(second.lines).toMatchObject([{ name: 'Wiertarka', gross: '450.00' }]);
    expect(second.vatRates).toEqual([]);
    await says(second.pdfUrl, ['Wiertarka 23% 450,00', 'Razem brutto: 450,00'], [' 0,00']);
    const third = (await seen('U3')).invoice;
    expect(third.lines).toMatchObject([
      { name: 'Energia', unpriced: true },
      { name: 'Opłata', unpriced: true },
      { name: 'Razem', net: '100.00', unpriced: null },
    ]);
    await says(third.pdfUrl, ['Energia 23%', 'Opłata 23%'], [' 0,00']);
  });

  it('prints lines with VAT as they are stated, and their nets add up to that of the document', async () => {
    const rows = ['4.05', '4.05', '4.05'].map((gross, n) =>
      xmlRow({ P_7: `Część ${n}`, P_9B: '4.05', P_11A: gross, P_12: '23' }),
    );
    await takeXml('1', {
      ...OLD,
      totals: { P_13_1: '9.88', P_14_1: '2.27' },
      gross: '12.15',
      rows: rows.join(''),
    });
    const { lines, pdfUrl } = (await seen('OLD')).invoice;
    expect(lines.map((line: any) => [line.net, line.gross])).toEqual([
      ['3.30', '4.05'],
      ['3.29', '4.05'],
      ['3.29', '4.05'],
    ]);
    await says(pdfUrl, ['Cena brutto (zł)', 'Brutto (zł)', 'Część 1 4,05 23% 4,05'], ['3,29', '3,30']);
  });

  it('says the words that annotations demand, day of supply and whom else it names', async () => {
    await takeXml('1', {
      ...OLD,
      supplyDate: '2026-01-27',
      annotations: {
        yes: ['P_16', 'P_17', 'P_18', 'P_18A'],
        exemption: tags({ P_19: '1', P_19A: 'art. 43 ust. 1 pkt 37 ustawy' }),
        margin: tags({ P_PMarzy: '1', P_PMarzy_3_1: '1' }),
      },
      parties:
        third(
          '8',
          'Szkoła Podstawowa nr 7',
          tag('Adres', tags({ KodKraju: 'PL', AdresL1: 'ul. Szkolna 7' })),
        ) + third('4', 'Wspólnik', '').replace('</Podmiot3>', '<Udzial>40</Udzial></Podmiot3>'),
    });
    const document = (await seen('OLD')).invoice;
    expect(document).toMatchObject({
      supplyDate: '2026-01-27',
      annotations: [
        'metoda kasowa',
        'samofakturowanie',
        'odwrotne obciążenie',
        'mechanizm podzielonej płatności',
        'zwolnienie z VAT: art. 43 ust. 1 pkt 37 ustawy',
        'procedura marży – towary używane',
      ],
      otherParties: [
        {
          role: 'LOCAL_GOVERNMENT_RECIPIENT',
          name: 'Szkoła Podstawowa nr 7',
          title: 'Jednostka samorządu terytorialnego – odbiorca',
        },
        { role: 'ADDITIONAL_BUYER', title: 'Dodatkowy nabywca' },
      ],
    });
    await says(document.pdfUrl, [
      'Data dostawy',
      '27.01.2026',
      'Metoda kasowa',
      'Samofakturowanie',
      'Odwrotne obciążenie',
      'Mechanizm podzielonej płatności',
      'Zwolnienie z VAT: art. 43 ust. 1 pkt 37 ustawy',
      'Procedura marży – towary używane',
      'Szkoła Podstawowa nr 7',
      'ul. Szkolna 7',
      'NIP 5871540127',
      'Dodatkowy nabywca, 40%',
    ]);
  });

  it('shows as readings the rows that are, with their own days, each once', async () => {
    const tables = table({
      title: 'Odczyty',
      header: ['Strefa', 'Data od', 'Data do', 'Wskazanie początkowe', 'Wskazanie końcowe', 'Zużycie [kWh]'],
      rows: [['całodobowa', '01.01.2026', '31.01.2026', '1000', '1150', '150']],
      facts: [['Nr licznika', '777001']],
    });
    const gas = table({
      title: 'Rozliczenie',
      header: ['Opłaty', 'Wskazanie początkowe', 'Wskazanie końcowe', 'Zużycie[m3]'],
      rows: [['Paliwo gazowe', '500', '600', '100']],
    });
    await takeXml('1', { ...OLD, attachment: tag('Zalacznik', block([['Kod PPE', PPE]], tables + gas)) });
    const { readings, pdfUrl } = (await seen('OLD')).invoice;
    expect(readings).toEqual([
      { meterNumber: '777001', zone: 'całodobowa', from: '2026-01-01', to: '2026-01-31', usedKwh: 150 },
    ]);
    await says(pdfUrl, ['01.01.2026 31.01.2026', '150 kWh', 'Paliwo gazowe'], ['100 kWh']);
  });
});
