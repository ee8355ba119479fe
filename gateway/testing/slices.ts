import type { FastifyInstance } from 'fastify';
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshDatabase, type TestDatabase } from './database';
import { startApi, type Api } from './api';

/** What `publish` sends of a slice, made by hand. The first file is the entry. */
export function upload(
  name: string,
  version: string,
  {
    files = { 'lifecycle-1.js': `export const version = '${name} ${version}';` },
    operations = [],
    routes = [`/${name}`],
    shell = '^0.1.0',
    manifest = {},
  }: {
    files?: Record<string, string>;
    operations?: string[];
    routes?: string[];
    /** The versions of the shell it is for. */
    shell?: string;
    manifest?: object;
  } = {},
) {
  return {
    manifest: { name, version, entry: Object.keys(files)[0], files: sealed(files), ...manifest },
    slice: { name, routes, menu: [], parcels: [], shell },
    operations: Object.fromEntries(operations.map((text) => [`sha256:${hash('sha256', text)}`, text])),
    files: Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, Buffer.from(text).toString('base64')]),
    ),
  };
}

export function sealed(files: Record<string, string>): Record<string, object> {
  const seal = (text: string) => ({
    integrity: `sha384-${hash('sha384', text, 'base64')}`,
    bytes: Buffer.byteLength(text),
  });
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, seal(text)]));
}

/** A built front end under `root`, as `npm run build` leaves it. */
export function writeBuild(
  root: string,
  name: string,
  {
    files = { [`${name}-1.js`]: `export const built = '${name}';` },
    operations = [],
    manifest = {},
    shell,
  }: { files?: Record<string, string>; operations?: string[]; manifest?: object; shell?: string } = {},
): void {
  const dist = path.join(root, `mf-${name}`, 'dist');
  mkdirSync(dist, { recursive: true });
  const { slice, ...parts } = upload(name, '0.1.0', { files, operations, manifest, shell });
  const more = name === 'shell' ? { routes: ['/', '/logowanie'], ...manifest } : manifest;
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dist, file), text);
  writeFileSync(path.join(dist, 'manifest.json'), JSON.stringify({ ...parts.manifest, ...more }));
  writeFileSync(path.join(dist, 'operations.json'), JSON.stringify(parts.operations));
  if (name !== 'shell') writeFileSync(path.join(dist, 'slice.json'), JSON.stringify(slice));
}

export interface Said {
  status: number;
  body: any;
}

/** A team with its token, calling the release API. */
export async function team(api: Api, slice: string, name = `${slice}-team`) {
  const token = await api.services.slices.tokens.create({ name, scope: 'SLICE', slice });
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    askAs(api.app, token, method, url, payload);
  return {
    token,
    ask,
    publish: (version: string, parts: Parameters<typeof upload>[2] = {}) => {
      const { slice: description, ...rest } = upload(slice, version, parts);
      return ask(
        'POST',
        `/slices/${slice}/versions`,
        slice === 'shell' ? rest : { ...rest, slice: description },
      );
    },
    promote: (version?: string, more: object = {}) =>
      ask('PUT', `/slices/${slice}/channels/stable`, { version, ...more }),
    canary: (percentage: number, version?: string) =>
      ask('PUT', `/slices/${slice}/channels/canary`, { percentage, version }),
    preview: (channel: string, version?: string | null) =>
      ask('PUT', `/slices/${slice}/channels/${channel}`, { version }),
    rollback: (more: object = {}) => ask('POST', `/slices/${slice}/rollback`, more),
    remove: (more: object = {}) => ask('POST', `/slices/${slice}/remove`, more),
    list: () => ask('GET', `/slices/${slice}`),
  };
}

export async function askAs(
  app: FastifyInstance,
  token: string | undefined,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
): Promise<Said> {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : undefined };
}

/** A page as one browser gets it, which keeps its cookies. Pages ask only whether there is a session's cookie. */
export function browser(app: FastifyInstance, { signedIn = false } = {}) {
  const jar = new Map<string, string>(signedIn ? [['ebok', 'x']] : []);
  const get = async (url: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({ url, headers: { accept: 'text/html', ...(cookie && { cookie }) } });
    for (const one of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!;
      if (/Max-Age=0/i.test(one)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return answer;
  };
  return {
    jar,
    get,
    /** Versions by slice, as the page tells the shell. */
    versions: async (url = '/'): Promise<Record<string, string>> => {
      const { body } = await get(url);
      const [, text] = /id="ebok-config">(.*?)<\/script>/.exec(body)!;
      const { slices, shell } = JSON.parse(text!);
      const named = slices.map(({ name, version }: { name: string; version: string }) => [name, version]);
      return { shell, ...Object.fromEntries(named) };
    },
  };
}

const TABLES = [
  'slice_versions',
  'slice_operations',
  'operations',
  'slice_channels',
  'slice_moves',
  'tokens',
  'field_uses',
  'operation_uses',
  'served_schemas',
];

/**
 * A portal with a shell and two teams, reset for each test, since a database for each would take longer than
 * all tests.
 */
export class World {
  api: Api;
  root: string;
  /** The time at the portal; tests move it. */
  now: number;
  finance: Awaited<ReturnType<typeof team>>;
  usage: Awaited<ReturnType<typeof team>>;
  /** Its database, for a second gateway. */
  test: TestDatabase;

  /** DATABASE_URL of its database. */
  get url(): string {
    return this.test.url;
  }

  /** Sets itself up for the tests around the call. */
  static on(engine: 'sqlite' | 'mysql', env: NodeJS.ProcessEnv = {}): World {
    const world = new World();
    beforeAll(async () => (world.test = await freshDatabase(engine)));
    beforeEach(() => world.begin(engine, env));
    afterEach(() => world.end());
    afterAll(() => world.test.drop());
    return world;
  }

  /** Versions by slice, as a new visitor gets them. */
  live(): Promise<Record<string, string>> {
    return browser(this.api.app).versions();
  }

  private async begin(engine: 'sqlite' | 'mysql', env: NodeJS.ProcessEnv): Promise<void> {
    for (const table of TABLES)
      await this.test.database.transaction((manager) => manager.query(`DELETE FROM ${table}`));
    this.now = Date.parse('2026-11-23T12:00:00Z');
    this.root = mkdtempSync(path.join(tmpdir(), 'ebok-builds-'));
    writeBuild(this.root, 'shell');
    const now = () => new Date(this.now);
    this.api = await startApi(engine, { root: this.root, on: this.test, now, env });
    this.finance = await team(this.api, 'finance');
    this.usage = await team(this.api, 'usage');
  }

  private async end(): Promise<void> {
    await this.api.close();
    rmSync(this.root, { recursive: true });
  }
}
