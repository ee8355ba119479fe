import fc from 'fast-check';
import { isSameNumber } from '../../database/document-number';
import { bareTaxId } from '../../customers/tax-id';
import { importFeed, customer, invoice } from '../../../testing/feed';
import { ENGINES } from '../../../testing/database';
import { codes, openOffice, type Office } from '../../../testing/auth';

const RUNS = process.env.EBOK_LONG ? 200 : 12;
/** Invisible blanks and characters, as PDFs, phones and mail programs insert them. */
const UNSEEN = ['', ' ', '\u00a0', '\u202f', '\u2009', '\u200b', '\u00ad', '\u2060', '\ufeff', '\t'];
const SEPARATORS = ['/', ' ', '\u00a0', '-', '\u2013', '\u2011', '.', '_', '\u2044', '\\', ' / ', ''];
const DASHES = ['', ' ', '-', '\u2013', '\u2011', '\u2212', '\u00a0', '.', '\u200b'];

/** The parts with something else between each two, and something around them. */
const written = (parts: string[], between: string[]) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...between), { minLength: parts.length - 1, maxLength: parts.length - 1 }),
      fc.constantFrom(...UNSEEN),
      fc.constantFrom(...UNSEEN),
      fc.boolean(),
    )
    .map(([gaps, before, after, isLower]) => {
      const text = parts.map((part, at) => (gaps[at - 1] ?? '') + part).join('');
      return before + (isLower ? text.toLowerCase() : text) + after;
    });

const NIP = fc
  .tuple(
    fc.constantFrom('', 'PL', 'pl', 'PL ', 'PL\u00a0', 'Pl-'),
    written(['526', '104', '08', '28'], DASHES),
  )
  .map(([country, digits]) => country + digits);

describe.each(ENGINES)('registration on %s', (engine) => {
  let office: Office;
  let place = 0;
  const from = () => ({ remoteAddress: `10.1.${Math.floor(++place / 250)}.${place % 250}` });
  beforeAll(async () => {
    office = await openOffice(engine);
    await importFeed(office.api.test, {
      'customers.ndjson': [
        customer('K-1', { taxId: 'PL 526\u2013104\u201308\u201328', emails: ['Jan\u200b@Kowalski.pl'] }),
      ],
      'invoices.ndjson': [invoice('K-1', 'FV2026/02/150')],
    });
  });
  afterAll(() => office.close());
  beforeEach(() => office.clock.advance(25 * 3600));

  it('takes right data however they are written', async () => {
    await fc.assert(
      fc.asyncProperty(
        NIP,
        written(['FV2026', '02', '150'], SEPARATORS),
        written(['jan@kowalski.pl'], ['']),
        async (taxId, invoiceNumber, email) => {
          office.clock.advance(25 * 3600);
          const answer = await office.register({ email, taxId, invoiceNumber }, from());
          expect(answer.data.register).toEqual({ ok: true, problems: [] });
        },
      ),
      { numRuns: RUNS },
    );
    const mails = await office.deliver();
    expect(new Set(mails.map((mail) => (mail.to as { address: string }).address))).toEqual(
      new Set(['Jan@Kowalski.pl']),
    );
  });

  it.each([
    ['FV2026/02/151', '5261040828'],
    ['FV2026/02/15', '5261040828'],
    ['FV2026/021/50', '5261040828'],
    ['FV/2026/02/150', '5261040828'],
    ['2026/02/150', '5261040828'],
    ['FV2026/02/150', '5261040829'],
  ])('takes %s of %s for another', async (invoiceNumber, taxId) => {
    const answer = await office.register({ email: 'jan@kowalski.pl', taxId, invoiceNumber }, from());
    expect(answer.data.register.problems).toEqual([
      { code: 'DATA_MISMATCH', field: null, message: expect.stringMatching(/e-mail.*PESEL.*numer faktury/) },
    ]);
  });

  it.each(['526104082', '526 104 08 28 11 2', 'DE 5261040828', 'PL', 'jan'])(
    'blames the tax id, and it alone, for %j',
    async (taxId) => {
      const answer = await office.register(
        { email: 'jan@kowalski.pl', taxId, invoiceNumber: '-FV 1' },
        from(),
      );
      expect(answer.data.register.problems).toMatchObject([{ code: 'INVALID_TAX_ID', field: 'taxId' }]);
    },
  );

  it.each(['', ' ', '/', '\u200b', '- -'])(
    'blames the number, and it alone, for %j',
    async (invoiceNumber) => {
      const answer = await office.register(
        { email: 'jan@kowalski.pl', taxId: '5261040828', invoiceNumber },
        from(),
      );
      expect(codes(answer, 'register')).toEqual(['INVALID_INVOICE_NUMBER']);
      expect(answer.data.register.problems[0].field).toBe('invoiceNumber');
    },
  );
});

describe('a number as it is compared', () => {
  it('is the same for every way to write it, and stays so', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Z0-9Ł]{1,6}$/), { minLength: 1, maxLength: 5 }),
        (parts) => {
          fc.assert(
            fc.property(written(parts, SEPARATORS), (text) => {
              expect(isSameNumber(text, parts.join('/'))).toBe(true);
            }),
            { numRuns: 10 },
          );
        },
      ),
    );
  });

  it('is another one where a separator stands elsewhere, of whatever kind', () => {
    const digits = fc.stringMatching(/^[0-9]{2,8}$/);
    const cut = (text: string, at: number, sign: string) => text.slice(0, at) + sign + text.slice(at);
    fc.assert(
      fc.property(
        digits.chain((text) => {
          const at = fc.integer({ min: 1, max: text.length - 1 });
          return fc.tuple(fc.constant(text), at, at);
        }),
        fc.constantFrom(...SEPARATORS.filter((sign) => sign.trim() !== '')),
        ([text, one, other], sign) =>
          expect(isSameNumber(cut(text, one, sign), cut(text, other, '/'))).toBe(one === other),
      ),
    );
    expect(isSameNumber('12/3', '1/23')).toBe(false);
    expect(isSameNumber('12/3', '123')).toBe(false);
    // Blanks count nowhere.
    expect(isSameNumber('FV 12/3', 'FV12/3')).toBe(true);
    expect(isSameNumber('FV/12', 'FV 12')).toBe(true);
  });

  it('of a tax id is its digits, and what is none stays told from one', () => {
    fc.assert(fc.property(NIP, (text) => expect(bareTaxId(text)).toBe('5261040828')));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(bareTaxId(bareTaxId(text))).toBe(bareTaxId(text));
      }),
    );
  });
});
