import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../config';
import { hashOf, sameHash, type HashName } from './hash';
import { confirmation, readItn } from './itn';
import { base64, isGenuine, itnXml } from '../../../testing/payments/autopay';

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
    'a notification',
    ['1', '11', '91', '11.11', 'PLN', '1', '20010101111111', 'SUCCESS', 'AUTHORIZED'],
    '1test1',
    'sha256',
    'a103bfe581a938e9ad78238cfc674ffafdd6ec70cb6825e7ed5c41787671efe4',
  ],
  [
    'the way on from a start in the background',
    ['PENDING', 'https://pay-accept.bm.pl/payment/continue/9IA2UISN/718GTV5E', '123', '9IA2UISN'],
    LIVE,
    'sha256',
    'a3700f934854728035ae2b22cbd0dcbbad0c207faecb16f707b9d2abb103f54e',
  ],
  [
    'transfer data, with blanks, commas and an address in it',
    [
      ...['47 1050 1764 1000 0023 2741 0516', 'Blue Media', '81-717 Sopot, ul. Haffnera 6', '12345', '5.12'],
      ...['PLN', 'Test transaction 12345', '12345', 'https://ssl.bsk.com.pl/bskonl/login.html'],
      'https://google.pl',
    ],
    LIVE,
    'sha256',
    '1d9d630687b76dd1250448af38f4981f425503ca3ea1426142b5ff537b1eca08',
  ],
  [
    'a list of channels, value after value, one of them empty',
    [
      ...['1', 'cfb91538ad854d74813ea76893cc020c', '19', 'Przelew PKOBP', 'Szybki Przelew', 'INTELIGO'],
      ...['https://adres_bramki/sciezka/19.png', '2015-10-14 12:12:31', '106', 'platnosc testowa PG', 'PBL'],
      ...['NONE', '', '2015-10-14 12:12:31'],
    ],
    '1test1',
    'sha256',
    '06698f9551be9b3c1b65258ed0c120418ea6d7eb06ebbacba0b4366665b84401',
  ],
  [
    'a question for channels, its currencies one value',
    ['100', '1'.repeat(32), 'PLN,EUR', 'PL'],
    '1test1',
    'sha256',
    'aa2330ea4949676713c25ada12b5a808518bb185505a62b30d44530865ee412f',
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

  it('of a notification signed with anything else is refused', () => {
    const values = [
      '123456',
      '123',
      '102686',
      '500.00',
      'PLN',
      '106',
      '20200621171238',
      'SUCCESS',
      'ACCEPTED',
    ];
    expect(sameHash('w4ongha6s', values, LIVE, 'sha256')).toBe(false);
  });

  it('of a notification read from its base64 is right', () => {
    const [, values, key, algorithm, hash] = OWN.find(([what]) => what === 'a notification')!;
    const [serviceId, ...rest] = values;
    const names = ['orderID', 'remoteID', 'amount', 'currency', 'gatewayID', 'paymentDate', 'paymentStatus'];
    const fields = rest.map((value, n): [string, string] => [names[n] ?? 'paymentStatusDetails', value]);
    const itn = readItn(base64(itnXml({ serviceId, fields, hash })));
    expect(itn.values).toEqual(values);
    expect([isGenuine(itn, key, algorithm), isGenuine(itn, `${key}x`, algorithm)]).toEqual([true, false]);
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
