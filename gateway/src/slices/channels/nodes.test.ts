// Several gateways on one database: files in a bucket that all of them read.
import { ENGINES } from '../../../testing/database';
import { startApi, type Api } from '../../../testing/api';
import { Bucket } from '../../../testing/bucket';
import { browser, team, World } from '../../../testing/slices';

jest.setTimeout(60_000);

describe.each(ENGINES)('two gateways with one bucket, on %s', (engine) => {
  const bucket = new Bucket();
  const env: NodeJS.ProcessEnv = {};
  beforeAll(async () => {
    await bucket.listen();
    env.SLICES_URL = bucket.url();
  });
  beforeEach(() => bucket.objects.clear());
  const world = World.on(engine, env);
  let other: Api;
  beforeEach(async () => {
    other = await startApi(engine, {
      root: world.root,
      on: world.test,
      now: () => new Date(world.now),
      env,
    });
  });
  afterEach(() => other.close());
  afterAll(() => bucket.close());

  const fileAt = async (api: Api, slice: string, version: string) => {
    const { folder } = (await api.services.slices.catalogue.get(slice, version))!;
    return api.app.inject(`/assets/${slice}/${folder}/lifecycle-1.js`);
  };

  it('show what was published on one and promoted on the other, with its files', async () => {
    expect((await world.finance.publish('1.0.0')).status).toBe(201);
    const there = await team(other, 'finance', 'finance-there');
    expect((await there.promote('1.0.0')).status).toBe(200);
    for (const api of [world.api, other]) {
      expect(await browser(api.app).versions()).toMatchObject({ finance: '1.0.0' });
      expect((await fileAt(api, 'finance', '1.0.0')).body).toBe("export const version = 'finance 1.0.0';");
    }
    expect((await world.finance.publish('1.1.0')).status).toBe(201);
    await world.finance.promote('1.1.0');
    expect(await browser(other.app).versions()).toMatchObject({ finance: '1.1.0' });
    await there.rollback();
    expect(await world.live()).toMatchObject({ finance: '1.0.0' });
  });

  it('lose and mix nothing where two teams publish on both at once, every version on both', async () => {
    const numbers = Array.from({ length: 5 }, (_, n) => `1.0.${n}`);
    const teams = [
      world.finance,
      world.usage,
      await team(other, 'finance', 'f'),
      await team(other, 'usage', 'u'),
    ];
    const said = await Promise.all(teams.flatMap((one) => numbers.map((version) => one.publish(version))));
    expect(said.map(({ status }) => status).sort()).toEqual([...Array(10).fill(200), ...Array(10).fill(201)]);
    for (const slice of ['finance', 'usage'])
      for (const version of numbers)
        expect((await fileAt(other, slice, version)).body).toBe(
          `export const version = '${slice} ${version}';`,
        );
    // One folder each: what the slower try wrote is gone.
    const folders = [...bucket.objects.keys()]
      .filter((key) => /finance|usage/.test(key))
      .map((key) => key.split('/').at(-2));
    expect(new Set(folders).size).toBe(10);
  });

  it('serve nothing of a file changed in the bucket, until the version is published again', async () => {
    await world.finance.publish('1.0.0');
    const key = [...bucket.objects.keys()].find(
      (one) => one.endsWith('lifecycle-1.js') && one.includes('finance/'),
    )!;
    bucket.objects.set(key, Buffer.from('stolen()'));
    expect((await fileAt(other, 'finance', '1.0.0')).statusCode).toBe(404);
    expect((await world.finance.publish('1.0.0')).body).toMatchObject({ isNew: false, restored: 1 });
    expect((await fileAt(other, 'finance', '1.0.0')).body).toBe("export const version = 'finance 1.0.0';");
  });
});
