import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { Hasher } from '../../auth/password/hashing';
import { ENGINES } from '../../../testing/database';
import { askAs, upload, World } from '../../../testing/slices';

jest.setTimeout(60_000);
/** How many two teams publish at once; all of them in the long tests. */
const VERSIONS = process.env.EBOK_LONG ? 50 : 10;

describe.each(ENGINES)('a version on %s', (engine) => {
  const world = World.on(engine);

  it('is refused without a token, with a wrong or revoked one, and with another team’s', async () => {
    const url = '/slices/finance/versions';
    const version = upload('finance', '1.0.0');
    expect((await askAs(world.api.app, undefined, 'POST', url, version)).status).toBe(401);
    expect((await askAs(world.api.app, 'x'.repeat(43), 'POST', url, version)).status).toBe(401);
    const foreign = await askAs(world.api.app, world.usage.token, 'POST', url, version);
    expect([foreign.status, foreign.body.error]).toEqual([
      403,
      'The token of usage-team is not for finance: every team moves its own slice.',
    ]);
    await world.api.services.slices.tokens.revoke('finance-team');
    expect((await world.finance.publish('1.0.0')).status).toBe(401);
    expect(
      await world.api.database.query('SELECT * FROM slice_versions WHERE slice = ?', ['finance']),
    ).toEqual([]);
  });

  it('does not let a team publish under another slice’s name by its own address', async () => {
    const { status, body } = await world.finance.ask(
      'POST',
      '/slices/finance/versions',
      upload('usage', '1.0.0'),
    );
    expect([status, body.error]).toEqual([400, expect.stringContaining('a version of usage')]);
  });

  it('takes a version once: again it is "already there", with other contents it is refused', async () => {
    expect((await world.finance.publish('1.0.0')).body).toMatchObject({ version: '1.0.0', isNew: true });
    const again = await world.finance.publish('1.0.0');
    expect([again.status, again.body.isNew]).toEqual([200, false]);
    const other = await world.finance.publish('1.0.0', { files: { 'lifecycle-2.js': 'export {}' } });
    expect([other.status, other.body.error]).toEqual([409, expect.stringContaining('raise the version')]);
    const menu = upload('finance', '1.0.0');
    menu.slice.routes = ['/finance', '/platnosci'];
    expect((await world.finance.ask('POST', '/slices/finance/versions', menu)).status).toBe(409);
  });

  it.each([
    ['a file other than its manifest says', (u: Upload) => (u.files['lifecycle-1.js'] = btoa('other'))],
    ['a file missing', (u: Upload) => delete u.files['lifecycle-1.js']],
    ['an entry that is no file of it', (u: Upload) => (u.manifest.entry = 'nie-ma.js')],
    ['a file name that leaves its folder', (u: Upload) => (u.manifest.files['../x.js'] = {})],
    ['a version with a plus, which is kept for gateways', (u: Upload) => (u.manifest.version = '1.0.0+mine')],
    ['no version at all', (u: Upload) => (u.manifest.version = 'latest')],
    ['pages of its own beside those of slice.json', (u: Upload) => (u.manifest.routes = ['/logowanie'])],
    ['the home page as its route', (u: Upload) => (u.slice.routes = ['/'])],
    ['a misspelt key in slice.json', (u: Upload) => Object.assign(u.slice, { parcel: [] })],
    ['an operation under a wrong hash', (u: Upload) => (u.operations[`sha256:${'0'.repeat(64)}`] = '{a}')],
    ['operations the schema does not know', (u: Upload) => Object.assign(u, withOperation('{ nothing }'))],
    ['operations too deep', (u: Upload) => Object.assign(u, withOperation(DEEP))],
  ])('refuses %s', async (_what, spoil) => {
    const version = upload('finance', '1.0.0') as Upload;
    spoil(version);
    const { status, body } = await world.finance.ask('POST', '/slices/finance/versions', version);
    expect([status, typeof body.error]).toEqual([400, 'string']);
    expect(await world.api.database.query("SELECT * FROM slice_versions WHERE slice = 'finance'")).toEqual(
      [],
    );
  });

  it('loses and mixes nothing when two teams publish many versions each at once, every one twice', async () => {
    const numbers = Array.from({ length: VERSIONS }, (_, n) => `1.0.${n}`);
    const said = await Promise.all(
      numbers.flatMap((n) => [
        world.finance.publish(n),
        world.usage.publish(n),
        world.finance.publish(n),
        world.usage.publish(n),
      ]),
    );
    expect(said.filter(({ status }) => status === 201)).toHaveLength(2 * VERSIONS);
    expect(said.filter(({ status }) => status === 200)).toHaveLength(2 * VERSIONS);
    for (const slice of ['finance', 'usage'] as const) {
      const list = (await world[slice].list()).body;
      expect(list.versions.map(({ version }: { version: string }) => version).sort()).toEqual(numbers.sort());
      for (const version of numbers) {
        const found = await world.api.services.slices.catalogue.get(slice, version);
        const { body } = await world.api.app.inject(`/assets/${slice}/${found!.folder}/lifecycle-1.js`);
        expect(body).toBe(`export const version = '${slice} ${version}';`);
      }
    }
  });

  it('takes one of two different contents sent for one version at the same moment, and that one whole', async () => {
    const said = await Promise.all(
      ['one', 'two'].map((text) => world.finance.publish('1.0.0', { files: { 'lifecycle-1.js': text } })),
    );
    expect(said.map(({ status }) => status).sort()).toEqual([201, 409]);
    const kept = said[0]!.status === 201 ? 'one' : 'two';
    const { folder } = (await world.api.services.slices.catalogue.get('finance', '1.0.0'))!;
    expect((await world.api.app.inject(`/assets/finance/${folder}/lifecycle-1.js`)).body).toBe(kept);
  });

  it('holds nobody up who signs in while megabytes of it are compressed', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 24 }, (_, n) => [`part-${n}.js`, randomBytes(100_000).toString('base64')]),
    );
    let isPublished = false;
    const publishing = world.finance.publish('1.0.0', { files }).finally(() => (isPublished = true));
    while (filesIn(world.api.config.filesDir).length === 0) await pause(1);
    const hasher = new Hasher();
    // One after another: behind the compression in one queue they would come after it.
    for (let person = 0; person < 30; person++) await hasher.verify(null, 'Zielony-kajak-7');
    expect(isPublished).toBe(false);
    expect((await publishing).status).toBe(201);
    const [, file] = Object.entries(files)[7]!;
    const { folder } = (await world.api.services.slices.catalogue.get('finance', '1.0.0'))!;
    const sent = await world.api.app.inject({
      url: `/assets/finance/${folder}/part-7.js`,
      headers: { 'accept-encoding': 'br' },
    });
    expect(brotliDecompressSync(sent.rawPayload).toString()).toBe(file);
  });
});

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
}

type Upload = ReturnType<typeof upload> & {
  manifest: Record<string, unknown> & { files: Record<string, object> };
  operations: Record<string, string>;
};

function withOperation(text: string) {
  const { operations } = upload('finance', '1.0.0', { operations: [text] });
  return { operations };
}

const DEEP = `query Deep { customer ${'{ invoices { edges { node { correctsAll '.repeat(4)}{ id }${' } } } }'.repeat(4)} }`;
