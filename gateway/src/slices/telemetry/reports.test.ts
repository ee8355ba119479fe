import { metrics } from '../../runtime/metrics';
import { ENGINES } from '../../../testing/database';
import { SliceExpiry } from '../registry/expiry';
import { browser, World } from '../../../testing/slices';

jest.setTimeout(60_000);

describe.each(ENGINES)('what browsers tell of slices, on %s', (engine) => {
  const world = World.on(engine);
  type Visitor = ReturnType<typeof browser>;

  beforeEach(async () => {
    metrics.registry.resetMetrics();
    for (const version of ['1.0.0', '1.1.0']) {
      await world.finance.publish(version);
      await world.finance.promote(version);
    }
  });

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    world.api.app.inject({ method: 'POST', url, payload, headers });
  /** Says that a version failed, and keeps what the answer sets. */
  const fallBack = async ({ jar }: Visitor, version: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await post('/reports/fallback', { slice: 'finance', version }, { cookie });
    const set = answer.headers['set-cookie'] as string | undefined;
    if (set) jar.set('ebok-instead', /ebok-instead=([^;]*)/.exec(set)![1]!);
    return answer.json().to as string | null;
  };
  const count = async (line: string) => (await metrics.registry.metrics()).includes(line);

  it('adds up by slice and version, and takes no word for versions nobody published', async () => {
    const of = { slice: 'finance', version: '1.1.0' };
    const told = [
      { ...of, step: 'load', ms: 120 },
      { ...of, fault: 'bootstrap' },
      { ...of, version: '9.9.9', fault: 'bootstrap' },
    ];
    expect((await post('/reports', told)).statusCode).toBe(204);
    expect(await count('ebok_slice_seconds_sum{slice="finance",version="1.1.0",step="load"} 0.12')).toBe(
      true,
    );
    expect(await count('ebok_slice_faults_total{slice="finance",version="1.1.0",fault="bootstrap"} 1')).toBe(
      true,
    );
    expect(await count('9.9.9')).toBe(false);
  });

  it.each([
    ['no list', { slice: 'finance' }],
    ['another word for a fault', [{ slice: 'finance', version: '1.1.0', fault: 'boredom' }]],
    ['a time before it began', [{ slice: 'finance', version: '1.1.0', step: 'load', ms: -1 }]],
    ['more than a page has to tell', Array(51).fill({ slice: 'finance', version: '1.1.0', fault: 'load' })],
  ])('refuses %s', async (_what, payload) => {
    expect((await post('/reports', payload)).statusCode).toBe(400);
    expect(await count('version="1.1.0"')).toBe(false);
  });

  it('refuses what another site sends', async () => {
    const headers = { 'sec-fetch-site': 'same-site' };
    expect((await post('/reports', [], headers)).statusCode).toBe(403);
    const which = { slice: 'finance', version: '1.1.0' };
    expect((await post('/reports/fallback', which, headers)).statusCode).toBe(403);
  });

  it('gives the browser in which a version failed the one before, until another is promoted', async () => {
    const [visitor, other] = [browser(world.api.app), browser(world.api.app)];
    expect(await fallBack(visitor, '1.1.0')).toBe('1.0.0');
    expect(await visitor.versions()).toMatchObject({ finance: '1.0.0' });
    expect(await other.versions()).toMatchObject({ finance: '1.1.0' });
    expect(await count('ebok_slice_fallbacks_total{slice="finance",version="1.1.0",to="1.0.0"} 1')).toBe(
      true,
    );
    await world.finance.publish('1.2.0');
    await world.finance.promote('1.2.0');
    expect(await visitor.versions()).toMatchObject({ finance: '1.2.0' });
  });

  it('does not go to and fro between two versions that both fail', async () => {
    const visitor = browser(world.api.app);
    await fallBack(visitor, '1.1.0');
    expect(await fallBack(visitor, '1.0.0')).toBeNull();
    expect(await visitor.versions()).toMatchObject({ finance: '1.0.0' });
  });

  it('gives the version before where canary and stable both fail', async () => {
    await world.finance.publish('1.2.0');
    await world.finance.canary(100, '1.2.0');
    const visitor = browser(world.api.app);
    expect(await fallBack(visitor, '1.2.0')).toBe('1.1.0');
    expect(await fallBack(visitor, '1.1.0')).toBe('1.0.0');
    expect(await visitor.versions()).toMatchObject({ finance: '1.0.0' });
    expect(await fallBack(visitor, '1.0.0')).toBeNull();
  });

  it('gives no version whose files are gone, though it was shown a moment ago', async () => {
    await world.finance.rollback();
    await world.live();
    await world.finance.promote('1.1.0');
    await world.finance.remove();
    world.now += 31 * 86_400_000;
    await new SliceExpiry(world.api.services).tidy();
    await world.finance.publish('1.1.0');
    await world.finance.promote('1.1.0');
    expect(await fallBack(browser(world.api.app), '1.1.0')).toBeNull();
  });

  it('counts a browser once and an address twenty times, but gives everybody theirs', async () => {
    const one = browser(world.api.app);
    for (let times = 0; times < 2; times++) expect(await fallBack(one, '1.1.0')).toBe('1.0.0');
    const line = (n: number) =>
      `ebok_slice_fallbacks_total{slice="finance",version="1.1.0",to="1.0.0"} ${n}\n`;
    expect(await count(line(1))).toBe(true);
    for (let times = 0; times < 40; times++)
      expect(await fallBack(browser(world.api.app), '1.1.0')).toBe('1.0.0');
    expect(await count(line(20))).toBe(true);
    expect(world.api.logged.filter((text) => text.includes('falls back'))).toHaveLength(20);
  });

  it('gives the stable version for a canary that fails', async () => {
    await world.finance.publish('1.2.0');
    await world.finance.canary(100, '1.2.0');
    const visitor = browser(world.api.app);
    expect(await visitor.versions()).toMatchObject({ finance: '1.2.0' });
    expect(await fallBack(visitor, '1.2.0')).toBe('1.1.0');
    expect(await visitor.versions()).toMatchObject({ finance: '1.1.0' });
  });

  it('leaves a preview as it is: whoever opened it came to see it', async () => {
    await world.finance.publish('1.2.0');
    await world.finance.preview('jasny', '1.2.0');
    const visitor = browser(world.api.app);
    await visitor.get('/podglad/jasny');
    expect(await fallBack(visitor, '1.2.0')).toBeNull();
    expect(await visitor.versions()).toMatchObject({ finance: '1.2.0' });
  });

  it('has nothing to give where there is no version before, or no such version', async () => {
    await world.usage.publish('1.0.0');
    await world.usage.promote('1.0.0');
    for (const which of [
      { slice: 'usage', version: '1.0.0' },
      { slice: 'finance', version: '9.9.9' },
    ])
      expect((await post('/reports/fallback', which)).json()).toEqual({ to: null });
    expect((await post('/reports/fallback', { slice: '../x' })).statusCode).toBe(400);
  });
});
