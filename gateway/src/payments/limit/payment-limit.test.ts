import { groszeAt, isRate } from '../../money';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi, type Api } from '../../../testing/api';

const QUERY = '{ service { paymentLimit { eur pln rate rateTable rateDate } } }';
const table = (no: string, effectiveDate: string, mid: unknown) => [
  {
    table: 'A',
    no,
    effectiveDate,
    rates: [
      { currency: 'dolar', code: 'USD', mid: 3.6 },
      { currency: 'euro', code: 'EUR', mid },
    ],
  },
];

describe('the limit of one payment', () => {
  let bank: Server;
  let url: string;
  let asked: number;
  let answer: { status?: number; body: unknown; never?: boolean };
  let api: Api | undefined;
  let time: string;

  beforeAll(async () => {
    bank = createServer((_request, response) => {
      asked++;
      if (answer.never) return;
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(text);
    });
    await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(bank.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    bank.closeAllConnections();
    bank.close();
  });
  beforeEach(() => {
    asked = 0;
    time = '2026-11-23T12:00:00Z';
    answer = { body: table('227/A/NBP/2026', '2026-11-23', 4.2381) };
  });
  afterEach(() => api?.close());

  async function start(env: NodeJS.ProcessEnv = {}): Promise<Api> {
    api = await startApi('sqlite', {
      now: () => new Date(time),
      env: { NBP_URL: url, EUR_RATE: '4.30', EUR_RATE_DATE: '2026-11-01', ...env },
    });
    return api;
  }
  const limit = async () => (await api!.gql(QUERY)).data.service.paymentLimit;
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await isSo()); tries++) await pause(20);
    expect(await isSo()).toBe(true);
  };
  /** After the first request, the bank's answer arrives in the background. */
  const soon = (so: object) =>
    until(async () => {
      const now = await limit();
      return Object.entries(so).every(([name, value]) => now[name] === value);
    });
  const CONFIGURED = { eur: '1000.00', pln: '4300.00', rate: '4.30', rateTable: '', rateDate: '2026-11-01' };

  it('is 1000 euros at the mean rate of the day, for everybody to see', async () => {
    await start();
    // On a busy machine the first answer may come after the first request's wait.
    await soon({ rate: '4.2381' });
    expect(await limit()).toEqual({
      eur: '1000.00',
      pln: '4238.10',
      rate: '4.2381',
      rateTable: '227/A/NBP/2026',
      rateDate: '2026-11-23',
    });
  });

  it("is read from the euro's own address too", async () => {
    answer = {
      body: {
        table: 'A',
        currency: 'euro',
        code: 'EUR',
        rates: [{ no: '1/A', effectiveDate: '2026-11-23', mid: 4.3 }],
      },
    };
    await start();
    expect(await limit()).toMatchObject({ pln: '4300.00', rate: '4.3', rateTable: '1/A' });
  });

  it('is asked for once by many at a time, and again when the next table is due', async () => {
    await start();
    await Promise.all(Array.from({ length: 20 }, limit));
    time = '2026-11-24T10:44:59Z'; // 11:44:59 in Warsaw
    await limit();
    expect(asked).toBe(1);
    time = '2026-11-24T10:45:00Z';
    await limit();
    await until(() => asked === 2); // still yesterday's: asked again in a quarter of an hour
    answer = { body: table('228/A/NBP/2026', '2026-11-24', 4.25) };
    time = '2026-11-24T11:00:00Z';
    await soon({ pln: '4250.00', rateTable: '228/A/NBP/2026' });
    expect(asked).toBe(3);
  });

  it('is answered at once by the last rate while the bank thinks about the next', async () => {
    await start();
    await limit();
    answer = { body: '', never: true };
    time = '2026-11-24T12:00:00Z';
    const started = performance.now();
    expect(await limit()).toMatchObject({ rateDate: '2026-11-23' });
    expect(await limit()).toMatchObject({ rateDate: '2026-11-23' });
    expect(performance.now() - started).toBeLessThan(400);
  });

  it('is known before anybody asks where the portal runs, and kept up', async () => {
    await start();
    const { paymentLimits } = api!.services;
    paymentLimits.start();
    await until(() => asked === 1);
    await paymentLimits.stop();
    answer = { body: '', never: true };
    expect(await limit()).toMatchObject({ pln: '4238.10' });
  });

  it.each([
    ['an error', { status: 500, body: '' }],
    ['no JSON', { body: '<html>' }],
    ['another JSON', { body: { a: 1 } }],
    ['no euro', { body: [{ no: '1/A', effectiveDate: '2026-11-23', rates: [] }] }],
    ['a rate of nothing', { body: table('1/A', '2026-11-23', 0) }],
    ['a negative rate', { body: table('1/A', '2026-11-23', -4.2) }],
    ['a rate a hundred times too high', { body: table('1/A', '2026-11-23', 423.81) }],
    ['a rate in words', { body: table('1/A', '2026-11-23', '4,2381') }],
    ['a day that does not exist', { body: table('1/A', '2026-02-30', 4.2) }],
    ['too much', { body: ' '.repeat(70_000) }],
  ])('is at the configured rate, with its day, when the bank answers with %s', async (_what, given) => {
    answer = given;
    await start();
    expect(await limit()).toEqual(CONFIGURED);
    await limit();
    expect(asked).toBe(1);
  });

  it('does not wait long for a bank that never answers, and asks again after a while', async () => {
    answer = { body: '', never: true };
    await start();
    const started = performance.now();
    expect(await limit()).toEqual(CONFIGURED);
    expect(performance.now() - started).toBeLessThan(1_500);
    bank.closeAllConnections();
    answer = { body: table('227/A/NBP/2026', '2026-11-23', 4.2381) };
    await pause(50);
    time = '2026-11-23T12:05:00Z';
    await soon({ pln: '4238.10' });
  });

  it("stays at the bank's last rate while the bank is away", async () => {
    await start();
    await limit();
    answer = { status: 503, body: '' };
    time = '2026-11-24T12:00:00Z';
    await limit();
    await until(() => asked === 2);
    await pause(50);
    expect(await limit()).toMatchObject({ rateDate: '2026-11-23', pln: '4238.10' });
  });
});

describe('a rate', () => {
  it.each([
    ['4.2381', 423810],
    ['4.23819', 423819],
    ['4.238199', 423819], // rounded down: a grosz more would be over
    ['4', 400000],
    ['4.1', 410000],
    // 4.35 × 100000 is less than 435000 in floating point
    ['4.35', 435000],
    ['4.00000001', 400000],
  ])('of %s makes %i grosze of 1000 euros', (rate, grosze) => expect(groszeAt(rate, 1000)).toBe(grosze));

  it('is never rounded up, and never by a grosz or more down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_0000, max: 99_9999 }), (tenThousandths) => {
        const rate = `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`;
        expect(groszeAt(rate, 1000)).toBe(tenThousandths * 10);
      }),
    );
  });

  it.each(['', '0', '0.99', '100', '4,2', '-4', '4e0', ' 4', '4.', '.4', '4.123456789', 'NaN'])(
    'is not %j',
    (text) => expect(isRate(text)).toBe(false),
  );
});
