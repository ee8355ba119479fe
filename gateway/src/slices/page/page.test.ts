import Fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import pino from 'pino';
import { freshDatabase, type TestDatabase } from '../../../testing/database';
import { registerPages } from './page.routes';
import { createSliceServices } from '../slice.services';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'sec-fetch-dest': 'document' };

let root: string;
let logged: string[];
let test: TestDatabase;
const opened: FastifyInstance[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ebok-pages-'));
  logged = [];
  test = await freshDatabase('sqlite');
  await build('shell', {
    'shell-1.js': 'import "./part-1.js"',
    'part-1.js': '1',
    'react-1.js': '2',
    'look-1.css': 'a{}',
  });
  await build('finance', {
    'lifecycle-1.js': 'export {}',
    'App-1.js': '</script>',
    'finance-1.css': '.ebok-finance{}',
  });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
  await test.drop();
  await rm(root, { recursive: true });
});

describe('the page', () => {
  it('names every module and lazy chunk with its hash in the import map, and allows that map alone', async () => {
    const { html, headers } = await page(await serve());
    const map = between(html, '<script type="importmap">', '</script>');
    const { imports, integrity } = JSON.parse(map);
    expect(imports.react).toBe('/assets/shell/react-1.js');
    expect(imports['@ebok/finance']).toMatch(/^\/assets\/finance\/0\.1\.0-[0-9a-f]{12}\/lifecycle-1\.js$/);
    const lazy = imports['@ebok/finance'].replace('lifecycle', 'App');
    expect(integrity[lazy]).toBe(sha384('</script>'));
    expect(integrity['/assets/shell/part-1.js']).toBe(sha384('1'));
    const styles = imports['@ebok/finance'].replace('lifecycle-1.js', 'finance-1.css');
    expect(integrity[styles]).toBe(sha384('.ebok-finance{}'));
    expect(integrity[`${imports['@ebok/finance']}?retry=1`]).toBe(sha384('export {}'));
    const hash = createHash('sha256').update(map).digest('base64');
    expect(headers['content-security-policy']).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it('starts the shell with integrity, its parts ahead, its look, and what it knows of slices', async () => {
    const { html } = await page(await serve());
    expect(html).toContain(
      `<script type="module" src="/assets/shell/shell-1.js" integrity="${sha384('import "./part-1.js"')}">`,
    );
    expect(html).toContain('<link rel="modulepreload" href="/assets/shell/part-1.js"');
    expect(html).toContain('<link rel="stylesheet" href="/assets/shell/look-1.css"');
    const config = JSON.parse(between(html, 'id="ebok-config">', '</script>'));
    expect(config.production).toBe(true);
    const developers = await page(await serve(undefined, { production: false }));
    expect(JSON.parse(between(developers.html, 'id="ebok-config">', '</script>')).production).toBe(false);
    expect(config.slices).toHaveLength(1);
    expect(config.slices[0]).toMatchObject({
      name: 'finance',
      module: '@ebok/finance',
      routes: ['/finanse'],
    });
    expect(config.slices[0].styles[0]).toMatch(/finance-1\.css$/);
  });

  it('is guarded by its headers and asked for again each time', async () => {
    const app = await serve();
    const { headers } = await page(app);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(headers['content-security-policy']).toContain(rule);
    const again = await app.inject({
      url: '/',
      headers: { ...BROWSER, 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const head = await app.inject({ method: 'HEAD', url: '/', headers: BROWSER });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });

  it('comes at every path, as "not found" where neither the shell nor a slice shows anything', async () => {
    const app = await serve();
    const status = async (url: string) => (await app.inject({ url, headers: BROWSER })).statusCode;
    expect(await status('/logowanie?returnTo=%2Ffinanse')).toBe(200);
    expect(await status('/finanse/FV-1')).toBe(200);
    expect(await status('/finansery')).toBe(404);
    expect(await status('/dokumenty/terms/1%2F2026')).toBe(200);
    expect(await status('/dokumentyy')).toBe(404);
    expect(await status('/nie-ma')).toBe(404);
    expect((await page(app, '/nie-ma')).html).toContain('id="ebok-config"');
  });

  it('is not sent instead of a picture or data, nor over another route', async () => {
    const app = await serve((other) => other.get('/livez', () => 'alive'));
    expect((await app.inject({ url: '/livez', headers: BROWSER })).body).toBe('alive');
    const picture = { accept: 'image/avif,*/*;q=0.8', 'sec-fetch-dest': 'image' };
    expect((await app.inject({ url: '/favicon.ico', headers: picture })).body).toBe('Not found\n');
    expect((await app.inject({ url: '/x', headers: { accept: 'application/json' } })).statusCode).toBe(404);
    expect((await app.inject({ method: 'POST', url: '/logowanie' })).statusCode).toBe(404);
  });

  it('says 503 with the reason while the office is shut', async () => {
    const app = await serve(undefined, { maintenance: 'Wracamy o 6:00 </script>' });
    const shut = await app.inject({ url: '/', headers: BROWSER });
    expect([shut.statusCode, shut.headers['retry-after']]).toEqual([503, '300']);
    expect(JSON.parse(between(shut.body, 'id="ebok-config">', '</script>')).maintenance).toBe(
      'Wracamy o 6:00 </script>',
    );
  });
});

describe('a build that is wrong', () => {
  const names = async () =>
    JSON.parse(between((await page(await serve())).html, 'id="ebok-config">', '</script>')).slices.map(
      (slice: { name: string }) => slice.name,
    );

  it.each([
    ['is not there', async () => rm(join(root, 'mf-usage', 'dist'), { recursive: true })],
    [
      'has a manifest that is no JSON',
      async () => writeFile(join(root, 'mf-usage/dist/manifest.json'), '{"na'),
    ],
    [
      'has a description without routes',
      async () => writeFile(join(root, 'mf-usage/dist/slice.json'), '{"name":"usage"}'),
    ],
    [
      'has another file than its manifest says',
      async () => writeFile(join(root, 'mf-usage/dist/a-1.js'), 'changed'),
    ],
    ['lacks a file', async () => rm(join(root, 'mf-usage/dist/a-1.js'))],
    [
      "calls itself by another slice's name",
      async () => build('usage', { 'a-1.js': '1' }, { name: 'finance' }),
    ],
  ])('is left out with a log line and harms nobody when it %s', async (_what, spoil) => {
    await build('usage', { 'a-1.js': '1' });
    await spoil();
    expect(await names()).toEqual(['finance']);
    expect(logged.join()).toMatch(/mf-usage|two builds of one slice/);
  });

  it('of the shell leaves one sentence instead of a page', async () => {
    await rm(join(root, 'mf-shell'), { recursive: true });
    const answer = await (await serve()).inject({ url: '/', headers: BROWSER });
    expect([answer.statusCode, answer.body]).toEqual([
      503,
      expect.stringContaining('npm run build -w @ebok/shell'),
    ]);
  });

  it('cannot name a file outside its folder', async () => {
    await writeFile(join(root, 'mf-secret.js'), 'secret');
    await build('usage', { 'a-1.js': '1' }, { files: { '../../mf-secret.js': sealed('secret') } });
    expect(await names()).toEqual(['finance']);
  });
});

describe('a file', () => {
  const shell = '/assets/shell/shell-1.js';

  it('is kept for a year, typed, and in the smallest form the browser takes', async () => {
    const app = await serve();
    const br = await app.inject({ url: shell, headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(br.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe('import "./part-1.js"');
    const plain = await app.inject({ url: shell, headers: { 'accept-encoding': 'br;q=0, identity' } });
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'import "./part-1.js"']);
    const again = await app.inject({
      url: shell,
      headers: { 'if-none-match': `"x", ${plain.headers.etag}` },
    });
    expect(again.statusCode).toBe(304);
  });

  it.each(['/assets/shell/nie-ma.js', '/assets/shell/manifest.json', '/assets/../package.json', '/assets/'])(
    'that the build does not name is not found: %s',
    async (url) => expect((await (await serve()).inject({ url, headers: BROWSER })).statusCode).toBe(404),
  );

  it.each([
    '..%2f..%2fmf-secret.js',
    '..%5c..%5cmf-secret.js',
    '%2e%2e/%2e%2e/mf-secret.js',
    '../../mf-secret.js',
  ])('is never one outside the builds: %s', async (path) => {
    await writeFile(join(root, 'mf-secret.js'), 'secret');
    const answer = await (await serve()).inject({ url: `/assets/shell/${path}`, headers: BROWSER });
    expect([answer.statusCode, answer.body.includes('secret')]).toEqual([404, false]);
  });

  it('shows its source map to developers only', async () => {
    const status = async (production: boolean) =>
      (await (await serve(undefined, { production })).inject({ url: `${shell}.map` })).statusCode;
    expect([await status(false), await status(true)]).toEqual([200, 404]);
  });

  it('of an older build stays while a developer builds anew, and the next page is the new one', async () => {
    const app = await serve(undefined, { production: false });
    const address = /\/assets\/finance\/[^"]*lifecycle-1\.js/;
    const old = address.exec((await page(app)).html)?.[0] ?? '';
    await build('finance', { 'lifecycle-1.js': 'export const anew = 1' });
    const fresh = address.exec((await page(app)).html)?.[0] ?? '';
    expect(fresh).not.toBe(old);
    expect((await app.inject({ url: old })).body).toBe('export {}');
    expect((await app.inject({ url: fresh })).body).toBe('export const anew = 1');
  });

  it('of a build made anew under a gateway in production is not shown before that starts again', async () => {
    const app = await serve();
    const before = (await page(app)).html;
    await build('finance', { 'lifecycle-1.js': 'export const anew = 1' });
    expect((await page(app)).html).toBe(before);
    expect((await page(await serve())).html).not.toBe(before);
  });
});

async function serve(
  others: (app: FastifyInstance) => unknown = () => undefined,
  options: { production?: boolean; maintenance?: string } = {},
): Promise<FastifyInstance> {
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const app = Fastify();
  opened.push(app);
  others(app);
  const more = {
    root,
    secure: false,
    sessionCookie: 'ebok',
    storageUrl: `file:${root}/store`,
    production: true,
    ...options,
  };
  const { database } = test;
  await registerPages(app, createSliceServices({ options: more, database, log, now: () => new Date() }));
  return app;
}

async function page(app: FastifyInstance, url = '/') {
  const answer = await app.inject({ url, headers: BROWSER });
  return { html: answer.body, headers: answer.headers };
}

/** Writes what a build leaves. The first file is the entry. */
async function build(name: string, files: Record<string, string>, changes: object = {}): Promise<void> {
  const dist = join(root, `mf-${name}`, 'dist');
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(dist, file), text);
    await writeFile(join(dist, `${file}.br`), brotliCompressSync(text));
    await writeFile(join(dist, `${file}.map`), '{}');
  }
  const hashes = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, sealed(text)]));
  const styles = Object.keys(files).filter((file) => file.endsWith('.css'));
  const manifest = { name, version: '0.1.0', entry: Object.keys(files)[0], styles, files: hashes };
  const shell = {
    preload: ['part-1.js'],
    imports: { react: 'react-1.js' },
    routes: ['/', '/logowanie', '/dokumenty/'],
  };
  await writeJson(join(dist, 'manifest.json'), {
    ...manifest,
    ...(name === 'shell' ? shell : {}),
    ...changes,
  });
  const slice = { name, routes: ['/finanse'], menu: [], parcels: [], shell: '^0.1.0' };
  await writeJson(join(dist, 'slice.json'), { ...slice, ...('name' in changes ? changes : {}) });
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value));
}

function sealed(text: string) {
  return { integrity: sha384(text), bytes: text.length };
}

function sha384(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
}
