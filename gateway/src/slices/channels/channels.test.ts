import { sqlInstant } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { admits } from '../registry/compatibility';
import { browser, team, upload, World, writeBuild } from '../../../testing/slices';

jest.setTimeout(60_000);

it.each([
  ['^1.2.3', '1.9.0', true],
  ['^1.2.3', '1.2.2', false],
  ['^1.2.3', '2.0.0', false],
  ['^0.1.0', '0.1.7+a1b2', true],
  ['^0.1.0', '0.2.0', false],
  ['^0.0.3', '0.0.4', false],
  ['~1.2.3', '1.2.9', true],
  ['~1.2.3', '1.3.0', false],
  ['>=1.2.3', '4.0.0', true],
  ['>=1.2.3', '1.2.0', false],
  ['1.2.3', '1.2.3', true],
  ['1.2.3', '1.2.4', false],
  ['*', '7.0.0', true],
  ['^1.0.0 || ^2.0.0', '2.5.0', true],
  ['latest', '1.0.0', false],
])('of versions of the shell, %s and %s: %s', (range, version, isAdmitted) => {
  expect(admits(range, version)).toBe(isAdmitted);
});

describe.each(ENGINES)('channels on %s', (engine) => {
  const world = World.on(engine);

  beforeEach(async () => {
    await world.finance.publish('1.0.0');
    await world.finance.publish('1.1.0');
  });

  it('show nobody what is only published, and everybody what is promoted, at once', async () => {
    expect(await world.live()).not.toHaveProperty('finance');
    expect((await world.finance.promote('1.0.0')).body).toMatchObject({
      from: null,
      to: '1.0.0',
      isMoved: true,
    });
    expect(await world.live()).toMatchObject({ finance: '1.0.0' });
    await world.finance.promote('1.1.0');
    expect(await world.live()).toMatchObject({ finance: '1.1.0' });
    expect((await world.finance.promote('1.1.0')).body.isMoved).toBe(false);
  });

  it('cannot point at what was never published, nor be moved by another team', async () => {
    expect((await world.finance.promote('9.9.9')).status).toBe(404);
    expect(
      (await world.usage.ask('PUT', '/slices/finance/channels/stable', { version: '1.0.0' })).status,
    ).toBe(403);
    expect(
      (await world.finance.ask('PUT', '/slices/finance/channels/Stable!', { version: '1.0.0' })).status,
    ).toBe(400);
    expect(await world.live()).not.toHaveProperty('finance');
  });

  it('let one of twenty moves at once win, and tell the others, when all saw the same revision', async () => {
    await world.finance.promote('1.0.0');
    const { revision } = (await world.finance.list()).body.channels[0];
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        world.finance.ask('PUT', '/slices/finance/channels/canary', {
          version: '1.1.0',
          percentage: n + 1,
          revision: 0,
        }),
      ),
    );
    expect(revision).toBe(1);
    expect(said.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(said.filter(({ status }) => status === 409)).toHaveLength(19);
    const moves = (await world.finance.list()).body.moves as { channel: string }[];
    expect(moves.filter(({ channel }) => channel === 'canary')).toHaveLength(1);
  });

  it('give a canary of 50 % to 40–60 % of 400 signed-in visitors, and each the same one every time', async () => {
    await world.finance.promote('1.0.0');
    await world.finance.canary(50, '1.1.0');
    const visitors = Array.from({ length: 400 }, () => browser(world.api.app, { signedIn: true }));
    const look = async (url?: string) => {
      const seen = [];
      for (const visitor of visitors) seen.push(await visitor.versions(url));
      return seen;
    };
    const first = await look();
    const share = first.filter(({ finance: version }) => version === '1.1.0').length / 400;
    expect(share).toBeGreaterThanOrEqual(0.4);
    expect(share).toBeLessThanOrEqual(0.6);
    expect(await look('/finance')).toEqual(first);
    await world.finance.canary(80);
    const later = await look();
    const left = first.filter((one, n) => one.finance === '1.1.0' && later[n]!.finance !== '1.1.0');
    expect(left).toEqual([]);
  });

  it('remember nothing of a browser while everybody gets the same, nor before somebody signed in', async () => {
    await world.finance.promote('1.0.0');
    const visitor = browser(world.api.app, { signedIn: true });
    await visitor.get('/');
    expect([...visitor.jar.keys()]).toEqual(['ebok']);
    await world.finance.canary(99, '1.1.0');
    const newcomer = browser(world.api.app);
    expect((await newcomer.versions('/logowanie')).finance).toBe('1.0.0');
    expect([...newcomer.jar.keys()]).toEqual([]);
    await visitor.get('/');
    expect([...visitor.jar.keys()]).toEqual(['ebok', 'ebok-visitor']);
    // Signed out, the browser keeps its share.
    const before = await visitor.versions();
    visitor.jar.delete('ebok');
    expect(await visitor.versions('/logowanie')).toEqual(before);
  });

  it('end a canary at 0 %, and when its version becomes everybody’s', async () => {
    await world.finance.promote('1.0.0');
    await world.finance.canary(100, '1.1.0');
    expect(await world.live()).toMatchObject({ finance: '1.1.0' });
    await world.finance.canary(0);
    expect(await world.live()).toMatchObject({ finance: '1.0.0' });
    await world.finance.canary(10, '1.1.0');
    expect((await world.finance.promote()).body.to).toBe('1.1.0');
    expect((await world.finance.list()).body.channels).toEqual([
      { channel: 'canary', version: null, percentage: 0, revision: 4 },
      { channel: 'stable', version: '1.1.0', percentage: 100, revision: 2 },
    ]);
  });

  describe('promoted without a version', () => {
    beforeEach(() => world.finance.promote('1.0.0'));
    const publishLater = (version: string) => {
      world.now += 1000;
      return world.finance.publish(version);
    };

    it('take the canary’s once, however often asked, and not what was published meanwhile', async () => {
      await world.finance.canary(10, '1.1.0');
      await publishLater('1.2.0');
      expect((await world.finance.promote()).body).toMatchObject({ to: '1.1.0', isMoved: true });
      expect((await world.finance.promote()).body).toMatchObject({
        to: '1.1.0',
        isMoved: false,
        advice: expect.stringContaining('npm run promote -w mf-finance -- 1.2.0'),
      });
      expect(await world.live()).toMatchObject({ finance: '1.1.0' });
      expect((await world.finance.promote('1.2.0')).body).toMatchObject({ to: '1.2.0', isMoved: true });
    });

    it('take what was published last, the first time and each time after it, once', async () => {
      await world.usage.publish('1.0.0');
      for (const version of ['1.0.0', '1.1.0']) {
        await world.usage.publish(version);
        expect((await world.usage.promote()).body).toMatchObject({ to: version, isMoved: true });
        expect((await world.usage.promote()).body).toMatchObject({ to: version, isMoved: false });
        world.now += 1000;
      }
    });

    it('take what was published before a gateway started with another build of the slice', async () => {
      for (const text of ['1', '22']) {
        await world.usage.publish(`1.0.${text}`);
        world.now += 1000;
        writeBuild(world.root, 'usage', { files: { 'usage-1.js': text } });
        await world.api.services.slices.builtIn.refresh();
      }
      expect((await world.usage.promote()).body).toMatchObject({ to: '1.0.22', isMoved: true });
    });

    it('find what a team published behind a hundred builds of gateways', async () => {
      await publishLater('1.2.0');
      const [row] = await world.api.database.query("SELECT * FROM slice_versions WHERE version = '1.2.0'");
      world.now += 1000;
      const publishedAt = sqlInstant(new Date(world.now));
      const times = { publishedAt, lastUsedAt: publishedAt };
      await world.api.insert(
        'slice_versions',
        Array.from({ length: 101 }, (_, n) => ({ ...row, ...times, version: `0.1.0+${n}` })),
      );
      expect((await world.finance.promote()).body).toMatchObject({ to: '1.2.0', isMoved: true });
    });

    it('do not take what was rolled back, and what to do is said', async () => {
      await publishLater('1.2.0');
      await world.finance.promote();
      await world.finance.rollback();
      const { status, body } = await world.finance.promote();
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          to: '1.0.0',
          isMoved: false,
          advice:
            '1.2.0 was everybody’s before: to promote it, name it: npm run promote -w mf-finance -- 1.2.0',
        }),
      ]);
      expect(await world.live()).toMatchObject({ finance: '1.0.0' });
    });

    it('do not overwrite what somebody else decided while it was looked for', async () => {
      await publishLater('1.2.0');
      const { channels } = world.api.services.slices;
      const promote = channels.promote.bind(channels);
      jest.spyOn(channels, 'promote').mockImplementationOnce(async (move) => {
        await promote({ slice: 'finance', version: '1.1.0', kind: 'PROMOTE', by: 'somebody else' });
        return promote(move);
      });
      expect((await world.finance.promote()).status).toBe(409);
      expect(await world.live()).toMatchObject({ finance: '1.1.0' });
    });
  });

  it('are begun anew by one of two who saw that they were over', async () => {
    await world.finance.promote('1.0.0');
    await world.finance.canary(10, '1.1.0');
    await world.finance.canary(0);
    const { channels } = (await world.finance.list()).body as { channels: any[] };
    const { revision } = channels.find(({ channel }) => channel === 'canary');
    const start = (version: string, percentage: number) =>
      world.finance.ask('PUT', '/slices/finance/channels/canary', { version, percentage, revision });
    const said = await Promise.all([start('1.1.0', 10), start('1.0.0', 50)]);
    expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('have no end of stable: null is refused and promotes nothing', async () => {
    const said = await world.finance.ask('PUT', '/slices/finance/channels/stable', { version: null });
    expect([said.status, said.body.error]).toEqual([400, expect.stringContaining('name the version')]);
    expect(await world.live()).not.toHaveProperty('finance');
  });

  it('roll back once also when canaries moved a hundred times since', async () => {
    await world.finance.publish('1.2.0');
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await world.finance.promote(version);
    expect((await world.finance.rollback()).body.to).toBe('1.1.0');
    world.now += 1000;
    await world.api.insert(
      'slice_moves',
      Array.from({ length: 101 }, (_, n) => ({
        slice: 'finance',
        channel: 'canary',
        revision: n + 1,
        kind: 'CANARY',
        toVersion: '1.2.0',
        percentage: 10,
        movedAt: sqlInstant(new Date(world.now)),
        movedBy: 'finance-team',
      })),
    );
    expect((await world.finance.rollback()).body).toMatchObject({ to: '1.1.0', isMoved: false });
  });

  it('roll back to the version before, once however often asked, and further by name', async () => {
    expect((await world.finance.rollback()).status).toBe(404);
    await world.finance.publish('1.2.0');
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await world.finance.promote(version);
    expect((await world.finance.rollback()).body).toMatchObject({
      from: '1.2.0',
      to: '1.1.0',
      isMoved: true,
    });
    expect((await world.finance.rollback()).body).toMatchObject({ to: '1.1.0', isMoved: false });
    expect(await world.live()).toMatchObject({ finance: '1.1.0' });
    expect((await world.finance.rollback({ version: '1.0.0' })).body.to).toBe('1.0.0');
    await world.finance.promote('1.2.0');
    expect((await world.finance.rollback()).body.to).toBe('1.0.0');
    const { moves } = (await world.finance.list()).body;
    expect(moves.map(({ kind }: { kind: string }) => kind)).toEqual([
      'ROLLBACK',
      'PROMOTE',
      'ROLLBACK',
      'ROLLBACK',
      'PROMOTE',
      'PROMOTE',
      'PROMOTE',
    ]);
    expect(moves[0]).toMatchObject({ movedBy: 'finance-team', fromVersion: '1.2.0', toVersion: '1.0.0' });
  });

  it('show a preview to whoever opens its link, until they leave it', async () => {
    await world.finance.promote('1.0.0');
    await world.finance.preview('jasny', '1.1.0');
    const visitor = browser(world.api.app);
    expect((await visitor.get('/podglad/nie-ma')).statusCode).toBe(404);
    expect((await visitor.get('/podglad/canary')).statusCode).toBe(404);
    const opened = await visitor.get('/podglad/jasny');
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/']);
    expect(await visitor.versions()).toMatchObject({ finance: '1.1.0' });
    expect((await visitor.get('/')).body).toContain('"preview":"jasny"');
    expect(await world.live()).toMatchObject({ finance: '1.0.0' });
    await visitor.get('/podglad');
    expect(await visitor.versions()).toMatchObject({ finance: '1.0.0' });
    await visitor.get('/podglad/jasny');
    await world.finance.preview('jasny', null);
    expect(await visitor.versions()).toMatchObject({ finance: '1.0.0' });
  });

  it('refuse a slice whose addresses are another’s', async () => {
    await world.finance.promote('1.0.0');
    for (const routes of [['/finance'], ['/finance/platnosci'], ['/logowanie']]) {
      const { status, body } = await world.usage.publish('1.0.0', { routes });
      expect([status, body.error]).toEqual([409, expect.stringMatching(/belongs to (finance|shell)/)]);
    }
    expect((await world.usage.publish('1.0.0', { routes: ['/finances'] })).status).toBe(201);
  });

  it.each([
    '/graphql',
    '/files/moje',
    '/playground',
    '/podglad',
    '/slices',
    '/assets',
    '/payments',
    '/readyz',
    '/reports',
  ])('refuse a slice at %s, where the gateway itself answers', async (route) => {
    const { status, body } = await world.usage.publish('1.0.0', { routes: ['/usage', route] });
    expect([status, body.error]).toEqual([
      409,
      expect.stringContaining(`${route} is an address of the gateway`),
    ]);
  });

  it('refuse a shell whose pages stand at a slice’s address, when it is published and when it is moved', async () => {
    const shell = await team(world.api, 'shell');
    const publish = (version: string, routes: string[]) => {
      const files = { [`shell-${version}.js`]: '' };
      const { slice: _none, ...parts } = upload('shell', version, { files, manifest: { routes } });
      return shell.ask('POST', '/slices/shell/versions', parts);
    };
    const taken = ['/', '/logowanie', '/finance'];
    expect((await publish('2.0.0', taken)).status).toBe(201);
    await world.finance.publish('1.2.0', { shell: '*' });
    await world.finance.promote('1.2.0');
    expect(await shell.promote('2.0.0')).toEqual({
      status: 409,
      body: { error: '/finance belongs to finance already: choose other routes in shell.json.' },
    });
    expect((await publish('2.0.1', taken)).status).toBe(409);
    expect((await publish('2.0.1', taken.slice(0, 2))).status).toBe(201);
    expect((await shell.promote('2.0.1')).status).toBe(200);
  });

  it('refuse a slice made for another shell than is here', async () => {
    const of = (range: string, version: string) => {
      const parts = upload('usage', version);
      parts.slice.shell = range;
      return world.usage.ask('POST', '/slices/usage/versions', parts);
    };
    expect(await of('^9.0.0', '1.0.0')).toEqual({
      status: 400,
      body: { error: expect.stringMatching(/for shell \^9\.0\.0, and here is 0\.1\.0\+/) },
    });
    expect((await of('^0.1.0 || ^9.0.0', '1.0.0')).status).toBe(201);
    expect((await of('>=0.2.0', '1.0.1')).status).toBe(400);
  });
});
