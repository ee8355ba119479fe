import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../config';
import { hashOf, sameHash, type HashName } from './hash';
import { confirmation, readItn } from './itn';
import { isGenuine } from './testing.autopay';

interface Vector {
  id: string;
  kind: string;
  inputs: { value: string }[];
  key: string;
  algorithm: HashName;
  expected: string;
  expected_valid: boolean;
  transactions_param_base64?: string;
}

const LIVE = 'QCBm3N0oFjzQAWsTIVN8mPLK12TW6HU6InSfjvnF';

/** Messages with the digests the operator itself has published, and one for each rule. */
const OWN: [what: string, values: string[], key: string, algorithm: HashName, digest: string][] = [
  [
    'a start',
    ['2', '100', '1.50'],
    '2test2',
    'sha256',
    '2ab52e6918c6ad3b69a8228a2ab815f11ad58533eeed963dd990df8d8c3709d1',
  ],
  [
    'a confirmation',
    ['1', '11', 'CONFIRMED'],
    '1test1',
    'sha256',
    'c1e9888b7d9fb988a4aae0dfbff6d8092fc9581e22e02f335367dd01058f9618',
  ],
  [
    'a way back',
    ['123456', '123'],
    LIVE,
    'sha256',
    'df5f737f48bcef93361f590b460cc633b28f91710a60415527221f9cb90da52a',
  ],
  [
    'Polish letters',
    ['123456', 'FV-2026_10', '123.45', 'Zapłata za fakturę', '509', 'PLN', 'zażółć@example.com'],
    LIVE,
    'sha256',
    'f993bb3006099b3ca156b356fe7c139d1a513ad0dd2b65125c19d36990a692c2',
  ],
  [
    'empty fields left out, 0 kept',
    [
      '2',
      '101',
      '10.00',
      '',
      '0',
      'PLN',
      'a@example.com',
      '2026-12-01 10:00:00',
      '',
      'https://ebok.example/powrot',
    ],
    '2test2',
    'sha256',
    '24d6d3851a8f3d5e17d57037fb90e69ccca0f02294fad5c39fd191a447410ef5',
  ],
];

describe('the hash', () => {
  it.each(OWN)('of %s is the published one', (_what, values, key, algorithm, digest) => {
    expect(hashOf(values, key, algorithm)).toBe(digest);
    expect(sameHash(digest, values, key, algorithm)).toBe(true);
  });

  it('may be SHA-512', () => {
    // printf '2|100|1.50|2test2' | sha512sum
    expect(hashOf(['2', '100', '1.50'], '2test2', 'sha512')).toBe(
      'a36d456658e5cb3cc69062195fbaf4803f5f2dc7f26d00ba32a560d06d46385fee6ec39cbb064a4d9c3269dce2e1118049c0c85d57488135b96f78c01f2c70f8',
    );
  });

  it('is not taken missing, shortened, in capitals, with more behind it, or of another algorithm', () => {
    const right = hashOf(['1', '2'], 'key', 'sha256');
    for (const wrong of [
      '',
      right.slice(0, -1),
      `${right} `,
      `${right}00`,
      right.toUpperCase(),
      right.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      hashOf(['1', '2'], 'key', 'sha512'),
      hashOf(['1', '2'], 'another key', 'sha256'),
      'ż'.repeat(32),
    ])
      expect(sameHash(wrong, ['1', '2'], 'key', 'sha256')).toBe(false);
  });
});

const shared = path.resolve(ROOT, '../shared/autopay/vectors.json');
const inCi = existsSync(shared) ? describe : describe.skip;
inCi('every signed example there is', () => {
  const vectors = existsSync(shared) ? (JSON.parse(readFileSync(shared, 'utf8')) as Vector[]) : [];

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const values = vector.inputs.map(({ value }) => value);
    expect(sameHash(vector.expected, values, vector.key, vector.algorithm)).toBe(vector.expected_valid);
    expect(hashOf(values, vector.key, vector.algorithm) === vector.expected).toBe(vector.expected_valid);
  });

  it('reads the notification among them', () => {
    const vector = vectors.find((one) => one.transactions_param_base64)!;
    const itn = readItn(vector.transactions_param_base64!);
    expect(itn.values).toEqual(vector.inputs.map(({ value }) => value));
    expect(isGenuine(itn, vector.key, vector.algorithm)).toBe(true);
    expect(isGenuine(itn, `${vector.key}x`, vector.algorithm)).toBe(false);
  });

  it('signs the confirmation among them', () => {
    const vector = vectors.find((one) => one.kind === 'itn_confirmation')!;
    const settings = { serviceId: '1', sharedKey: vector.key, hash: vector.algorithm };
    expect(confirmation(settings, '11', true)).toContain(`<hash>${vector.expected}</hash>`);
  });
});
