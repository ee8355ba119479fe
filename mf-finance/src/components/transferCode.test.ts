import { transferCode } from './transferCode';

const TRANSFER = {
  account: '73111111111111111111111111',
  amount: '53.63',
  recipient: 'Elektrownia S.A.',
  title: 'FV2026/02/150',
};

it('has nine fields between bars, as the standard wants them', () => {
  expect(transferCode(TRANSFER)).toBe(
    '|PL|73111111111111111111111111|005363|Elektrownia S.A.|FV2026/02/150|||',
  );
});

it('begins with the NIP where it is known', () => {
  expect(transferCode({ ...TRANSFER, nip: '5260250541' })).toMatch(/^5260250541\|PL\|/);
  expect(transferCode({ ...TRANSFER, nip: '52602505' })).toMatch(/^\|PL\|/);
});

it('cuts what is too long, by letters, and lets no bar in', () => {
  const code = transferCode({
    ...TRANSFER,
    recipient: 'Żółta|Elektrownia Śródmieście',
    title: `FV|${'9'.repeat(40)}`,
  });
  const [, , , , recipient, title, ...rest] = code!.split('|');
  expect(recipient).toBe('Żółta Elektrownia Śr');
  expect(title).toBe(`FV ${'9'.repeat(29)}`);
  expect(rest).toEqual(['', '', '']);
});

it('stays within 160 characters at its longest', () => {
  const code = transferCode({
    ...TRANSFER,
    amount: '9999.99',
    recipient: 'x'.repeat(99),
    title: 'y'.repeat(99),
    nip: '5260250541',
  });
  expect(code!.length).toBeLessThanOrEqual(160);
  expect(code).toContain('|999999|');
});

it.each([
  ['0.00', 'nothing to pay'],
  ['-5.00', 'a credit'],
  ['10000.00', 'more than six digits of grosze'],
  ['abc', 'no number'],
])('is none for %s: %s', (amount) => {
  expect(transferCode({ ...TRANSFER, amount })).toBeNull();
});

it.each(['', '123', 'DE89370400440532013000', 'PL73111111111111111111111111'])(
  'is none for the account "%s"',
  (account) => {
    expect(transferCode({ ...TRANSFER, account })).toBeNull();
  },
);

it('does not lose a grosz to the computer’s fractions', () => {
  expect(transferCode({ ...TRANSFER, amount: '1.15' })).toContain('|000115|');
  expect(transferCode({ ...TRANSFER, amount: '4.35' })).toContain('|000435|');
});
