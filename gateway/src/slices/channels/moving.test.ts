// What a move may break, and how every move can be undone: the shell under its slices, a slice's first version, its end.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PersistedOperationsService } from '../../operations/persisted-operations.service';
import { ENGINES } from '../../../testing/database';
import { startApi } from '../../../testing/api';
import { SliceExpiry } from '../registry/expiry';
import { browser, team, World, writeBuild } from '../../../testing/slices';

jest.setTimeout(60_000);
const DAY = 86_400_000;

describe.each(ENGINES)('moves on %s', (engine) => {
  const world = World.on(engine);
  const refresh = () => world.api.services.slices.builtIn.refresh();

  describe('of the shell', () => {
    let shell: Awaited<ReturnType<typeof team>>;
    const publishShell = (version: string, manifest: object = {}) =>
      shell.publish(version, {
        files: { [`shell-${version}.js`]: '' },
        manifest: { routes: ['/', '/logowanie'], ...manifest },
      });
    beforeEach(async () => {
      shell = await team(world.api, 'shell');
      for (const one of [world.finance, world.usage]) {
        await one.publish('1.0.0');
        await one.promote('1.0.0');
      }
      expect((await publishShell('0.2.0')).status).toBe(201);
    });

    it('are refused to one that live slices do not accept, which are named; those slices can still be moved', async () => {
      const before = await world.live();
      for (const move of [() => shell.promote('0.2.0'), () => shell.canary(10, '0.2.0')]) {
        const { status, body } = await move();
        expect([status, body.error]).toEqual([
          409,
          expect.stringMatching(/finance 1\.0\.0 is for shell \^0\.1\.0.*\n.*usage 1\.0\.0 is for shell/),
        ]);
      }
      expect(await world.live()).toEqual(before);
      await world.finance.publish('1.1.0', { shell: '^0.1.0 || ^0.2.0' });
      await world.usage.publish('1.1.0', { shell: '>=0.1.0' });
      expect((await world.finance.promote('1.1.0')).status).toBe(200);
      const { body } = await shell.promote('0.2.0');
      expect(body.error).toContain('usage 1.0.0');
      expect(body.error).not.toContain('finance');
      expect((await world.usage.promote('1.1.0')).status).toBe(200);
      expect((await shell.promote('0.2.0')).status).toBe(200);
      expect(await world.live()).toEqual({ shell: '0.2.0', finance: '1.1.0', usage: '1.1.0' });
    });

    it('are refused for a slice that only a canary’s visitors get, too, and not for a preview, which is there to try it', async () => {
      for (const [one, version] of [
        [world.finance, '1.1.0'],
        [world.usage, '1.1.0'],
      ] as const) {
        await one.publish(version, { shell: '^0.1.0 || ^0.2.0' });
        await one.promote(version);
      }
      await world.finance.canary(10, '1.0.0');
      expect((await shell.promote('0.2.0')).body.error).toContain('finance 1.0.0');
      expect((await shell.preview('nowa', '0.2.0')).status).toBe(200);
      await world.finance.canary(0);
      expect((await shell.canary(10, '0.2.0')).status).toBe(200);
      expect((await world.finance.promote('1.0.0')).body).toEqual({
        error: expect.stringContaining('0.2.0'),
      });
      expect((await world.finance.canary(5, '1.0.0')).status).toBe(409);
    });

    it('and of a slice at the same moment never both succeed where they do not fit each other', async () => {
      for (const one of [world.finance, world.usage]) {
        await one.publish('1.1.0', { shell: '>=0.1.0' });
        await one.promote('1.1.0');
      }
      const said = await Promise.all([shell.promote('0.2.0'), world.finance.promote('1.0.0')]);
      expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('with another major of a library than a slice was built with are refused, and such slices too', async () => {
      await world.finance.publish('1.1.0', { manifest: { libraries: { react: '19.3.1', vue: '3.5.45' } } });
      expect((await publishShell('0.1.1', { libraries: { react: '19.0.0' } })).status).toBe(201);
      expect((await publishShell('0.1.2', { libraries: { react: '20.0.0' } })).status).toBe(201);
      await world.finance.promote('1.1.0');
      expect((await shell.promote('0.1.1')).status).toBe(200);
      expect(await shell.promote('0.1.2')).toEqual({
        status: 409,
        body: { error: expect.stringContaining('finance 1.1.0 was built with react 19.3.1') },
      });
      const next = await world.finance.publish('1.2.0', { manifest: { libraries: { react: '18.2.0' } } });
      expect([next.status, next.body.error]).toEqual([
        400,
        expect.stringContaining('1.2.0 was built with react 18.2.0, and shell 0.1.1 has react 19.0.0'),
      ]);
    });

    it('back are never refused for what was right when it was live, and what no longer fits is said', async () => {
      for (const one of [world.finance, world.usage]) {
        await one.publish('1.1.0', { shell: '>=0.1.0' });
        await one.promote('1.1.0');
      }
      expect((await shell.promote('0.2.0')).status).toBe(200);
      const back = await world.finance.rollback();
      expect([back.status, back.body]).toEqual([
        200,
        expect.objectContaining({
          to: '1.0.0',
          isMoved: true,
          advice: expect.stringContaining('finance 1.0.0 is for shell ^0.1.0'),
        }),
      ]);
      expect(await world.live()).toMatchObject({ finance: '1.0.0', shell: '0.2.0' });
      await world.usage.publish('2.0.0', { shell: '^0.2.0' });
      expect((await world.usage.promote('2.0.0')).status).toBe(200);
      const shellBack = await shell.rollback();
      expect([shellBack.status, shellBack.body.advice]).toEqual([
        200,
        expect.stringContaining('usage 2.0.0 is for shell ^0.2.0'),
      ]);
      expect(shellBack.body.advice).not.toContain('finance');
      // An incompatible slice neither blocks moves of other slices nor its own repair.
      await world.finance.publish('1.2.0');
      expect((await world.finance.promote('1.2.0')).status).toBe(200);
      expect((await world.usage.rollback()).body).toMatchObject({ to: '1.1.0', isMoved: true });
    });

    it('by a name that never was everybody’s are looked at like any other move', async () => {
      await world.finance.publish('2.0.0', { shell: '^0.1.0' });
      await world.finance.publish('1.1.0', { shell: '>=0.1.0' });
      await world.usage.publish('1.1.0', { shell: '>=0.1.0' });
      await world.finance.promote('1.1.0');
      await world.usage.promote('1.1.0');
      await shell.promote('0.2.0');
      expect((await world.finance.rollback({ version: '2.0.0' })).status).toBe(409);
      expect((await world.finance.rollback({ version: '1.0.0' })).status).toBe(200);
    });

    it('never come to nothing: there is no page without one', async () => {
      expect((await shell.remove()).status).toBe(400);
      expect((await shell.rollback()).status).toBe(404);
    });
  });

  it('to a shell that a gateway was built with wait where teams’ slices do not accept it, with the slices that need it', async () => {
    await world.finance.publish('1.0.0');
    await world.finance.promote('1.0.0');
    const before = await world.live();
    const build = () => {
      writeBuild(world.root, 'shell', {
        files: { 'shell-2.js': 'two' },
        manifest: { version: '0.2.0' },
      });
      writeBuild(world.root, 'usage', { shell: '^0.2.0' });
    };
    build();
    await refresh();
    expect(await world.live()).toEqual(before);
    expect(world.api.logged.join()).toContain('finance 1.0.0 is for shell ^0.1.0');
    await world.finance.publish('1.1.0', { shell: '^0.1.0 || ^0.2.0' });
    await world.finance.promote('1.1.0');
    const next = await startApi(engine, { root: world.root, on: world.test, now: () => new Date(world.now) });
    expect(await browser(next.app).versions()).toEqual({
      shell: expect.stringMatching(/^0\.2\.0\+/),
      usage: expect.stringMatching(/^0\.1\.0\+/),
      finance: '1.1.0',
    });
    await next.close();
  });

  describe('of a slice', () => {
    it('back from its first version leave nobody any, however often asked, and forward again', async () => {
      await world.finance.publish('1.0.0');
      await world.finance.promote('1.0.0');
      const visitor = browser(world.api.app);
      expect((await visitor.get('/finance')).statusCode).toBe(200);
      expect((await world.finance.rollback()).body).toMatchObject({ from: '1.0.0', to: null, isMoved: true });
      expect((await world.finance.rollback()).body).toMatchObject({ to: null, isMoved: false });
      expect(await world.live()).not.toHaveProperty('finance');
      expect((await visitor.get('/finance')).statusCode).toBe(404);
      expect((await world.finance.promote('1.0.0')).body).toMatchObject({ to: '1.0.0', isMoved: true });
      await world.finance.publish('1.1.0');
      await world.finance.promote('1.1.0');
      expect((await world.finance.rollback()).body.to).toBe('1.0.0');
      await world.finance.promote('1.1.0');
      expect((await world.finance.rollback()).body.to).toBe('1.0.0');
    });

    it('out take every channel at once, free its addresses, and are undone by a rollback', async () => {
      await world.finance.publish('1.0.0');
      await world.finance.publish('1.1.0');
      await world.finance.promote('1.0.0');
      await world.finance.canary(100, '1.1.0');
      await world.finance.preview('nowe', '1.1.0');
      const removed = await world.finance.remove();
      expect([removed.status, removed.body]).toEqual([
        200,
        expect.objectContaining({ from: '1.0.0', to: null, isMoved: true }),
      ]);
      expect((await world.finance.remove()).body.isMoved).toBe(false);
      expect(await world.live()).not.toHaveProperty('finance');
      const visitor = browser(world.api.app);
      expect((await visitor.get('/finance')).statusCode).toBe(404);
      expect((await visitor.get('/podglad/nowe')).statusCode).toBe(404);
      const { channels, moves } = (await world.finance.list()).body;
      expect(channels.map(({ version }: { version: string | null }) => version)).toEqual([null, null, null]);
      expect(moves.slice(0, 3).map(({ kind }: { kind: string }) => kind)).toEqual([
        'REMOVE',
        'REMOVE',
        'REMOVE',
      ]);
      expect((await world.usage.publish('1.0.0', { routes: ['/finance'] })).status).toBe(201);
      expect((await world.finance.rollback()).body).toMatchObject({ to: '1.0.0', isMoved: true });
    });

    it('out let one of two win who saw the same, and nothing of another team’s', async () => {
      await world.finance.publish('1.0.0');
      await world.finance.publish('1.1.0');
      await world.finance.promote('1.0.0');
      expect((await world.usage.ask('POST', '/slices/finance/remove', {})).status).toBe(403);
      const said = await Promise.all([
        world.finance.remove({ revision: 1 }),
        world.finance.promote('1.1.0', { revision: 1 }),
      ]);
      expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('out leave open tabs their files and operations for 30 days after their last use', async () => {
      const operations = ['query Mine { service { name } }'];
      await world.finance.publish('1.0.0', { operations });
      await world.finance.promote('1.0.0');
      const { slices } = world.api.services;
      const known = new PersistedOperationsService(world.api.database);
      const { folder } = (await slices.catalogue.get('finance', '1.0.0'))!;
      const file = `/assets/finance/${folder}/lifecycle-1.js`;
      const [hash] = Object.keys(await slices.registry.operationsOf('finance', '1.0.0'));
      await world.finance.remove();
      world.now += 29 * DAY;
      await new SliceExpiry(world.api.services).tidy();
      expect((await world.api.app.inject(file)).statusCode).toBe(200);
      expect(await known.text(hash!.slice('sha256:'.length))).toBe(operations[0]);
      await slices.uses.flush();
      world.now += 31 * DAY;
      await new SliceExpiry(world.api.services).tidy();
      expect(await slices.catalogue.get('finance', '1.0.0', { anew: true })).toBeUndefined();
    });

    it('out hold for one that gateways are built with, until its team gives it back', async () => {
      writeBuild(world.root, 'finance');
      await refresh();
      expect(await world.live()).toHaveProperty('finance');
      expect((await world.finance.remove()).body).toMatchObject({ isMoved: true });
      writeBuild(world.root, 'finance', { files: { 'finance-1.js': 'anew' } });
      await refresh();
      expect(await world.live()).not.toHaveProperty('finance');
      expect((await world.finance.promote('built-in')).body).toMatchObject({ isMoved: true });
      expect(await world.live()).toHaveProperty('finance');
      await rm(path.join(world.root, 'mf-finance'), { recursive: true });
      await refresh();
      expect(await world.live()).not.toHaveProperty('finance');
    });

    it('that is not there are refused in a sentence', async () => {
      expect(await world.finance.remove()).toEqual({
        status: 404,
        body: { error: expect.stringContaining('finance') },
      });
      expect((await world.finance.rollback()).status).toBe(404);
    });
  });
});
