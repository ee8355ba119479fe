import fc from 'fast-check';
import { isNrb } from '../identifiers';
import { KnownNumbers } from './known-numbers';
import { readPasted } from './pasted-text';

const ACCOUNT = '61109010140000071219812874';
const KSEF = '5265877635-20250826-0100001AF629-AF';

const read = (text: string) => {
  const { accounts, ksefNumbers, numbers, amounts } = readPasted(text);
  return { accounts: accounts.map(({ number }) => number), ksefNumbers, numbers, amounts };
};
const NOTHING = { accounts: [], ksefNumbers: [], numbers: [], amounts: [] };

/** 26 digits whose first two are the check digits of the rest. */
const nrb = fc.stringMatching(/^\d{24}$/).map((body) => {
  const check = 98n - (BigInt(`${body}252100`) % 97n);
  return `${String(check).padStart(2, '0')}${body}`;
});
const blank = fc.constantFrom('', ' ', '\u00a0', '\u2009', '-', '\u2013', '\u2011', ' - ', '\u200b', '\n');
const groups = (account: string) => [account.slice(0, 2), ...account.slice(2).match(/.{4}/g)!];

describe('an account in a pasted text', () => {
  it('is found however it is grouped, with any blanks and dashes, and with PL before it', () => {
    fc.assert(
      fc.property(
        nrb,
        fc.array(blank, { minLength: 6, maxLength: 6 }),
        fc.constantFrom('', 'PL', 'pl ', 'PL\u00a0'),
        fc.constantFrom('', 'Nr rachunku: ', 'Prosimy wpłacić na konto\n', 'kwota 12,30 zł na '),
        fc.constantFrom('', '.', ' do 15.03.2026', ', odbiorca: Jasna Energia', '\nKwota: 1 234,56 zł'),
        (account, blanks, country, before, after) => {
          const [first, ...rest] = groups(account);
          const written = country + first! + rest.map((group, n) => blanks[n]! + group).join('');
          expect(read(before + written + after).accounts).toEqual([account]);
        },
      ),
    );
  });

  it('is found in digits of full width, and between a date and an amount', () => {
    const wide = [...ACCOUNT].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join('');
    expect(read(wide).accounts).toEqual([ACCOUNT]);
    expect(read(`2026-03-15 ${groups(ACCOUNT).join(' ')} 150 20`).accounts).toEqual([ACCOUNT]);
  });

  it('abroad is found by its check digits, whatever words stand around it', () => {
    expect(read('Nowy rachunek: LT12 1000 0111 0100 1000 Jasna Energia').accounts).toEqual([
      'LT121000011101001000',
    ]);
    expect(read('FV2026 de89370400440532013000, BIC').accounts).toEqual(['DE89370400440532013000']);
    expect(read('LT13 1000 0111 0100 1000').accounts).toEqual([]);
  });

  it('with one wrong or missing digit is told as mistyped, and a letter O is no zero', () => {
    fc.assert(
      fc.property(nrb, fc.nat(25), fc.integer({ min: 1, max: 9 }), (account, at, shift) => {
        const wrong = account.slice(0, at) + ((Number(account[at]) + shift) % 10) + account.slice(at + 1);
        expect(isNrb(wrong)).toBe(false);
        expect(readPasted(wrong).accounts).toEqual([{ number: wrong, isValid: false }]);
      }),
    );
    expect(readPasted(`Rachunek ${ACCOUNT.slice(1)}`).accounts).toEqual([
      { number: ACCOUNT.slice(1), isValid: false },
    ]);
    expect(readPasted(ACCOUNT.replace('0', 'O')).accounts).toEqual([]);
  });

  it('is not a point of consumption, a phone, a tax id or a KSeF number', () => {
    for (const text of ['PPE 590543500000000018', 'tel. +48 22 100 20 30', 'NIP 526-587-76-35', KSEF])
      expect(read(text).accounts).toEqual([]);
  });
});

it('a KSeF number is found with any dashes and blanks, in small letters, and in the older form', () => {
  for (const written of [
    KSEF,
    KSEF.toLowerCase(),
    KSEF.replaceAll('-', '\u2011'),
    KSEF.replaceAll('-', ' - '),
    KSEF.replaceAll('-', ''),
    '5265877635-20250826-010000-1AF629-AF',
  ])
    expect(read(`Numer KSeF: ${written}.`)).toEqual({ ...NOTHING, ksefNumbers: [KSEF] });
});

it.each<[string, number[]]>([
  ['Do zapłaty: 1 234,56 zł', [123456]],
  ['1\u00a0234,56', [123456]],
  ['PLN 69,856.18', [6985618]],
  ['kwota 350 zł brutto', [35000]],
  ['-12,50 zł', [1250]],
  ['0,4951 zł/kWh, 0,49 zł/kWh, 245,30 kWh, 23,00 %', []],
  ['15.03.2026 i 2026-03-15, o 10.30.15', []],
  ['12,30 i 12,30 zł', [1230]],
])('the amounts of "%s" are %j', (text, amounts) => {
  expect(read(text).amounts).toEqual(amounts);
});

it.each<[string, string[]]>([
  ['Faktura VAT nr FV2026/02/150', ['FV2026/02/150']],
  ['Numer faktury: FV 2026/02/150, do zapłaty', ['FV 2026/02/150']],
  ['Numer faktury\nFV/2026/02/150\nKwota', ['FV/2026/02/150']],
  ['Invoice no. 12-A.', ['12-A']],
  ['Номер рахунку: FV/7', ['FV/7']],
  ['faktura № 15/2026', ['15/2026']],
  ['Faktura nr z dnia 15.03.2026', []],
  ['numer rachunku: 61 1090 1014 0000 0712 1981 2874\nKwota 123,45', []],
  ['FV2026/02/150', ['FV2026/02/150']],
  ['  fv 2026 02 150 ', ['fv 2026 02 150']],
  ['Nota 7 / 2026', ['Nota 7 / 2026']],
  ['zapłać do 15 marca', []],
])('the document numbers of "%s" are %j', (text, numbers) => {
  expect(read(text).numbers).toEqual(numbers);
});

it('any text is read without a fault, and fast', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 10_000 }),
    fc.string({ unit: fc.constantFrom(...'PLA1 0-,.\nzł'), maxLength: 10_000 }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const start = performance.now();
      readPasted(text);
      new KnownNumbers([{ number: 'FV/1/2026' }]).namedIn(text);
      expect(performance.now() - start).toBeLessThan(500);
    }),
    { numRuns: 50 },
  );
});

describe('the number of a known document', () => {
  const known = new KnownNumbers([
    { number: 'FV2026/02/150' },
    { number: '1/23' },
    { number: 'Nota 7, „A”/2026' },
  ]);
  const found = (text: string) => known.namedIn(text).map(({ document }) => document.number);

  it('is found within a text, however it is written', () => {
    for (const written of ['FV2026/02/150', 'fv2026-02-150', 'FV 2026 02 150', 'FV2026\u00a0/\u00a002/150.'])
      expect(found(`Zapłać fakturę ${written} do jutra`)).toEqual(['FV2026/02/150']);
    expect(found('Nota 7, „A”/2026')).toEqual(['Nota 7, „A”/2026']);
  });

  it('of any form is found, with any separators in place of its own', () => {
    const part = fc.stringMatching(/^[A-Z0-9]{2,6}$/);
    const between = fc.constantFrom('/', '-', ' ', '\u2013', '\u00a0');
    fc.assert(
      fc.property(fc.tuple(part, part, part), between, between, ([a, b, c], one, other) => {
        const number = `${a}/${b}-${c}1`;
        const text = `Prosimy o zapłatę: ${a}${one}${b}${other}${c}1, dziękujemy`.toLowerCase();
        const [found] = new KnownNumbers([{ number }]).namedIn(text);
        expect(found?.document.number).toBe(number);
      }),
    );
  });

  it('is not found in another number, and a short one not in the middle of a text', () => {
    expect(found('FV2026/021/50, FV2026/02/1501')).toEqual([]);
    expect(found('w dniu 1/23 było')).toEqual([]);
    expect(known.named('1/23')).toHaveLength(1);
  });
});
