import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ENGINES } from '../../../testing/database';
import { startApi } from '../../../testing/api';
import { SliceExpiry } from './expiry';
import { browser, World, writeBuild } from '../../../testing/slices';

jest.setTimeout(60_000);
const DAY = 86_400_000;

describe.each(ENGINES)('the registry of slices on %s', (engine) => {
  const world = World.on(engine);

  describe('a page', () => {
    it('sets a cookie with 128 random bits once, for this host and scripts not, while a canary needs one', async () => {
      await world.finance.publish('1.0.0');
      await world.finance.canary(10, '1.0.0');
      const visitor = browser(world.api.app, { signedIn: true });
      const first = await visitor.get('/');
      expect(first.headers['set-cookie']).toMatch(
        /^ebok-visitor=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      expect((await visitor.get('/')).headers['set-cookie']).toBeUndefined();
      visitor.jar.set('ebok-visitor', 'mine');
      expect((await visitor.get('/')).headers['set-cookie']).toBeDefined();
    });

    it('leaves to the browser what the gateway answers itself: the shell has all first segments of its routes', async () => {
      const file = path.join(__dirname, '../../../../mf-shell/src/layout/gateway-addresses.json');
      const shells = JSON.parse(readFileSync(file, 'utf8')) as string[];
      expect(shells).toEqual([...world.api.app.ownAddresses].sort());
    });

    it('names what the address asked for, for the browser to fetch ahead, and only to who is signed in', async () => {
      const files = {
        'lifecycle-1.js': 'import("./App-1.js")',
        'App-1.js': 'import "./part-1.js"',
        'part-1.js': '',
      };
      const manifest = {
        start: { page: ['lifecycle-1.js', 'App-1.js'] },
        links: { 'App-1.js': ['part-1.js'] },
      };
      await world.finance.publish('1.0.0', { files, manifest });
      await world.finance.promote('1.0.0');
      const visitor = browser(world.api.app);
      const ahead = async (url: string) =>
        [...(await visitor.get(url)).body.matchAll(/modulepreload" href="[^"]*\/([\w-]+)\.js"/g)].map(
          ([, f]) => f,
        );
      expect(await ahead('/finance/FV-1')).toEqual([]);
      visitor.jar.set('ebok', 'x');
      expect(await ahead('/finance/FV-1')).toEqual(['lifecycle-1', 'App-1', 'part-1']);
      expect(await ahead('/logowanie')).toEqual([]);
    });

    it('is another one, by its ETag, as soon as a pointer moved, and the same one until then', async () => {
      await world.finance.publish('1.0.0');
      await world.finance.publish('1.1.0');
      await world.finance.promote('1.0.0');
      const visitor = browser(world.api.app);
      const { etag, vary } = (await visitor.get('/')).headers;
      expect([(await visitor.get('/')).headers.etag, vary]).toEqual([etag, 'accept-encoding, cookie']);
      await world.finance.promote('1.1.0');
      expect((await visitor.get('/')).headers.etag).not.toBe(etag);
    });
  });

  describe('files', () => {
    const stored = () => path.join(world.api.config.filesDir, 'slices');
    const fileOf = (slice: string) => {
      const folder = readdirSync(path.join(stored(), slice))[0]!;
      return {
        file: path.join(stored(), slice, folder, 'lifecycle-1.js'),
        url: `/assets/${slice}/${folder}/lifecycle-1.js`,
      };
    };

    it.each(['', '.br', '.gz'])(
      'are not served once a byte of lifecycle-1.js%s changed on disk, and it is said',
      async (form) => {
        await world.finance.publish('1.0.0');
        const { file, url } = fileOf('finance');
        expect((await world.api.app.inject(url)).statusCode).toBe(200);
        const bytes = readFileSync(file + form);
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(file + form, bytes);
        expect((await world.api.app.inject(url)).statusCode).toBe(404);
        expect(world.api.services.slices.files.tampered).toBe(1);
        expect(world.api.logged.join()).toContain(
          'integrity error: a file differs from what was published and is not served',
        );
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(file + form, bytes);
        expect((await world.api.app.inject(url)).statusCode).toBe(200);
      },
    );

    it.each([
      ['all of them', (folder: string) => rmSync(folder, { recursive: true })],
      ['one in one of its forms', (_: string, file: string) => rmSync(`${file}.br`)],
      ['a byte of one', (_: string, file: string) => writeFileSync(file, 'x')],
      ['a byte of a form', (_: string, file: string) => writeFileSync(`${file}.gz`, 'x')],
    ])(
      'are written anew by publishing the same version again where the store lost %s',
      async (_what, lose) => {
        await world.finance.publish('1.0.0');
        const { file, url } = fileOf('finance');
        lose(path.join(stored(), 'finance'), file);
        expect((await world.finance.publish('1.0.0')).body).toMatchObject({ isNew: false, restored: 1 });
        expect(fileOf('finance').file).toBe(file);
        for (const form of ['br', 'gzip', 'identity']) {
          const answer = await world.api.app.inject({ url, headers: { 'accept-encoding': form } });
          expect([answer.statusCode, answer.headers['content-encoding'] ?? 'identity']).toEqual([200, form]);
        }
        expect((await world.finance.publish('1.0.0')).body).toMatchObject({ isNew: false, restored: 0 });
      },
    );

    it('are there when the version is published again while housekeeping takes the old ones away', async () => {
      await world.finance.publish('1.0.0');
      world.now += 31 * DAY;
      const { files } = world.api.services.slices;
      const remove = files.remove.bind(files);
      jest.spyOn(files, 'remove').mockImplementationOnce(async (version) => {
        expect((await world.finance.publish('1.0.0')).body.isNew).toBe(true);
        return remove(version);
      });
      await new SliceExpiry(world.api.services).tidy();
      expect((await world.finance.promote('1.0.0')).status).toBe(200);
      expect((await world.api.app.inject(fileOf('finance').url)).statusCode).toBe(200);
    });

    it('outlive housekeeping that comes while a gateway starts with them', async () => {
      await world.finance.publish('1.0.0');
      world.now += 31 * DAY;
      expect((await world.finance.publish('1.0.0')).body.isNew).toBe(false);
      await new SliceExpiry(world.api.services).tidy();
      expect((await world.api.app.inject(fileOf('finance').url)).statusCode).toBe(200);
    });

    it('of a version that was refused after they were written are taken away again', async () => {
      const said = await Promise.all(
        ['one', 'two'].map((text) => world.finance.publish('1.0.0', { files: { 'lifecycle-1.js': text } })),
      );
      expect(said.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(readdirSync(path.join(stored(), 'finance'))).toHaveLength(1);
      expect((await world.api.app.inject(fileOf('finance').url)).statusCode).toBe(200);
    });

    it('of what a gateway was built with are written by a gateway that starts without them', async () => {
      const live = await world.live();
      rmSync(stored(), { recursive: true });
      const another = await startApi(engine, {
        root: world.root,
        on: world.test,
        env: { FILES_DIR: world.api.config.filesDir },
      });
      expect((await another.app.inject('/assets/shell/shell-1.js')).statusCode).toBe(200);
      expect(another.logged.join()).toContain('integrity: files missing from the store were restored');
      expect(await world.live()).toEqual(live);
      await another.close();
    });

    it('stay 30 days after their last use, and for good while a channel points at them or a rollback would', async () => {
      for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
        await world.finance.publish(version);
        await world.finance.promote(version);
      }
      await world.usage.publish('1.0.0');
      const expiry = new SliceExpiry(world.api.services);
      world.now += 29 * DAY;
      await expiry.tidy();
      // Somebody's tab is still open on the first one, since before.
      const old = (await world.api.services.slices.catalogue.get('finance', '1.0.0'))!;
      await world.api.app.inject(`/assets/finance/${old.folder}/lifecycle-1.js`);
      await world.api.services.slices.uses.flush();
      world.now += 2 * DAY;
      await expiry.tidy();
      const left = async () =>
        (
          await world.api.database.query(
            'SELECT slice, version FROM slice_versions WHERE removedAt IS NULL AND slice <> ? ORDER BY slice, version',
            ['shell'],
          )
        ).map(({ slice, version }) => `${String(slice)} ${String(version)}`);
      expect(await left()).toEqual(['finance 1.0.0', 'finance 1.1.0', 'finance 1.2.0']);
      expect(readdirSync(path.join(stored(), 'usage'))).toEqual([]);
      world.now += 31 * DAY;
      await expiry.tidy();
      expect(await left()).toEqual(['finance 1.1.0', 'finance 1.2.0']);
      expect((await world.finance.rollback({ version: '1.0.0' })).status).toBe(404);
      expect((await world.finance.rollback()).body).toMatchObject({ to: '1.1.0', isMoved: true });
      const other = await world.finance.publish('1.0.0', { files: { 'lifecycle-2.js': '' } });
      expect(other.status).toBe(409);
      expect((await world.finance.publish('1.0.0')).status).toBe(201);
      expect((await world.finance.promote('1.0.0')).status).toBe(200);
    });
  });

  describe('what a gateway was built with', () => {
    const rebuild = async (text: string) => {
      writeBuild(world.root, 'finance', { files: { 'finance-1.js': text } });
      await world.api.services.slices.builtIn.refresh();
    };

    it('is shown until a team moves its slice, and again when the team hands it back', async () => {
      await rebuild('1');
      const built = (await world.live()).finance!;
      expect(built).toMatch(/^0\.1\.0\+[0-9a-f]{12}$/);
      await world.finance.publish('1.0.0');
      await world.finance.promote('1.0.0');
      await rebuild('22');
      expect(await world.live()).toMatchObject({ finance: '1.0.0' });
      await world.finance.promote('built-in');
      const next = (await world.live()).finance!;
      expect([next.startsWith('0.1.0+'), next === built]).toEqual([true, false]);
      await rebuild('333');
      expect((await world.live()).finance).not.toBe(next);
    });

    it('can be handed back when it expired because nobody used it', async () => {
      await rebuild('1');
      const built = (await world.live()).finance!;
      for (const version of ['1.0.0', '1.1.0']) {
        await world.finance.publish(version);
        await world.finance.promote(version);
      }
      world.now += 31 * DAY;
      await new SliceExpiry(world.api.services).tidy();
      expect(await world.api.services.slices.catalogue.get('finance', built, { anew: true })).toBeUndefined();
      expect((await world.finance.promote('built-in')).body).toMatchObject({ to: built, isMoved: true });
      expect(await world.live()).toMatchObject({ finance: built });
      const { folder } = (await world.api.services.slices.catalogue.get('finance', built))!;
      expect((await world.api.app.inject(`/assets/finance/${folder}/finance-1.js`)).body).toBe('1');
    });

    it('leaves the page when its folder is gone, unless its team moved it', async () => {
      await rebuild('1');
      writeBuild(world.root, 'usage');
      await world.api.services.slices.builtIn.refresh();
      await world.usage.publish('1.0.0');
      await world.usage.promote('1.0.0');
      await rm(path.join(world.root, 'mf-finance'), { recursive: true });
      await rm(path.join(world.root, 'mf-usage'), { recursive: true });
      await world.api.services.slices.builtIn.refresh();
      expect(Object.keys(await world.live()).sort()).toEqual(['shell', 'usage']);
    });

    it('may be another shell, whose predecessor’s files stay for open tabs', async () => {
      const before = await world.live();
      writeBuild(world.root, 'shell', { files: { 'shell-2.js': 'anew' } });
      await world.api.services.slices.builtIn.refresh();
      expect((await world.live()).shell).not.toBe(before.shell);
      expect((await world.api.app.inject('/assets/shell/shell-1.js')).statusCode).toBe(200);
      expect((await world.api.app.inject('/assets/shell/shell-2.js')).body).toBe('anew');
      writeBuild(world.root, 'shell', { files: { 'shell-2.js': 'other contents under one name' } });
      await world.api.services.slices.builtIn.refresh();
      expect((await world.api.app.inject('/assets/shell/shell-2.js')).body).toBe('anew');
      expect(world.api.logged.join()).toContain('give it another name');
    });
  });
});
