import Fastify, { type FastifyInstance } from 'fastify';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { ROOT } from '../config';
import { keyOf, sqlInstant } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { PRODUCTION, startApi, type Api } from '../../testing/api';
import { customerRow } from '../../testing/world';
import { registerPlayground } from './playground.page';

const BROWSER = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-dest': 'document' };
/** A returning browser: a new one would get its own cookie, by which answers differ. */
const VISITOR = `ebok-visitor=${'v'.repeat(22)}; __Host-ebok-visitor=${'v'.repeat(22)}`;

const PLAYGROUND = { 'playground-1.js': 'import "./editor-1.js"', 'editor-1.js': '2', 'style-1.css': 'a{}' };

describe.each(ENGINES)('who may explore the API on %s', (engine) => {
  let root: string;
  const opened: { close(): Promise<unknown> }[] = [];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'ebok-playground-'));
    await build('mf-shell', 'shell', { 'shell-1.js': '1' }, { routes: ['/'] });
    await build('mf-shell/playground', 'playground', PLAYGROUND);
  });
  afterAll(async () => {
    for (const one of opened.reverse()) await one.close();
    await rm(root, { recursive: true });
  });

  describe('in production', () => {
    let api: Api;
    let site: FastifyInstance;
    let customer: string;
    let developer: string;
    beforeAll(async () => {
      ({ api, site } = await start(PRODUCTION));
      await api.insert('customers', [customerRow('A')]);
      developer = await signIn();
      await api.database.transaction((m) => m.query('UPDATE users SET developer = 1'));
      customer = await signIn();
    });
    const signIn = async () => (await api.signedIn(keyOf('A'))).replace('ebok=', '__Host-ebok=');

    it('an anonymous visitor and a customer are told "not found", as at any path that is not known', async () => {
      const unknown = await get(site, '/nie-ma');
      expect(unknown.statusCode).toBe(404);
      for (const cookie of ['', customer, '__Host-ebok=made-up', developer.replace('__Host-', '')]) {
        const answer = await get(site, '/playground', cookie);
        expect(seen(answer)).toEqual(seen(unknown));
      }
      const asked = await site.inject({ url: '/playground', headers: { accept: 'application/json' } });
      expect([asked.statusCode, asked.body]).toEqual([404, 'Not found\n']);
    });

    it('a developer gets the page, which no cache gives to anybody else', async () => {
      const answer = await get(site, '/playground', developer);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('/assets/playground/playground-1.js');
      expect(answer.headers['cache-control']).toBe('private, no-cache');
      const again = await site.inject({
        url: '/playground',
        headers: { ...BROWSER, cookie: developer, 'if-none-match': String(answer.headers.etag) },
      });
      expect(again.statusCode).toBe(304);
    });

    it('opening the page keeps no session alive', async () => {
      const earlier = sqlInstant(new Date(Date.now() - 120_000));
      const seenAt = () => api.database.query<{ at: unknown }>('SELECT lastSeenAt AS at FROM sessions');
      await api.database.transaction((m) => m.query('UPDATE sessions SET lastSeenAt = ?', [earlier]));
      const before = await seenAt();
      expect((await get(site, '/playground', developer)).statusCode).toBe(200);
      expect(await seenAt()).toEqual(before);
      await api.gql('{ session { role } }', null, { cookie: developer });
      expect(await seenAt()).not.toEqual(before);
    });

    it('introspection answers a developer alone, whoever sent the same document before', async () => {
      for (const query of [
        getIntrospectionQuery(),
        '{ __type(name: "Money") { name } }',
        '{ service { name } ...F } fragment F on Query { __schema { queryType { name } } }',
        'query A { service { name } } query B { __schema { queryType { name } } }',
      ]) {
        const ask = (cookie?: string) => api.gql(query, null, { cookie, payload: payload(query) });
        expect(refused(await ask())).toEqual([400, undefined, 'PERSISTED_QUERY_NOT_FOUND']);
        expect((await ask(developer)).errors).toEqual([]);
        expect(refused(await ask())).toEqual([400, undefined, 'PERSISTED_QUERY_NOT_FOUND']);
        expect(refused(await ask(customer))).toEqual([400, undefined, 'PERSISTED_QUERY_NOT_FOUND']);
      }
    });

    it('a refusal names nothing of the schema, and __typename stays open', async () => {
      const { body } = await api.gql('{ __type(name: "Invoice") { fields { name } } }');
      expect(body).not.toMatch(/outstanding|did you mean/i);
      expect((await api.gql('{ sessio { role } }', null, { cookie: developer })).body).not.toMatch(
        /did you mean/i,
      );
      const names = '{ __typename service { __typename } }';
      expect((await api.gql(names, null, { cookie: developer })).data).toEqual({
        __typename: 'Query',
        service: { __typename: 'Service' },
      });
    });

    it('who is no developer any more, or may not sign in, is out at once', async () => {
      const closing = await signIn();
      const mark = (change: string) =>
        api.database.transaction((m) =>
          m.query(`UPDATE users SET ${change} WHERE id = (SELECT userId FROM sessions WHERE id = ?)`, [
            createHash('sha256').update(closing.split('=')[1]!).digest('base64url'),
          ]),
        );
      const status = async () => [
        (await get(site, '/playground', closing)).statusCode,
        (await api.gql('{ __schema { queryType { name } } }', null, { cookie: closing })).status,
      ];
      await mark('developer = 1');
      expect(await status()).toEqual([200, 200]);
      await mark('disabled = 1');
      expect(await status()).toEqual([404, 400]);
      await mark('disabled = 0');
      expect(await status()).toEqual([200, 200]);
      await mark('developer = 0');
      expect(await status()).toEqual([404, 400]);
    });
  });

  describe('while developing', () => {
    let api: Api;
    let site: FastifyInstance;
    beforeAll(async () => ({ api, site } = await start({})));

    it('everybody gets the page under a policy that lets nothing in from elsewhere', async () => {
      const { statusCode, headers, body } = await get(site, '/playground');
      expect(statusCode).toBe(200);
      const policy = String(headers['content-security-policy']);
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "frame-ancestors 'none'",
      ])
        expect(policy.split('; ')).toContain(rule);
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*|blob:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(body).toContain(
        `<script type="module" src="/assets/playground/playground-1.js" integrity="${sha384('import "./editor-1.js"')}">`,
      );
      expect(body).not.toMatch(/<script(?! type="module" src="\/)/);
    });

    it('the portal’s own page keeps its policy', async () => {
      const { headers } = await get(site, '/');
      expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    });

    it('its files are kept for a year, compressed, and a worker made of one may reach nothing but them', async () => {
      const url = '/assets/playground/editor-1.js';
      const answer = await site.inject({ url, headers: { 'accept-encoding': 'br' } });
      expect(answer.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
        'content-security-policy': "default-src 'none'; script-src 'self'",
      });
      for (const other of ['manifest.json', 'nie-ma.js', '..%2fmanifest.json', 'toString'])
        expect((await site.inject({ url: `/assets/playground/${other}` })).statusCode).toBe(404);
    });

    it('the API describes itself to everybody: exactly what schema.graphql says', async () => {
      const { data, errors } = await api.gql(getIntrospectionQuery());
      expect(errors).toEqual([]);
      const written = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
      const text = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));
      expect(text(buildClientSchema(data))).toBe(text(written));
    });

    it('a page built anew is shown at once, in production when the gateway starts again', async () => {
      const produced = await start(PRODUCTION);
      await produced.api.insert('customers', [customerRow('A')]);
      const cookie = (await produced.api.signedIn(keyOf('A'))).replace('ebok=', '__Host-ebok=');
      await produced.api.database.transaction((m) => m.query('UPDATE users SET developer = 1'));
      const shown = async () => [
        (await get(site, '/playground')).body,
        // Over https the session's cookie has another name, which the page says.
        (await get(produced.site, '/playground', cookie)).body.replace('"__Host-ebok"', '"ebok"'),
      ];
      const [developers, customers] = await shown();
      expect(developers).toBe(customers);
      const files = { 'playground-2.js': 'import "./editor-1.js"', 'editor-1.js': '2', 'style-1.css': 'a{}' };
      await build('mf-shell/playground', 'playground', files);
      const [anew, still] = await shown();
      expect(anew).toContain('/assets/playground/playground-2.js');
      expect(still).toBe(customers);
      await build('mf-shell/playground', 'playground', PLAYGROUND);
    });

    it('a misspelt field is answered with what was meant', async () => {
      expect((await api.gql('{ sessio { role } }')).body).toMatch(/did you mean/i);
    });

    it('a page that was not built says how', async () => {
      const bare = await mkdtemp(join(tmpdir(), 'ebok-bare-'));
      const app = Fastify();
      const { config, services } = api;
      await registerPlayground(app, {
        root: bare,
        config,
        visits: services.visits,
        otherwise: async (_request, reply) => reply.code(404).send(),
      });
      const { statusCode, body } = await get(app, '/playground');
      expect([statusCode, body]).toEqual([503, expect.stringContaining('npm run build -w @ebok/playground')]);
      await app.close();
      await rm(bare, { recursive: true });
    });
  });

  /** The API, and the pages of the builds below beside it. */
  async function start(env: NodeJS.ProcessEnv): Promise<{ api: Api; site: FastifyInstance }> {
    const api = await startApi(engine, { env, root });
    const site = api.app;
    opened.push(api);
    return { api, site };
  }

  async function build(folder: string, name: string, files: Record<string, string>, more: object = {}) {
    const dist = join(root, folder, 'dist');
    await mkdir(dist, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      await writeFile(join(dist, file), text);
      await writeFile(join(dist, `${file}.br`), brotliCompressSync(text));
    }
    const hashes = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, { integrity: sha384(text), bytes: text.length }]),
    );
    const manifest = { name, version: '0.1.0', entry: Object.keys(files)[0], files: hashes, ...more };
    await writeFile(join(dist, 'manifest.json'), JSON.stringify(manifest));
  }
});

function get(app: FastifyInstance, url: string, cookie = '') {
  return app.inject({ url, headers: { ...BROWSER, cookie: `${VISITOR}; ${cookie}` } });
}

/** All of an answer that a visitor could tell another by. */
function seen({ statusCode, headers, body }: Awaited<ReturnType<typeof get>>) {
  return { statusCode, body, headers: { ...headers, date: undefined } };
}

/** Of two operations the second. */
function payload(query: string) {
  return { query, ...(query.startsWith('query A') && { operationName: 'B' }) };
}

function refused({ status, data, errors }: Awaited<ReturnType<Api['gql']>>) {
  return [status, data, errors[0]?.extensions.code];
}

function sha384(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}
