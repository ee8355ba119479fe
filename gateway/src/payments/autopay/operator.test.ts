import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hashOf } from './hash';
import {
  AutopayOperator,
  newOrderId,
  OperatorRejected,
  OperatorUnavailable,
  type StartOrder,
} from './operator';
import { KEY } from '../../../testing/payments/autopay';

interface Asked {
  path: string;
  header: string | undefined;
  fields: [string, string][];
}

const elements = (fields: [string, string][]) => fields.map(([n, v]) => `<${n}>${v}</${n}>`).join('');
/** An answer signed as the operator signs. */
const signed = (fields: [string, string][], key = KEY) =>
  `<transaction>${elements(fields)}<hash> ${hashOf(
    fields.map(([, v]) => v),
    key,
    'sha256',
  )}\n</hash></transaction>`;

describe('the operator', () => {
  let server: Server;
  let url: string;
  let operator: AutopayOperator;
  let asked: Asked[];
  let answer: (asked: Asked) => {
    status?: number;
    body: string;
    headers?: Record<string, string>;
    never?: boolean;
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const one: Asked = {
          path: request.url!,
          header: request.headers.bmheader as string | undefined,
          fields: [...new URLSearchParams(body)],
        };
        asked.push(one);
        const { status = 200, body: text, headers, never } = answer(one);
        if (never) return;
        response.writeHead(status, headers).end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    operator = new AutopayOperator({
      url,
      startPath: '/payment',
      serviceId: '100001',
      sharedKey: KEY,
      hash: 'sha256',
    });
  });

  const order: StartOrder = {
    orderId: 'abc',
    amountGrosze: 12345,
    description: 'Zapłata – faktura FV/2026_10 (Żółć), „pilne”: 1.5 kWh! 🙂',
    customerEmail: 'zażółć@example.com',
    customerIp: '2001:db8::1',
    customerNumber: 'K|100\u0000 1',
    invoiceNumber: '',
    validUntil: new Date('2026-07-01T10:15:00Z'),
    language: 'UK',
  };
  const goOn = (
    more: Partial<Record<'status' | 'redirecturl' | 'orderID' | 'remoteID', string>> = {},
  ): [string, string][] =>
    Object.entries({
      status: 'PENDING',
      redirecturl: `${url}/payment/continue/9IA2/7GT`,
      orderID: 'abc',
      remoteID: '9IA2',
      ...more,
    });

  it('is asked to start with every field in the documented order, signed, none empty', async () => {
    answer = () => ({ body: signed(goOn()) });
    expect(await operator.start(order)).toEqual({
      redirectUrl: `${url}/payment/continue/9IA2/7GT`,
      remoteId: '9IA2',
    });
    const fields: [string, string][] = [
      ['ServiceID', '100001'],
      ['OrderID', 'abc'],
      ['Amount', '123.45'],
      ['Description', 'Zaplata - faktura FV-2026-10 Zolc , pilne : 1.5 kWh'],
      ['Currency', 'PLN'],
      ['CustomerEmail', 'zażółć@example.com'],
      ['Language', 'EN'],
      ['CustomerIP', '2001:db8::1'],
      ['ValidityTime', '2026-07-01 12:15:00'],
      ['CustomerNumber', 'K 100 1'],
    ];
    expect(asked).toEqual([
      {
        path: '/payment',
        header: 'pay-bm-continue-transaction-url',
        fields: [
          ...fields,
          [
            'Hash',
            hashOf(
              fields.map(([, v]) => v),
              KEY,
              'sha256',
            ),
          ],
        ],
      },
    ]);
  });

  it('is told the end of validity by the clock in Warsaw, winter and summer', async () => {
    answer = () => ({ body: signed(goOn()) });
    for (const validUntil of ['2026-12-31T23:30:00Z', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'])
      await operator.start({ ...order, validUntil: new Date(validUntil) });
    expect(asked.map(({ fields }) => Object.fromEntries(fields).ValidityTime)).toEqual([
      '2027-01-01 00:30:00',
      '2026-03-29 03:00:00',
      '2026-10-25 02:00:00',
    ]);
  });

  it('is told neither an address with its separator in it nor a description of nothing', async () => {
    answer = () => ({ body: signed(goOn()) });
    await operator.start({ ...order, customerEmail: 'a|b@example.pl', description: '🙂 ' });
    const names = asked[0]!.fields.map(([name]) => name);
    expect(names).not.toContain('CustomerEmail');
    expect(names).not.toContain('Description');
  });

  it('may write white space around address and hash', async () => {
    const body = signed(goOn()).replace(
      /<redirecturl>(.*)<\/redirecturl>/,
      '<redirecturl>\n $1 \n</redirecturl>',
    );
    answer = () => ({ body });
    expect((await operator.start(order)).remoteId).toBe('9IA2');
  });

  it.each([
    ['a wrong hash', () => ({ body: signed(goOn(), 'another key') })],
    ['no hash', () => ({ body: signed(goOn()).replace(/<hash>[^]*<\/hash>/, '') })],
    ['another order', () => ({ body: signed(goOn({ orderID: 'abd' })) })],
    ['no address', () => ({ body: signed(goOn({ redirecturl: '' })) })],
    ['another host', () => ({ body: signed(goOn({ redirecturl: 'https://evil.example/payment' })) })],
    ['a host that looks alike', () => ({ body: signed(goOn({ redirecturl: `${url}.evil.example/` })) })],
    ['a name before another host', () => ({ body: signed(goOn({ redirecturl: `${url}@evil.example/` })) })],
    ['a script', () => ({ body: signed(goOn({ redirecturl: 'javascript:alert(1)' })) })],
    ['a name before its host', () => ({ body: signed(goOn({ redirecturl: url.replace('//', '//a:b@') })) })],
    ['another port', () => ({ body: signed(goOn({ redirecturl: 'http://127.0.0.1:1/' })) })],
    ['a redirect', () => ({ status: 302, body: '', headers: { location: '/elsewhere' } })],
    ['a page', () => ({ body: '<!doctype html><html></html>' })],
    ['nothing', () => ({ body: '' })],
    ['too much', () => ({ body: ' '.repeat(70_000) })],
    ['an error of the server', () => ({ status: 503, body: '<error><description>x</description></error>' })],
    [
      'a success without an address',
      () => ({
        body: signed([
          ['orderID', 'abc'],
          ['remoteID', '9IA2'],
          ['confirmation', 'CONFIRMED'],
          ['paymentStatus', 'SUCCESS'],
        ]),
      }),
    ],
  ])('answering a start with %s is not believed, and may have begun', async (_what, given) => {
    answer = given;
    await expect(operator.start(order)).rejects.toThrow(OperatorUnavailable);
    await expect(operator.start(order)).rejects.toMatchObject({ neverHeard: false });
    expect(asked.every(({ path }) => path === '/payment')).toBe(true);
  });

  it.each([
    [
      '<error><statusCode>55</statusCode><name>X</name><description>Bad value</description></error>',
      'Bad value',
    ],
    ['ERROR', 'ERROR'],
    [
      '<transaction><confirmation>NOTCONFIRMED</confirmation><reason>INVALID_EMAIL</reason></transaction>',
      'INVALID_EMAIL',
    ],
    [
      signed([
        ['orderID', 'abc'],
        ['confirmation', 'NOTCONFIRMED'],
        ['reason', 'INVALID_EMAIL'],
      ]),
      'INVALID_EMAIL',
    ],
  ])('refuses by %s', async (body, reason) => {
    answer = () => ({ body });
    await expect(operator.start(order)).rejects.toThrow(OperatorRejected);
    await expect(operator.start(order)).rejects.toMatchObject({ reason });
  });

  it('that is not there has heard nothing', async () => {
    const nowhere = new AutopayOperator({
      url: 'http://127.0.0.1:4',
      startPath: '/payment',
      serviceId: '1',
      sharedKey: KEY,
      hash: 'sha256',
    });
    await expect(nowhere.start(order)).rejects.toMatchObject({ neverHeard: true });
    const unnamed = new AutopayOperator({
      url: 'http://operator.invalid',
      startPath: '/payment',
      serviceId: '1',
      sharedKey: KEY,
      hash: 'sha256',
    });
    await expect(unnamed.status('abc')).rejects.toThrow(OperatorUnavailable);
  });

  it('that never answers is given up in less than five seconds, and may have heard', async () => {
    answer = () => ({ body: '', never: true });
    const started = performance.now();
    await expect(operator.start(order)).rejects.toMatchObject({ neverHeard: false });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  const transactions = (list: [string, string][][], key = KEY) => {
    const values = ['100001', ...list.flatMap((one) => one.map(([, v]) => v))];
    return `<transactionList><serviceID>100001</serviceID><transactions>${list.map((one) => `<transaction>${elements(one)}</transaction>`).join('')}</transactions><hash>${hashOf(values, key, 'sha256')}</hash></transactionList>`;
  };
  const first: [string, string][] = [
    ['orderID', 'abc'],
    ['remoteID', 'R1'],
    ['amount', '123.45'],
    ['currency', 'PLN'],
    ['gatewayID', '509'],
    ['paymentDate', '20261025023000'],
    ['paymentStatus', 'SUCCESS'],
    ['paymentStatusDetails', 'AUTHORIZED'],
  ];
  const second: [string, string][] = [
    ['orderID', 'abc'],
    ['remoteID', 'R2'],
    ['amount', '123.45'],
    ['currency', 'PLN'],
    ['paymentStatus', 'ON_HOLD'],
  ];

  it('tells every transaction of an order', async () => {
    answer = () => ({ body: transactions([first, second]) });
    expect(await operator.status('abc')).toEqual([
      {
        remoteId: 'R1',
        amountGrosze: 12345,
        currency: 'PLN',
        gatewayId: '509',
        status: 'SUCCESS',
        details: 'AUTHORIZED',
        paidAt: new Date('2026-10-25T00:30:00Z'),
      },
      { remoteId: 'R2', amountGrosze: 12345, currency: 'PLN', status: 'PENDING' },
    ]);
    expect(asked[0]).toMatchObject({ path: '/webapi/transactionStatus', header: 'pay-bm' });
    expect(asked[0]!.fields).toEqual([
      ['ServiceID', '100001'],
      ['OrderID', 'abc'],
      ['Hash', hashOf(['100001', 'abc'], KEY, 'sha256')],
    ]);
  });

  it('knows no transaction when it lists none or sends its error', async () => {
    answer = () => ({ body: transactions([]) });
    expect(await operator.status('abc')).toEqual([]);
    const laidOut = transactions([]).replace(
      '<transactions></transactions>',
      '<transactions>\n</transactions>',
    );
    answer = () => ({ body: laidOut });
    expect(await operator.status('abc')).toEqual([]);
    answer = () => ({ status: 404, body: '<error><description>Not found</description></error>' });
    expect(await operator.status('abc')).toEqual([]);
  });

  it.each([
    ['a wrong hash', () => transactions([first], 'another key')],
    ['another order', () => transactions([[['orderID', 'x'], ...first.slice(1)]])],
    ['an amount in words', () => transactions([first.map(([n, v]) => [n, n === 'amount' ? 'sto' : v])])],
    [
      'too many',
      () =>
        '<transaction><reason>LIMIT_REQUESTED_TRANSACTIONS_WITH_THE_SAME_ORDER_ID_AND_SERVICE_ID_EXCEEDED</reason></transaction>',
    ],
    ['nothing', () => ''],
  ])('telling %s is not believed', async (_what, body) => {
    answer = () => ({ body: body() });
    await expect(operator.status('abc')).rejects.toThrow(OperatorUnavailable);
  });

  it.each([
    ['CONFIRMED', 'CANCELED_FULLY', 'CANCELLED'],
    ['CONFIRMED', 'CANCELED_PARTIALLY', 'NOT_PENDING'],
    ['NOTCONFIRMED', 'INCORRECT_PAYMENT_STATUS', 'NOT_PENDING'],
    ['NOTCONFIRMED', 'TRANSACTION_NOT_FOUND', 'NOT_FOUND'],
  ])('answers a cancellation with %s %s: %s', async (confirmation, reason, result) => {
    answer = ({ fields }) => ({
      body: signed([
        ['serviceID', '100001'],
        ['messageID', Object.fromEntries(fields).MessageID!],
        ['confirmation', confirmation],
        ['reason', reason],
      ]),
    });
    expect(await operator.cancel('abc')).toBe(result);
    const [service, message, orderId, hash] = asked[0]!.fields;
    expect([asked[0]!.path, service, orderId]).toEqual([
      '/webapi/transactionCancel',
      ['ServiceID', '100001'],
      ['OrderID', 'abc'],
    ]);
    expect(message![1]).toMatch(/^[0-9a-f]{32}$/);
    expect(hash![1]).toBe(hashOf(['100001', message![1], 'abc'], KEY, 'sha256'));
  });

  it('that cancels something else, or for another reason does not, has not cancelled', async () => {
    const body = (id: string, confirmation: string, reason: string) =>
      signed([
        ['serviceID', '100001'],
        ['messageID', id],
        ['confirmation', confirmation],
        ['reason', reason],
      ]);
    answer = () => ({ body: body('f'.repeat(32), 'CONFIRMED', 'CANCELED_FULLY') });
    await expect(operator.cancel('abc')).rejects.toThrow(OperatorUnavailable);
    answer = () => ({ body: body('x', 'NOTCONFIRMED', 'OTHER_ERROR') });
    await expect(operator.cancel('abc')).rejects.toThrow(OperatorRejected);
  });

  it('made a way back only when it signed it for our service', () => {
    const Hash = hashOf(['100001', 'abc'], KEY, 'sha256');
    const query = { ServiceID: '100001', OrderID: 'abc', Hash };
    expect(operator.returnIsGenuine(query)).toBe(true);
    for (const other of [
      {},
      { ...query, Hash: '' },
      { ...query, OrderID: 'abd' },
      { ...query, OrderID: ['abc'] },
      { ...query, Hash: Hash.toUpperCase() },
      { ...query, ServiceID: '100002', Hash: hashOf(['100002', 'abc'], KEY, 'sha256') },
      // The same text to hash, divided otherwise.
      { ServiceID: '100001|abc', OrderID: '', Hash },
    ])
      expect(operator.returnIsGenuine(other)).toBe(false);
  });

  it('is given ids it takes, none like another', () => {
    const ids = Array.from({ length: 1_000 }, newOrderId);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every((id) => /^[A-Za-z0-9_-]{1,32}$/.test(id))).toBe(true);
  });
});
