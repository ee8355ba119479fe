import { startApi, type Api } from '../../testing/api';

describe('a proxy', () => {
  let api: Api;
  afterEach(() => api.close());
  const ask = (headers: Record<string, string>, remoteAddress = '10.0.0.9') =>
    api.app.inject({ url: '/livez', headers, remoteAddress });
  const ready = async () => {
    const answer = await api.app.inject('/readyz');
    return { status: answer.statusCode, ...answer.json<{ warnings?: string[] }>() };
  };
  const warned = () => api.logged.filter((line) => line.includes('proxy-not-trusted'));

  it.each([
    ['X-Forwarded-For', { 'x-forwarded-for': '1.2.3.4' }],
    ['Forwarded', { forwarded: 'for=1.2.3.4' }],
  ])(
    'whose %s is not believed is told of once, and to operators as long as it goes on',
    async (_name, headers) => {
      api = await startApi('sqlite');
      expect(await ready()).toEqual({ status: 'ok' });
      for (let n = 0; n < 3; n++) await ask(headers);
      expect(warned()).toHaveLength(1);
      expect(JSON.parse(warned()[0]!)).toMatchObject({ level: 40, proxy: '10.0.0.9' });
      const { warnings } = await ready();
      expect(warnings).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
      expect((await api.app.inject('/readyz')).statusCode).toBe(200);
    },
  );

  it('that is trusted is not, and another one is, without a word on who it was', async () => {
    api = await startApi('sqlite', { env: { TRUSTED_PROXIES: '10.0.0.9' } });
    await ask({ 'x-forwarded-for': '1.2.3.4' });
    expect([warned().length, await ready()]).toEqual([0, { status: 'ok' }]);
    await ask({ 'x-forwarded-for': '1.2.3.4' }, '89.64.1.1');
    expect(warned()).toHaveLength(1);
    expect(warned()[0]).not.toContain('89.64.1.1');
  });
});
