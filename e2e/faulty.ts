// Serves pages with the real builds and with slices written to fail. The gateway serves pages only; its API has fixed
// answers.
import Fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readBuilt, rebuilt, sealed, type Built } from './redeploy';

const ROOT = path.resolve(__dirname, '..');

/** A slice written by hand. */
export interface FaultySlice {
  name: string;
  /** The source of its entry. */
  source: string;
  version?: string;
  parcels?: { name: string; order: number }[];
  /** Further files: scripts that it imports later, stylesheets that the shell loads. */
  more?: Record<string, string>;
}

export interface FaultyPage {
  url: string;
  /** The folder with the files of published versions. */
  store: string;
  /** Publishes a version and promotes it. */
  deploy(slice: FaultySlice): Promise<void>;
  /** Publishes a real front end as another version with a changed entry, and promotes it. */
  redeploy(name: string, version: string): Promise<void>;
  /** Answers 503 to the next request for a matching file. @returns the number of failed requests so far */
  failOnce(file: RegExp): () => number;
  /** The metrics as Prometheus reads them. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

/** A minimal slice that only shows its name. */
export function plain(name: string): string {
  return `
let place;
export async function bootstrap() {}
export async function mount(props) {
  place = props.domElement;
  place.replaceChildren(Object.assign(document.createElement('h1'), { textContent: '${name}' }));
}
export async function unmount() { place?.replaceChildren(); }
export const parcels = {};`;
}

/** Serves the named real front ends and these slices, each slice at `/NAME`. */
export async function serveFaulty(
  real: string[],
  slices: FaultySlice[],
  { session = true, maintenance }: { session?: boolean; maintenance?: string } = {},
): Promise<FaultyPage> {
  const root = mkdtempSync(path.join(tmpdir(), 'ebok-faulty-'));
  for (const folder of real) symlinkSync(path.join(ROOT, folder), path.join(root, folder));
  for (const slice of slices) write(root, slice);
  // A browser holds connections open that it may never use; waiting for those once took all of a test's time.
  const app = Fastify({ forceCloseConnections: true }) as unknown as FastifyInstance;
  let failing: RegExp | undefined;
  let failed = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (!failing?.test(request.url)) return done();
    failing = undefined;
    failed += 1;
    // An aborted connection would not do, because browsers repeat such requests by themselves.
    void reply.code(503).send();
  });
  app.post<{ Body: { query?: string } }>('/graphql', ({ body }) =>
    ofSlice(body.query) ? FAILED : { data: { ...ANSWERS, ...(session ? {} : { session: null }) } },
  );
  const { openDatabase, createSliceServices, registerPages, metrics } = gateway();
  const database = await openDatabase(`sqlite:${root}/registry.sqlite`);
  const options = {
    root,
    production: true,
    maintenance,
    secure: false,
    sessionCookie: 'ebok',
    storageUrl: `file:${root}/store`,
  };
  const services = createSliceServices({ options, database, log: app.log, now: () => new Date() });
  await registerPages(app, services);
  const built = (name: string) => readBuilt(path.join(root, `mf-${name}`));
  const deploy = async (next: Built) => {
    const { name, version } = next.manifest;
    await services.registry.publish(next, 'test');
    const move = { slice: name, channel: 'stable', version, percentage: 100, kind: 'PROMOTE', by: 'test' };
    await services.channels.move(move);
  };
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    store: path.join(root, 'store'),
    deploy: (slice) => {
      write(root, slice);
      return deploy(built(slice.name));
    },
    redeploy: async (name, version) => deploy(rebuilt(built(name), version)),
    failOnce: (file) => {
      failing = file;
      failed = 0;
      return () => failed;
    },
    metrics: () => metrics.registry.metrics(),
    stop: async () => {
      await app.close();
      await database.close();
      metrics.registry.resetMetrics();
      rmSync(root, { recursive: true });
    },
  };
}

interface Pages {
  openDatabase(url: string): Promise<{ close(): Promise<void> }>;
  createSliceServices(parts: object): {
    registry: { publish(built: Built, by: string): Promise<unknown> };
    channels: { move(move: object): Promise<unknown> };
  };
  registerPages(app: FastifyInstance, slices: object): Promise<void>;
  metrics: { registry: { metrics(): Promise<string>; resetMetrics(): void } };
}

/** Modules of the built gateway. Its sources use decorators, which this package does not compile. */
function gateway(): Pages {
  const load = createRequire(__filename);
  load('reflect-metadata');
  const parts = [
    'app/open-database',
    'runtime/metrics',
    'slices/slice.services',
    'slices/page/page.routes',
  ].map((file) => load(path.join(ROOT, 'gateway/dist', file)) as object);
  return Object.assign({}, ...parts) as Pages;
}

function write(root: string, slice: FaultySlice): void {
  const { name, source, version = '0.1.0', parcels = [], more = {} } = slice;
  const dist = path.join(root, `mf-${name}`, 'dist');
  mkdirSync(dist, { recursive: true });
  const files = { 'lifecycle.js': source, ...more };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dist, file), text);
  const menu = [{ path: `/${name}`, text: { pl: name, en: name, uk: name }, order: 90 }];
  json(path.join(dist, 'slice.json'), { name, routes: [`/${name}`], menu, parcels, shell: '^0.1.0' });
  json(path.join(dist, 'manifest.json'), {
    name,
    version,
    entry: 'lifecycle.js',
    styles: Object.keys(more).filter((file) => file.endsWith('.css')),
    files: Object.fromEntries(Object.entries(files).map(([file, text]) => [file, sealed(text)])),
  });
}

function json(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}

/** Slices send hashes, and texts where a hash is unknown; only the shell asks for the session. */
function ofSlice(query = 'query'): boolean {
  return query.startsWith('query') && !query.includes('session {');
}

/** The pages still open, each with a message that its data could not be loaded. */
const FAILED = { errors: [{ message: 'Not in this world', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };

const CUSTOMER = { __typename: 'Customer', id: 'c1', number: '1001', kind: 'PERSON', name: 'Jan Kowalski' };
const ANSWERS = {
  // Without a point there is no usage to request: the real slice says so and is complete.
  customer: { ...CUSTOMER, consumptionPoints: [] },
  session: {
    __typename: 'Session',
    user: { __typename: 'User', id: 'u1', email: 'jan@kowalski.pl', language: 'PL' },
    customer: CUSTOMER,
    customers: [CUSTOMER],
    role: 'OWNER',
    expiresAt: new Date(Date.now() + 12 * 3_600_000).toISOString(),
    termsToAccept: null,
  },
  service: {
    __typename: 'Service',
    name: 'Prąd dla Ciebie',
    dataAsOf: '2026-03-20T06:00:00Z',
    maintenance: null,
    terms: null,
    support: [
      {
        __typename: 'SupportChannel',
        audience: 'PERSON',
        email: 'pomoc@prad.example',
        phone: '+48 22 111 22 33',
        pl: '8–18',
        en: '8–18',
        uk: '8–18',
      },
    ],
  },
};
