import { keyOf } from '../database/columns';
import { correctionId } from '../database/document-number';
import { startApi, type Answer, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customerRow, invoiceRow } from '../../testing/world';
import { OwnDocuments } from './own-documents';

const OWN = '71109010149999000000000001';
const OTHERS = '44109010149999000000000002';
const FACTORS = '94109010149999000000123456';
const FRAUD = '61109010140000071219812874';
const KSEF = '5265877635-20250826-0100001AF629-AF';
const grouped = (account: string) =>
  `PL ${account.slice(0, 2)} ${account.slice(2).match(/.{4}/g)!.join('\u00a0')}`;

const CHECK = `mutation ($text: String!) { checkInvoice(text: $text) {
  check { verdict message findings { subject value isKnown } matches { customer { number } invoice { number outstanding status payable bankAccount } } }
  problems { code field message } } }`;

describe.each(ENGINES)('"Is this invoice ours?" on %s', (engine) => {
  let api: Api;
  let cookie: string;
  let now = new Date('2026-03-10T08:00:00Z');
  let visitors = 0;

  /** Each from an address of its own, so that tests do not slow each other down. */
  const ask = (text: string, who = cookie, remoteAddress = `10.1.0.${++visitors}`): Promise<Answer> =>
    api.gql(CHECK, { text }, { cookie: who, remoteAddress });
  const check = async (text: string, who?: string) => {
    const { data, errors } = await ask(text, who);
    expect(errors).toEqual([]);
    expect(data.checkInvoice.problems).toEqual([]);
    return data.checkInvoice.check as {
      verdict: string;
      message: string;
      findings: { subject: string; value: string; isKnown: boolean }[];
      matches: { customer: { number: string }; invoice: { number: string; outstanding: string } }[];
    };
  };
  const numbers = ({ matches }: { matches: { invoice: { number: string } }[] }) =>
    matches.map(({ invoice }) => invoice.number);

  const printed = (customer: string, invoice: string, account: string) => ({
    customerId: keyOf(customer),
    invoiceId: keyOf(invoice),
    lines: '[]',
    details: '[]',
    readings: '[]',
    printed: JSON.stringify({ seller: null, buyer: null, others: [], account, isFactored: true }),
  });

  beforeAll(async () => {
    api = await startApi(engine, { now: () => now });
    await api.insert('customers', [
      customerRow('A', { bankAccount: OWN }),
      customerRow('A2', { bankAccount: null }),
      customerRow('B', { bankAccount: OTHERS }),
    ]);
    await api.insert('invoices', [
      invoiceRow('A', 'FV/2026/1', { outstanding: 12300, dueDate: '2026-03-24' }),
      invoiceRow('A', 'FV/2026/2', { gross: 5363, ksefNumber: KSEF }),
      invoiceRow('A', 'FV/2026/3', { gross: 9900, outstanding: 9900 }),
      invoiceRow('A2', 'DOM/2026/9', { gross: 7001, outstanding: 7001 }),
      invoiceRow('B', 'FV/2026/77', { gross: 88800, outstanding: 88800 }),
    ]);
    await api.insert('invoice_contents', [
      printed('A', 'FV/2026/3', FACTORS),
      printed('B', 'FV/2026/77', FRAUD),
    ]);
  });
  beforeEach(async () => {
    cookie = await api.signedIn(keyOf('A'), keyOf('A2'));
  });
  afterAll(() => api.close());

  it("knows the user's own document and account, and tells what is owed", async () => {
    const answer = await check(`Faktura nr FV/2026/1, 123,00 zł\nRachunek: ${grouped(OWN)}`);
    expect(answer).toMatchObject({
      verdict: 'OURS',
      message: 'To Twój dokument i właściwy numer rachunku.',
      findings: [
        { subject: 'ACCOUNT', value: OWN, isKnown: true },
        { subject: 'NUMBER', value: 'FV/2026/1', isKnown: true },
        { subject: 'AMOUNT', value: '123.00', isKnown: true },
      ],
      matches: [
        {
          customer: { number: 'A' },
          invoice: { number: 'FV/2026/1', outstanding: '123.00', status: 'DUE', payable: true },
        },
      ],
    });
  });

  it('warns loudest of a real number with a foreign account, even beside the right account', async () => {
    for (const text of [
      `FV/2026/1 na konto ${grouped(FRAUD)}`,
      `fv 2026 1 ${FRAUD}`,
      `Rachunek zmienił się z ${OWN} na ${grouped(FRAUD)}. Dotyczy faktury nr FV/2026/1`,
      'FV/2026/1: LT12 1000 0111 0100 1000',
      `${KSEF} ${FRAUD}`,
    ]) {
      const { verdict, message } = await check(text);
      expect([text, verdict]).toEqual([text, 'FORGED']);
      expect(message).toContain('Nie płać!');
    }
  });

  it('tells the account of a document from that of another one', async () => {
    expect((await check(`FV/2026/3 ${FACTORS}`)).verdict).toBe('OURS');
    expect((await check(`FV/2026/3 ${OWN}`)).verdict).toBe('OTHER_ACCOUNT');
    const account = await check(FACTORS);
    expect([account.verdict, numbers(account)]).toEqual(['KNOWN_ACCOUNT', ['FV/2026/3']]);
    expect((await check(OWN)).verdict).toBe('KNOWN_ACCOUNT');
  });

  it('calls no document forged whose account nobody knows', async () => {
    expect((await check(`DOM/2026/9 ${FRAUD}`)).verdict).toBe('FOREIGN_ACCOUNT');
  });

  it('takes a wrong digit for a mistake and no fraud', async () => {
    const wrong = `FV/2026/1 ${OWN.slice(0, -1)}2`;
    expect((await check(wrong)).verdict).toBe('MISTYPED_ACCOUNT');
  });

  it('says of an amount alone that it proves nothing, and which documents have it', async () => {
    const answer = await check('99,00 zł');
    expect(answer.verdict).toBe('AMOUNT_ONLY');
    expect(answer.message).toContain('nie dowodzi');
    expect(numbers(answer)).toEqual(['FV/2026/3']);
    expect((await check('98,00 zł')).findings).toEqual([
      { subject: 'AMOUNT', value: '98.00', isKnown: false },
    ]);
  });

  it('asks for the account where a text names only the document, by whatever number', async () => {
    for (const [text, number] of [
      ['fv/2026/1', 'FV/2026/1'],
      ['FV-2026-1', 'FV/2026/1'],
      [KSEF.toLowerCase(), 'FV/2026/2'],
    ] as const) {
      const answer = await check(text);
      expect([answer.verdict, numbers(answer)]).toEqual(['DOCUMENT_ONLY', [number]]);
    }
  });

  it('reads all documents only where the text writes a number in another way, or one that nobody knows', async () => {
    const all = jest.spyOn(OwnDocuments.prototype, 'all');
    const isAllRead = async (text: string) => {
      all.mockClear();
      await check(text);
      return all.mock.calls.length > 0;
    };
    expect(await isAllRead(`Faktura nr FV/2026/1, 123,00 zł. Rachunek: ${FRAUD}`)).toBe(false);
    expect(await isAllRead(`Dotyczy fv/2026/1 i DOM/2026/9.`)).toBe(false);
    expect(await isAllRead(`FV/2026/2 ${KSEF}`)).toBe(false);
    expect(await isAllRead(`FV/2026/1 ${KSEF}`)).toBe(true);
    expect(await isAllRead('FV 2026 1')).toBe(true);
    expect(await isAllRead('FV/2026/1, faktura nr FV/2026/78')).toBe(true);
    all.mockRestore();
  });

  it('finds a correction beside the document of its number', async () => {
    const correction = { id: correctionId('FV/2026/3'), kind: 'CORRECTION', gross: -100, outstanding: -100 };
    await api.insert('invoices', [invoiceRow('A', 'FV/2026/3', correction)]);
    expect(numbers(await check('FV/2026/3'))).toEqual(['FV/2026/3', 'FV/2026/3']);
    await api.database.change('DELETE FROM invoices WHERE id = ?', [correction.id]);
  });

  it("finds the document of the user's other customer, and says whose it is", async () => {
    const { verdict, matches } = await check('DOM/2026/9');
    expect(verdict).toBe('DOCUMENT_ONLY');
    expect(matches).toMatchObject([{ customer: { number: 'A2' }, invoice: { outstanding: '70.01' } }]);
  });

  it('says the same of what others have as of what nobody has', async () => {
    for (const [theirs, nobodys] of [
      ['FV/2026/77', 'FV/2026/78'],
      [OTHERS, FRAUD],
      ['888,00 zł', '777,00 zł'],
      [`Faktura nr FV/2026/77 na ${OTHERS}`, `Faktura nr FV/2026/78 na ${FRAUD}`],
    ] as const) {
      const [one, other] = [await check(theirs), await check(nobodys)];
      const shape = ({ verdict, message, findings, matches }: typeof one) => ({
        verdict,
        message,
        known: findings.map(({ subject, isKnown }) => [subject, isKnown]),
        matches,
      });
      expect(shape(one)).toEqual(shape(other));
      expect(one.findings.some(({ isKnown }) => isKnown)).toBe(false);
    }
  });

  it('takes as many statements for what others have as for what nobody has', async () => {
    const count = async (text: string) => {
      api.statements();
      await check(text);
      return api.statements();
    };
    expect(await count('FV/2026/77')).toBe(await count('FV/2026/78'));
    expect(await count(OTHERS)).toBe(await count(FRAUD));
  });

  it('speaks the language of the user', async () => {
    const english = await api.signedIn(keyOf('A'));
    await api.gql('mutation { setLanguage(language: EN) { problems { code } } }', {}, { cookie: english });
    expect((await check(`FV/2026/1 ${FRAUD}`, english)).message).toContain('Do not pay!');
    await api.gql('mutation { setLanguage(language: UK) { problems { code } } }', {}, { cookie: english });
    expect((await check(`FV/2026/1 ${FRAUD}`, english)).message).toContain('Не платіть!');
  });

  it('refuses an empty and an endless text', async () => {
    const problems = async (text: string) => (await ask(text)).data.checkInvoice;
    expect(await problems(' \n')).toMatchObject({
      check: null,
      problems: [{ code: 'REQUIRED', field: 'text' }],
    });
    expect(await problems('1'.repeat(10_001))).toMatchObject({ problems: [{ code: 'TOO_LONG' }] });
    expect((await check('dzień dobry')).verdict).toBe('NOTHING_RECOGNISED');
  });

  it('answers nobody who is not signed in', async () => {
    expect((await ask('FV/2026/1', '')).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('pauses longer and longer for who only guesses, and not for who checks a pile of own papers', async () => {
    const guesser = await api.signedIn(keyOf('A'));
    const guess = (n: number) => ask(`Faktura nr FV/2026/${n}00`, guesser);
    for (let n = 1; n <= 30; n++) expect((await ask('FV/2026/1', guesser)).errors).toEqual([]);
    for (let n = 1; n <= 10; n++) expect((await guess(n)).errors).toEqual([]);
    const pauses: number[] = [];
    for (let n = 0; n < 3; n++) {
      const { status, errors } = await guess(n);
      expect([status, errors[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED']);
      pauses.push(Number(errors[0]!.extensions.retryAfter));
      now = new Date(now.getTime() + pauses[n]! * 1000);
      expect((await guess(n)).errors).toEqual([]);
    }
    expect(pauses).toEqual([1, 2, 4]);
  });

  it('counts an address for all its users together', async () => {
    const codes: unknown[] = [];
    for (let user = 0; user < 5; user++) {
      const someone = await api.signedIn(keyOf('A'));
      for (let n = 0; n < 9; n++)
        codes.push((await ask(`Faktura nr X/${user}/${n}`, someone, '10.9.9.9')).errors[0]?.extensions.code);
    }
    expect(codes.slice(0, 40).every((code) => code === undefined)).toBe(true);
    expect(codes[40]).toBe('RATE_LIMITED');
  });

  it('writes nothing of the text into the log', async () => {
    await check(`Faktura nr CANARY/1 ${FRAUD}`);
    expect(api.logged.filter((line) => line.includes('CANARY') || line.includes(FRAUD))).toEqual([]);
  });
});
