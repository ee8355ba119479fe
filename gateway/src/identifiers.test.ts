import fc from 'fast-check';
import { isIban, isKsefNumber, isNip, isNrb, isPesel, isPpe, isRegon, maskTaxId } from './identifiers';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** Another digit at one place: every check digit must notice. */
function oneDigitWrong(number: string, place: number, shift: number): string {
  const at = place % number.length;
  return `${number.slice(0, at)}${(Number(number[at]) + shift) % 10}${number.slice(at + 1)}`;
}

describe.each([
  [
    'NIP',
    isNip,
    ['9570968370', '5851351185', '5871540127', '5262483798', '5260250541', '957-096-83-70', 'PL 5851351185'],
  ],
  ['PESEL', isPesel, ['44051401359', '02070803628', '80010100017', '01222800245']],
  [
    'NRB',
    isNrb,
    ['61109010140000071219812874', 'PL61 1090 1014 0000 0712 1981 2874', '71109010149999000000000001'],
  ],
  [
    'IBAN',
    isIban,
    [
      'PL61109010140000071219812874',
      'DE89 3704 0044 0532 0130 00',
      'LT121000011101001000',
      'gb82 WEST 1234 5698 7654 32',
    ],
  ],
  [
    'PPE',
    isPpe,
    [
      '590543500000000018',
      '590322400000000010',
      '590310600000000019',
      '590243800000000012',
      '590380100000000013',
      '590322400000000423',
    ],
  ],
  [
    'KSeF number',
    isKsefNumber,
    [
      '5265877635-20250826-0100001AF629-AF',
      '5265877635-20250626-010080DD2B5E-26',
      '5265877635-20250826-010000-1AF629-AF',
    ],
  ],
] as const)('%s', (_name, check, examples) => {
  it.each(examples)('takes %s', (example) => {
    expect(check(example)).toBe(true);
  });

  it('refuses what is no such number at all', () => {
    fc.assert(fc.property(fc.string({ maxLength: 9 }), (text) => !check(text)));
    fc.assert(fc.property(digits(27), (text) => !check(text)));
  });
});

describe('one wrong digit', () => {
  const place = fc.nat({ max: 30 });
  const shift = fc.integer({ min: 1, max: 9 });

  it('is noticed in a NIP, a PPE and an account', () => {
    fc.assert(
      fc.property(place, shift, (at, by) => {
        expect(isNip(oneDigitWrong('5851351185', at, by))).toBe(false);
        expect(isPpe(oneDigitWrong('590543500000000018', at, by))).toBe(false);
        expect(isNrb(oneDigitWrong('61109010140000071219812874', at, by))).toBe(false);
        expect(isPesel(oneDigitWrong('44051401359', at, by))).toBe(false);
      }),
    );
  });

  it('is noticed in a KSeF number', () => {
    expect(isKsefNumber('5265877635-20250626-010080DD2B5E-27')).toBe(false);
    expect(isKsefNumber('5265877635-20250626-010080dd2b5e-26')).toBe(false);
  });
});

it('makes exactly one of ten check digits right for a PPE, and one of 97 check numbers for an account', () => {
  fc.assert(
    fc.property(digits(17), digits(24), (body, account) => {
      expect([...'0123456789'].filter((digit) => isPpe(body + digit))).toHaveLength(1);
      const right = Array.from({ length: 97 }, (_, n) => String(n + 2).padStart(2, '0')).filter((n) =>
        isNrb(n + account),
      );
      expect(right).toHaveLength(1);
    }),
  );
});

it('knows the centuries of a PESEL and refuses a day that does not exist', () => {
  const pesel = (body: string) => [...'0123456789'].some((digit) => isPesel(body + digit));
  expect(pesel('0002290000')).toBe(false); // 1900 was no leap year
  expect(pesel('0022290000')).toBe(true); // 2000 was
  expect(pesel('9982310000')).toBe(false); // 31 February 1899
  expect(pesel('9992310000')).toBe(true); // 31 December 1899
  expect(pesel('9000010000')).toBe(false);
  expect(pesel('9013010000')).toBe(false);
});

it.each([
  ['191781561', true],
  ['016380846', true],
  ['12345678512347', true],
  ['191781562', false],
  // A branch's own check digit, then that of its firm.
  ['12345678512348', false],
  ['12345678612347', false],
  ['19178156', false],
  ['1917815610', false],
  ['19178156a', false],
])('takes %s for a REGON: %s', (text, isOne) => {
  expect(isRegon(text)).toBe(isOne);
});

it('refuses a NIP whose sum leaves ten, and one of zeros', () => {
  expect(isNip('0000000000')).toBe(false);
  expect([...'0123456789'].some((digit) => isNip(`100001000${digit}`))).toBe(false); // 6 + 4
});

it('masks a tax id but for its ends', () => {
  expect(maskTaxId('44051401359')).toBe('440*****359');
  expect(maskTaxId('1111111111')).toBe('111****111');
  expect(maskTaxId('1234567')).toBe('*******');
});
