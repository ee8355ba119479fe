import Fastify, { type FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { startApi, type Api } from '../../../testing/api';
import { customerRow, insertContents, invoiceRow, pointRow } from '../../../testing/world';
import { PdfPool, PoolFull } from '../../printing/pdf-pool';
import { printedInvoice, printJob } from '../pdf/printed-invoice';
import { registerInvoiceFiles } from './invoice-files';
import { HAS_POPPLER, poppler, qrCodes, textOf, unzipped } from '../../../testing/files';

const KSEF = '5252000005-20260228-010080615740-E4';
const SHA = 'UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE';
const ATTACK = '{{7*7}} <script>alert(1)</script> <img src=http://localhost:9/x> file:///etc/passwd';
const line = (position: number, name: string, net: number, more: object = {}) => ({
  position,
  name,
  quantity: '20',
  unit: 'kWh',
  unitPrice: '0.9000',
  net,
  vatRate: '23',
  group: null,
  ...more,
});
const it_ = HAS_POPPLER ? it : it.skip;

describe.each(ENGINES)('documents as files on %s', (engine) => {
  let api: Api;
  let cookie: string;
  const get = (url: string, options: { cookie?: string; method?: 'GET' | 'HEAD' } = {}) =>
    api.app.inject({ method: options.method ?? 'GET', url, headers: { cookie: options.cookie ?? cookie } });
  const pdfUrl = (number: string) => `/files/invoices/${keyOf(number)}.pdf`;
  const pdf = async (number: string) => (await get(pdfUrl(number))).rawPayload;

  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date('2026-03-20T10:00:00Z') });
    const link = { customerId: keyOf('A') };
    await api.insert('customers', [
      customerRow('A', { name: 'Zażółć Gęślą-Jaźń 😀 Петренко', addressLine1: ATTACK }),
      customerRow('B'),
      customerRow('C'),
      customerRow('D', { bankAccount: null }),
    ]);
    await api.insert('consumption_points', [pointRow('A', '590543500000000018')]);
    await api.insert('invoices', [
      invoiceRow('A', 'FV2026/02/150', {
        issueDate: '2026-02-28',
        dueDate: '2026-03-15',
        periodFrom: '2026-01-01',
        periodTo: '2026-02-28',
        net: 123400,
        vat: 28382,
        gross: 151782,
        outstanding: 151782,
        previousYearWh: 118500,
        ksefNumber: KSEF,
      }),
      invoiceRow('A', 'FK/3', { kind: 'CORRECTION', gross: -1200, outstanding: -1200 }),
      invoiceRow('A', 'NIC', { net: 0, vat: 0, gross: 0, dueDate: null }),
      invoiceRow('A', 'DŁUGA/500', { net: 500, vat: 115, gross: 615 }),
      invoiceRow('A', '=HYPERLINK("http://x");1', { gross: -500, outstanding: -500 }),
      invoiceRow('B', 'B/1'),
      invoiceRow('B', 'B/2', { outstanding: 12300 }),
      invoiceRow('B', 'B:1', { gross: 100 }),
      invoiceRow('B', 'b|1', { gross: 200 }),
      invoiceRow('C', 'C/1'),
      invoiceRow('C', 'FK/3', { gross: 77 }),
      invoiceRow('C', 'WIELKA', { gross: 1_234_567_89, outstanding: 1_234_567_89 }),
      invoiceRow('D', 'D/1'),
      invoiceRow('D', 'D/2', { gross: 1_000_000, outstanding: 1_000_000 }),
    ]);
    await api.insert('invoice_points', [
      { ...link, invoiceId: keyOf('FV2026/02/150'), pointId: keyOf('590543500000000018') },
    ]);
    await api.insert('invoice_corrections', [
      { ...link, invoiceId: keyOf('FK/3'), correctedId: keyOf('FV2026/02/150'), position: 0 },
    ]);
    await api.insert('invoice_sources', [
      {
        ...link,
        invoiceId: keyOf('FV2026/02/150'),
        sha256: SHA,
        sellerNip: '5252000005',
        xml: Buffer.from('x'),
      },
    ]);
    await insertContents(api, 'A', 'FV2026/02/150', {
      lines: [
        line(1, 'Energia czynna', 100000, { group: 'Sprzedaż' }),
        line(2, ATTACK, 23400, { group: 'Dystrybucja', quantity: null, unit: null, unitPrice: null }),
      ],
      details: [
        {
          title: 'Rozliczenie dystrybucji',
          header: ['Strefa', 'Wskazanie'],
          rows: [['Opłata sieciowa'], ['całodobowa', '1020']],
        },
        { title: 'Fakty', header: [], rows: [['Akcyza', '0,10 zł'], ['Ceny wg taryfy.'], []] },
      ],
      readings: [
        {
          meterNumber: '99999999',
          zone: 'całodobowa',
          from: '2026-01-01',
          to: '2026-02-28',
          previous: '1000.5',
          current: '1020.5',
          usedWh: 20000,
          method: 'Fizyczny',
        },
      ],
    });
    await insertContents(api, 'A', 'DŁUGA/500', {
      lines: Array.from({ length: 500 }, (_, n) => line(n + 1, `Pozycja ${n + 1}.`, 1)),
      details: [
        {
          title: 'W'.repeat(3000),
          header: ['A', 'B'],
          rows: [['W'.repeat(20_000), '2', '3'], Array<string>(40).fill('v')],
        },
      ],
    });
    cookie = await api.signedIn(keyOf('A'), keyOf('B'));
  });
  afterAll(() => api.close());

  it('are found by the address the API gives, shown and never stored', async () => {
    const { data } = await api.gql(
      'query($id: ID!) { customer { invoice(id: $id) { pdfUrl } } }',
      { id: keyOf('FV2026/02/150') },
      { cookie },
    );
    const answer = await get(data.customer.invoice.pdfUrl);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename="FV2026-02-150.pdf"; filename*=UTF-8''FV2026-02-150.pdf`,
      'x-content-type-options': 'nosniff',
    });
    expect(answer.rawPayload.toString('latin1', 0, 8)).toBe('%PDF-1.7');
    const long = await get(pdfUrl('DŁUGA/500'));
    expect(long.headers['content-disposition']).toBe(
      `inline; filename="DLUGA-500.pdf"; filename*=UTF-8''D%C5%81UGA-500.pdf`,
    );
  });

  it('have the same bytes on every run', async () => {
    expect((await pdf('FV2026/02/150')).equals(await pdf('FV2026/02/150'))).toBe(true);
  });

  it('answer HEAD without a body', async () => {
    const head = await get(pdfUrl('FV2026/02/150'), { method: 'HEAD' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect((await get(pdfUrl('C/1'), { method: 'HEAD' })).statusCode).toBe(404);
  });

  it('are given to who has access, whichever of their customers is chosen', async () => {
    expect((await get(pdfUrl('B/1'))).statusCode).toBe(200);
    expect((await get(pdfUrl('B/1'), { cookie: await api.signedIn(keyOf('C')) })).statusCode).toBe(404);
  });

  describe('of two customers who have a document with the same number', () => {
    const asks = (amount: string) => expect.stringContaining(amount);
    let both: string;
    beforeAll(async () => {
      both = await api.signedIn(keyOf('A'), keyOf('C'));
    });
    const addressOf = async (customer: string) => {
      const query = 'query($c: ID, $id: ID!) { customer(id: $c) { invoice(id: $id) { pdfUrl } } }';
      const { data } = await api.gql(query, { c: keyOf(customer), id: keyOf('FK/3') }, { cookie: both });
      return data.customer.invoice.pdfUrl as string;
    };

    it_('open the one whose address it is, whichever customer the session looks at', async () => {
      const addresses = [await addressOf('A'), await addressOf('C')];
      for (const customer of ['A', 'C']) {
        await api.gql(
          'mutation($id: ID!) { selectCustomer(id: $id) { problems { code } } }',
          { id: keyOf(customer) },
          { cookie: both },
        );
        const [ofA, ofC] = await Promise.all(addresses.map((url) => get(url, { cookie: both })));
        expect([textOf(ofA!.rawPayload), textOf(ofC!.rawPayload)]).toEqual([asks('-12,00'), asks('0,77')]);
      }
    });

    it('come in a table and an archive of the customer that the address names', async () => {
      for (const [customer, sum] of [
        ['A', '-12,00'],
        ['C', '0,77'],
      ] as const) {
        const query = `id=${keyOf('FK/3')}&customerId=${keyOf(customer)}`;
        expect((await get(`/files/invoices.csv?${query}`, { cookie: both })).body).toContain(`;${sum};`);
        const archive = await get(`/files/invoices.zip?${query}`, { cookie: both });
        const [file] = unzipped(archive.rawPayload);
        if (HAS_POPPLER) expect(textOf(file!.bytes)).toEqual(asks(sum));
      }
    });

    it('are not guessed where an old address does not say whose is meant', async () => {
      for (const url of [
        pdfUrl('FK/3'),
        `/files/invoices.csv?id=${keyOf('FK/3')}`,
        `/files/invoices.zip?id=${keyOf('FK/3')}`,
      ]) {
        const answer = await get(url, { cookie: both });
        expect([answer.statusCode, answer.body]).toEqual([409, asks('Kilku Twoich klientów')]);
      }
      expect((await get(pdfUrl('FV2026/02/150'), { cookie: both })).statusCode).toBe(200);
      expect(
        (await get(`/files/invoices.csv?id=${keyOf('none')}&id=${keyOf('FK/3')}`, { cookie: both }))
          .statusCode,
      ).toBe(404);
    });

    it("are nobody's whose customer the address does not name", async () => {
      for (const url of [
        `/files/invoices/${keyOf('B')}/${keyOf('FK/3')}.pdf`,
        `/files/invoices/${keyOf('B')}/${keyOf('B/1')}.pdf`,
        `/files/invoices.csv?id=${keyOf('FK/3')}&customerId=${keyOf('B')}`,
      ])
        expect((await get(url, { cookie: both })).statusCode).toBe(404);
    });
  });

  it("say the same of another's document and of none", async () => {
    const answers = await Promise.all(
      [pdfUrl('C/1'), pdfUrl('none'), '/files/invoices/%2e%2e%2fx.pdf', '/files/invoices/a%00.pdf'].map(
        (url) => get(url),
      ),
    );
    for (const answer of answers) {
      expect([answer.statusCode, answer.body]).toEqual([404, 'Nie ma takiego dokumentu.']);
      expect(answer.headers['cache-control']).toBe('private, no-store');
    }
  });

  it('need a session with the terms accepted, until it ends', async () => {
    for (const url of [
      pdfUrl('FV2026/02/150'),
      '/files/invoices.csv',
      `/files/invoices.zip?id=${keyOf('B/1')}`,
    ]) {
      expect((await get(url, { cookie: '' })).statusCode).toBe(401);
      expect((await get(url, { cookie: 'ebok=guessed' })).statusCode).toBe(401);
    }
    const other = await api.signedIn(keyOf('A'));
    expect((await get(pdfUrl('FV2026/02/150'), { cookie: other })).statusCode).toBe(200);
    await api.gql('mutation { signOut }', null, { cookie: other });
    expect((await get(pdfUrl('FV2026/02/150'), { cookie: other })).statusCode).toBe(401);
    const unwilling = await api.signedIn(keyOf('A'));
    const { version } = await api.services.documents.terms();
    await api.database.transaction((m) =>
      m.query('DELETE FROM terms_acceptances WHERE version = ?', [version]),
    );
    expect((await get(pdfUrl('FV2026/02/150'), { cookie: unwilling })).statusCode).toBe(403);
    cookie = await api.signedIn(keyOf('A'), keyOf('B'));
  });

  describe('where many ask at once', () => {
    const urls = Array.from({ length: 12 }, () => pdfUrl('FV2026/02/150'));
    let small: FastifyInstance;
    beforeAll(() => {
      small = Fastify();
      registerInvoiceFiles(small, api.services, new PdfPool({ threads: 1, waiting: 2 }));
    });
    afterAll(() => small.close());

    it('are asked to be fetched later once enough are waiting, and an archive waits for its turn', async () => {
      const archive = `/files/invoices.zip?id=${keyOf('NIC')}&id=${keyOf('FK/3')}&id=${keyOf('B/1')}`;
      const [zip, ...answers] = await Promise.all(
        [archive, ...urls].map((url) => small.inject({ url, headers: { cookie } })),
      );
      expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]));
      const refused = answers.find(({ statusCode }) => statusCode === 503)!;
      expect(refused.headers['retry-after']).toBe('5');
      expect(refused.body).toBe('Przygotowujemy teraz wiele dokumentów. Spróbuj za chwilę.');
      expect(zip!.rawPayload.toString('latin1').match(/[\w-]+\.pdf/g)).toHaveLength(6);
    });

    it('are read when it is their turn, not all at once, and not for somebody who has gone', async () => {
      const pool = new PdfPool({ threads: 1, waiting: 50 });
      const invoice = (await api.services.invoices.byIds(keyOf('A'), [keyOf('NIC')])).get(keyOf('NIC'))!;
      const seen = { now: 0, most: 0, all: 0 };
      const gather = async () => {
        seen.all++;
        seen.most = Math.max(seen.most, ++seen.now);
        await pause(2);
        seen.now--;
        return printJob(await printedInvoice(api.services, invoice));
      };
      try {
        const asked = Array.from({ length: 30 }, (_, n) =>
          pool.render(gather, () => n % 3 === 2).catch((error: Error) => error),
        );
        const answers = await Promise.all(asked);
        expect(answers.filter((answer) => answer instanceof PoolFull)).toHaveLength(10);
        expect(answers.filter((answer) => Buffer.isBuffer(answer))).toHaveLength(20);
        expect(seen.all).toBe(20);
        expect(seen.most).toBeLessThanOrEqual(2);
      } finally {
        await pool.close();
      }
    });
  });

  describe('read back', () => {
    it_('say everything the document has', async () => {
      const text = textOf(await pdf('FV2026/02/150'));
      for (const part of [
        'Faktura rozliczeniowa FV2026/02/150',
        '28.02.2026',
        '15.03.2026',
        '01.01.2026 – 28.02.2026',
        'Jasna Energia',
        'NIP 9992000001',
        'Zażółć Gęślą-Jaźń',
        'Петренко',
        'PESEL 440*****359',
        '1 517,82 zł',
        '71 1090 1014 9999 0000 0000 0001',
        'Sprzedaż',
        'Energia czynna 20 kWh 0,9000 23% 1 000,00',
        '23% 1 234,00 283,82 1 517,82',
        'Razem 1 234,00 283,82 1 517,82',
        '590543500000000018',
        'G11',
        '1000,5 1020,5 20 kWh Fizyczny',
        'poprzedniego roku: 118,5 kWh',
        'skorygowany przez',
        'FK/3',
        'Opłata sieciowa',
        'Akcyza 0,10 zł',
        KSEF,
        'Strona 1 z 2',
      ])
        expect(text).toContain(part);
      expect(text).not.toContain('44051401359');
    });

    it_('show what looks like code as it is', async () => {
      const text = poppler('pdftotext', await pdf('FV2026/02/150')).replace(/\s+/gu, '');
      expect(text.split(ATTACK.replaceAll(' ', ''))).toHaveLength(3);
      const raw = (await pdf('FV2026/02/150')).toString('latin1');
      expect(raw).not.toMatch(/\/(JavaScript|JS|URI|Launch|EmbeddedFile|AA|OpenAction)\b/);
    });

    it_('are tagged, in Polish, with headings, tables and described pictures', async () => {
      const bytes = await pdf('FV2026/02/150');
      expect(poppler('pdfinfo', bytes)).toMatch(/Tagged:\s+yes[\s\S]*A4/);
      const tree = poppler('pdfinfo', bytes, '-struct-text');
      for (const tag of ['Document', 'H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'Figure'])
        expect(tree).toContain(tag);
      expect(bytes.toString('latin1')).toContain('/Lang (pl-PL)');
    });

    it_('have codes for a transfer and for KSeF', async () => {
      expect(qrCodes(await pdf('FV2026/02/150'))).toEqual([
        '5252000005|PL|71109010149999000000000001|151782|Jasna Energia|FV2026/02/150|||',
        `https://qr.ksef.mf.gov.pl/invoice/5252000005/28-02-2026/${SHA}`,
      ]);
      expect(qrCodes(await pdf('B/2'))).toEqual([
        '|PL|71109010149999000000000001|012300|Jasna Energia|B/2|||',
      ]);
      expect(qrCodes(await pdf('FK/3'))).toEqual([]);
    });

    it_(
      'name the account whether there is something to pay or not, and none where there is none',
      async () => {
        for (const number of ['NIC', 'FK/3', 'B/2'])
          expect(textOf(await pdf(number))).toMatch(/Rachunek.*71 1090 1014 9999 0000 0000 0001/);
        const without = await api.signedIn(keyOf('D'));
        const [paid, open] = await Promise.all(
          ['D/1', 'D/2'].map(async (number) => (await get(pdfUrl(number), { cookie: without })).rawPayload),
        );
        expect(textOf(paid!)).not.toContain('Rachunek');
        expect(textOf(open!)).toMatch(/Rachunek do przelewu.* podany w umowie/);
        expect(textOf(open!)).not.toContain('Kod QR');
      },
    );

    it_('say why there is no code for a transfer that has no room in one', async () => {
      const owing = await api.signedIn(keyOf('C'));
      const large = (await get(pdfUrl('WIELKA'), { cookie: owing })).rawPayload;
      expect(qrCodes(large)).toEqual([]);
      const read = poppler('pdftotext', large).replace(/\s+/gu, ' ');
      expect(read).toContain('Kod QR przelewu mieści najwyżej 9999,99 zł, dlatego go tu nie ma.');
      expect(poppler('pdftotext', await pdf('B/2'))).not.toContain('Kod QR');
    });

    it_('go over as many pages as it takes, with the header on each, and lose nothing', async () => {
      const bytes = await pdf('DŁUGA/500');
      const text = textOf(bytes);
      for (let n = 1; n <= 500; n++) expect(text).toContain(`Pozycja ${n}.`);
      expect(text.match(/Cena netto \(zł\)/g)!.length).toBeGreaterThan(8);
      expect(text.match(/W/g)!.length).toBeGreaterThan(20_000);
    });

    it_('are short where there is nothing to say, and speak of the corrected document', async () => {
      const text = textOf(await pdf('NIC'));
      expect(text).toContain('Razem 0,00 0,00 0,00');
      expect(text).not.toMatch(/Pozycje|Odczyty|KSeF|Termin|przelew|undefined|null|NaN/);
      expect(textOf(await pdf('FK/3'))).toMatch(
        /Nadpłata.* 12,00 zł.*Ten dokument koryguje.*FV2026\/02\/150/,
      );
    });
  });

  describe('as an archive', () => {
    const zip = (...numbers: string[]) =>
      get(`/files/invoices.zip?${numbers.map((n) => `id=${keyOf(n)}`).join('&')}`);

    it('hold each chosen document once, by name', async () => {
      const answer = await zip('FV2026/02/150', 'B/1', 'B/1');
      expect(answer.headers).toMatchObject({
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="dokumenty.zip"; filename*=UTF-8''dokumenty.zip`,
        'cache-control': 'private, no-store',
      });
      const bytes = answer.rawPayload;
      expect(bytes.includes(await pdf('FV2026/02/150'))).toBe(true);
      expect(bytes.toString('latin1').match(/B-1\.pdf/g)).toHaveLength(2);
    });

    it('open, and hold the bytes of each document under a name of its own', async () => {
      const numbers = ['FV2026/02/150', 'B/1', 'B:1', 'DŁUGA/500', 'b|1'];
      const entries = unzipped((await zip(...numbers)).rawPayload);
      expect(entries.map(({ name }) => name)).toEqual([
        'FV2026-02-150.pdf',
        'B-1.pdf',
        'B-1 (2).pdf',
        'DŁUGA-500.pdf',
        'b-1 (3).pdf',
      ]);
      for (const [n, number] of numbers.entries())
        expect([number, entries[n]!.bytes.equals(await pdf(number))]).toEqual([number, true]);
    });

    it('hold what fits a filter', async () => {
      const answer = await get('/files/invoices.zip?status=OVERDUE');
      expect(answer.rawPayload.toString('latin1').match(/[\w-]+\.pdf/g)).toEqual([
        'FV2026-02-150.pdf',
        'FV2026-02-150.pdf',
      ]);
    });

    it("are refused whole when one is another's, or too many, or none", async () => {
      expect((await zip('B/1', 'C/1')).statusCode).toBe(404);
      expect((await get('/files/invoices.zip?search=nothing-like-it')).statusCode).toBe(404);
      expect((await get('/files/invoices.zip?id=x&wrong=1')).statusCode).toBe(400);
      const many = await get(
        `/files/invoices.zip?${Array.from({ length: 101 }, (_, n) => `id=${n}`).join('&')}`,
      );
      expect([many.statusCode, many.body]).toEqual([400, expect.stringContaining('100')]);
    });
  });

  describe('as a table', () => {
    it('are for spreadsheets, and no formula runs there', async () => {
      const answer = await get('/files/invoices.csv');
      expect(answer.headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'cache-control': 'private, no-store',
      });
      const lines = answer.body.split('\r\n');
      expect(lines[0]).toMatch(/^\ufeffNumer;Rodzaj;Stan;/);
      expect(lines).toHaveLength(7);
      expect(answer.body).toContain(
        `FV2026/02/150;Faktura rozliczeniowa;Po terminie;2026-02-28;2026-03-15;2026-01-01;2026-02-28;1234,00;283,82;1517,82;1517,82;"=""590543500000000018""";${KSEF}`,
      );
      expect(answer.body).toContain(`"'=HYPERLINK(""http://x"");1";`);
      expect(answer.body).toContain(';-5,00;');
    });

    it('hold what the filter or the ids say, of a customer one has access to', async () => {
      const numbers = async (query: string) =>
        (await get(`/files/invoices.csv?${query}`)).body
          .split('\r\n')
          .slice(1, -1)
          .map((row) => row.split(';')[0]);
      expect(await numbers('kind=CORRECTION')).toEqual(['FK/3']);
      expect(await numbers('search=fv2026&status=OVERDUE&status=DUE&issuedFrom=2026-02-01')).toEqual([
        'FV2026/02/150',
      ]);
      expect(await numbers(`id=${keyOf('NIC')}&id=${keyOf('B/1')}`)).toEqual(['NIC', 'B/1']);
      expect(await numbers(`customerId=${keyOf('B')}`)).toEqual(expect.arrayContaining(['B/1', 'B/2']));
      expect((await get(`/files/invoices.csv?customerId=${keyOf('C')}`)).statusCode).toBe(404);
      for (const wrong of ['status=NO', 'issuedFrom=2026-02-30', `search=${'x'.repeat(201)}`, 'orderBy=NO'])
        expect((await get(`/files/invoices.csv?${wrong}`)).statusCode).toBe(400);
    });
  });
});
