import { hash } from 'node:crypto';
import { MailDelivery } from '../mail/delivery';
import { buildMetricsServer, metrics } from '../runtime/metrics';
import { ENGINES } from '../../testing/database';
import { PRODUCTION, startApi, type Api } from '../../testing/api';

const NAME = 'query Name { service { name } }';

/** What those who run the portal see of it. */
describe.each(ENGINES)('operators on %s', (engine) => {
  let api: Api;
  const figures = buildMetricsServer();
  beforeAll(async () => {
    api = await startApi(engine, { env: { METRICS_PORT: '9464' } });
    const text = hash('sha256', NAME);
    const at = '2026-01-01 00:00:00';
    await api.insert('operations', [{ hash: text, name: 'Name', text: NAME }]);
    await api.insert('slice_operations', [{ slice: 'finance', version: '1.2.3', hash: text }]);
    await api.insert('slice_versions', [
      {
        slice: 'finance',
        version: '1.2.3',
        folder: 'f',
        digest: 'd',
        manifest: '{}',
        publishedAt: at,
        publishedBy: 'x',
        lastUsedAt: at,
      },
    ]);
  });
  beforeEach(() => metrics.registry.resetMetrics());
  afterAll(() => api.close());

  const scraped = async () => (await figures.inject({ url: '/metrics' })).body;
  const asked = () => api.gql(NAME, {}, { headers: { 'x-ebok-slice': 'finance@1.2.3' } });

  it('read in the log which operation of which slice and version ran, and nothing about whom', async () => {
    for (const _time of ['the first, through Apollo', 'again']) {
      api.logged.length = 0;
      await asked();
      const lines = api.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
      const line = lines.find(({ msg }) => msg === 'request')!;
      expect(line).toMatchObject({
        method: 'POST',
        path: '/graphql',
        status: 200,
        operation: 'Name',
        slice: 'finance',
        version: '1.2.3',
      });
      expect(Object.keys(line).sort()).toEqual(
        [
          'hostname',
          'level',
          'method',
          'ms',
          'msg',
          'operation',
          'path',
          'pid',
          'reqId',
          'slice',
          'status',
          'time',
          'version',
        ].sort(),
      );
    }
  });

  it('count operations by name and outcome, and what nobody published under one name', async () => {
    await asked();
    await asked();
    await api.gql('query Invented { customer { id } }');
    await api.gql('query Invented { customer { id } }');
    const text = await scraped();
    expect(text).toContain('ebok_graphql_seconds_count{operation="Name",outcome="OK"} 2');
    expect(text).toContain('ebok_graphql_seconds_count{operation="other",outcome="UNAUTHENTICATED"} 2');
    expect(text).not.toContain('Invented');
  });

  it('count requests by the route as it is registered, whatever the address', async () => {
    await api.app.inject('/files/invoices/secret.pdf?customerId=secret');
    await api.app.inject('/livez');
    const text = await scraped();
    expect(text).toContain(
      'ebok_http_seconds_count{method="GET",route="/files/invoices/:id.pdf",status="401"} 1',
    );
    expect(text).toContain('ebok_http_seconds_count{method="GET",route="/livez",status="200"} 1');
    expect(text).not.toContain('secret');
  });

  it('see how many mails wait, left, and are tried again', async () => {
    const transport = { send: jest.fn().mockRejectedValueOnce(new Error('full')), close: () => undefined };
    const delivery = new MailDelivery({ ...api.services }, transport);
    const mail = (event: string) => ({
      event,
      recipient: 'anna@example.pl',
      template: 'passwordChanged' as never,
      language: 'PL' as const,
      values: {},
    });
    await api.database.transaction((m) => api.services.outbox.queueMails(m, [mail('a'), mail('b')]));
    expect(await scraped()).toContain('ebok_mails_waiting 2');
    await delivery.deliverDue();
    const text = await scraped();
    expect(text).toContain('ebok_mails_total{outcome="SENT"} 1');
    expect(text).toContain('ebok_mails_total{outcome="PUT_OFF"} 1');
    expect(text).toContain('ebok_mails_waiting 1');
  });

  if (engine === 'mysql')
    it('see how much of the pools of connections is used', async () => {
      await asked();
      const text = await scraped();
      expect(text).toContain('ebok_database_connections{pool="READERS",state="size"} 10');
      expect(text).toContain('ebok_database_connections{pool="READERS",state="waiting"} 0');
      expect(text).toContain('ebok_database_connections{pool="WRITERS",state="used"} 0');
    });

  it('have browsers stay with https where the portal has it, and nowhere else', async () => {
    expect((await api.app.inject('/livez')).headers['strict-transport-security']).toBeUndefined();
    const secure = await startApi(engine, { env: PRODUCTION });
    for (const url of ['/', '/livez', '/graphql', '/nothing.js'])
      expect((await secure.app.inject(url)).headers['strict-transport-security']).toBe('max-age=63072000');
    await secure.close();
  });
});
