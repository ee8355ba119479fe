/** @jest-environment node */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

jest.setTimeout(60_000);

const ROOT = path.resolve(__dirname, '../..');
const VITE = path.join(ROOT, 'node_modules/vite/bin/vite.js');
const PRESET = JSON.stringify(path.join(__dirname, 'slice-build.mjs'));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ebok-build-'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the shell', () => {
  it('is built with one manifest for all names slices may import, and the same files each time', async () => {
    const first = await shell({ 'src/shell.ts': 'console.log("shell")' });
    expect(first.code).toBe(0);
    const manifest = manifestOf();
    expect(Object.keys(manifest.imports)).toEqual(
      expect.arrayContaining([
        'react',
        'react/jsx-runtime',
        'react-dom/client',
        'vue',
        '@apollo/client',
        '@ebok/shell',
      ]),
    );
    for (const file of Object.values(manifest.imports)) expect(manifest.files).toHaveProperty([file]);
    await shell({ 'src/shell.ts': 'console.log("shell")' });
    expect(manifestOf()).toEqual(manifest);
  });

  it('registers the operations it runs, by the hash of their texts', async () => {
    const session = 'export const LOOK = `query Look { session { role } }`; export const other = 1;';
    await shell({ 'src/shell.ts': '', 'src/session/session.operations.ts': session });
    const said = JSON.parse(readFileSync(path.join(folder, 'dist/operations.json'), 'utf8')) as object;
    const hash = createHash('sha256').update('query Look { session { role } }').digest('hex');
    expect(said).toEqual({ [`sha256:${hash}`]: 'query Look { session { role } }' });
  });

  it.each([
    [
      'in a module of its own',
      'run("query Look { session { role } }")',
      'the operation Look as a text that is not persisted',
    ],
    [
      'put together of constants',
      'const FIELDS = "role"; const ROOT = `session { ${FIELDS} }`; run(`query Look { ${ROOT} }`); run(ROOT)',
      'the operation Look as a text that is not persisted',
    ],
    [
      'put together while the page runs',
      'run(`query Look { ${location.hash} }`)',
      'the operation "query Look { x }…", put together while the page runs',
    ],
  ])('is refused with an operation %s, which production would not run', async (_where, call, fault) => {
    const { code, text } = await shell({
      'src/shell.ts': `const run = (text: string) => console.log(text); ${call}`,
    });
    expect(code).toBe(1);
    expect(text).toMatch(/shell-\S+\.js carries /);
    expect(text).toContain(fault);
    expect(text).toContain("The shell's operations stand in src/session/session.operations.ts.");
  });

  it('keeps sentences that only begin like an operation', async () => {
    const { code } = await shell({ 'src/shell.ts': 'console.log("query what you like {now}", "{name}")' });
    expect(code).toBe(0);
  });

  it('tells the gateway of exactly the addresses it has pages for', () => {
    const { routes } = JSON.parse(readFileSync(path.join(ROOT, 'mf-shell/shell.json'), 'utf8')) as {
      routes: string[];
    };
    const source = readFileSync(path.join(ROOT, 'mf-shell/src/layout/routes.ts'), 'utf8');
    const pages = [...source.matchAll(/^ {2}'(\/[^']*)':/gm)].map(([, address]) => address);
    expect(pages.sort()).toEqual(routes);
  });

  it('gives a changed file another name, since browsers keep the old one for a year', async () => {
    await shell({ 'src/shell.ts': 'console.log("shell")' });
    const before = manifestOf();
    await shell({ 'src/shell.ts': 'console.log("Shell")' });
    const after = manifestOf();
    expect(after.entry).not.toBe(before.entry);
    expect(after.imports).toEqual(before.imports);
  });

  it('shares React with its names, in one copy for all of its parts', async () => {
    await shell({ 'src/shell.ts': '' });
    const react = path.join(folder, 'dist', manifestOf().imports['react'] ?? '');
    const { text } = await run([
      '-e',
      `import(${JSON.stringify(react)}).then((it) => console.log(Object.keys(it).join()))`,
    ]);
    expect(text.trim().split(',')).toEqual(expect.arrayContaining(['useState', 'createElement', 'default']));
    const internals = '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE=';
    const copies = files().filter((file) => readFileSync(file, 'utf8').includes(internals));
    expect(copies).toHaveLength(1);
  });

  it('is refused when a name of the import map leads to a file without names', async () => {
    const { code, text } = await shell({ 'src/shell.ts': '', 'src/public.ts': 'export default 1' });
    expect(code).toBe(1);
    expect(text).toContain('The page would share @ebok/shell without any name');
  });

  it.each([
    ['/sign-in.page.ts', './sign-in.page', './entrance.page'],
    ['/src/texts/uk.json', './texts/uk.json', './texts/ukrainian.json'],
  ])('is refused when nobody can tell what the sign-in page loads (no %s)', async (name, from, to) => {
    write({
      'src/entrance.page.ts': 'export const page = 1',
      'src/texts/ukrainian.json': '{ "name": "uk" }',
    });
    const { code, text } = await shell({ 'src/shell.ts': '' }, (source) => source.replace(from, to));
    expect(code).toBe(1);
    expect(text).toContain(`No chunk is made of ${name}, so nobody can tell what the sign-in page loads.`);
  });

  it('is refused when the sign-in page would load more than 30 kB, with what makes it heavy', async () => {
    const { code, text } = await shell({
      'src/shell.ts': 'import { createApp } from "vue"; createApp({}).mount("body")',
    });
    expect(code).toBe(1);
    expect(text).toMatch(/would load \d\d\.\d kB of JavaScript, and 30\.0 kB is the limit/);
    expect(text).toMatch(/ {2}runtime-dom\S+\.js \d\d\.\d kB/);
  });
});

describe('a slice', () => {
  it('leaves shared libraries out, also where CommonJS asks for them, and has its styles in one file', async () => {
    const { code } = await slice({
      'src/lifecycle.ts': 'export const mount = async () => (await import("./App")).useLater()',
      'src/App.ts':
        'import "./app.css"; import { useSyncExternalStore } from "use-sync-external-store/shim"; export const useLater = () => useSyncExternalStore',
      'src/app.css': '.ebok-try { color: red }',
    });
    expect(code).toBe(0);
    const { entry, styles, files: hashes } = manifestOf();
    expect(styles).toEqual([expect.stringMatching(/\.css$/)]);
    const scripts = Object.keys(hashes).filter((file) => file.endsWith('.js'));
    const text = scripts.map((file) => readFileSync(path.join(folder, 'dist', file), 'utf8')).join('\n');
    expect(text).toMatch(/from\s*"react"/);
    expect(text).not.toContain('react.transitional.element');
    expect(readFileSync(path.join(folder, 'dist', entry), 'utf8').length).toBeLessThan(400);
  });

  it('says which files come first, what they import, and which operations are its own', async () => {
    const operations = { [`sha256:${'a'.repeat(64)}`]: 'query Try { service { name } }' };
    const { code } = await slice({
      'src/lifecycle.ts':
        'export const mount = () => import("./App"); export const parcels = { tile: () => import("./TryParcel") }',
      'src/App.ts': 'import { version } from "react"; export const v = version',
      'src/TryParcel.ts': 'export const tile = 1',
      'src/operations/generated/persisted-documents.json': JSON.stringify(operations),
    });
    expect(code).toBe(0);
    const { entry, start, links } = manifestOf();
    const [app, tile] = [/^App-/, /^TryParcel-/].map((name) => expect.stringMatching(name) as string);
    expect(start).toEqual({ page: [entry, app], tiles: [entry, tile] });
    expect(links[start.page[1]!]).toEqual(['react']);
    const said = readFileSync(path.join(folder, 'dist/operations.json'), 'utf8');
    expect(JSON.parse(said)).toEqual(operations);
  });

  it('registers the operations of every folder, and says of each whose it is', async () => {
    const [pay, look] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
    const { code } = await slice({
      'src/lifecycle.ts':
        'import { Look } from "./operations/generated/graphql"; import { Pay } from "./checkout/generated/graphql"; export const mount = [Look, Pay]',
      'src/operations/generated/graphql.ts': document('Look', look),
      'src/operations/generated/persisted-documents.json': JSON.stringify({ [look!]: 'query Look { a }' }),
      'src/checkout/generated/graphql.ts': document('Pay', pay),
      'src/checkout/generated/persisted-documents.json': JSON.stringify({ [pay!]: 'query Pay { a }' }),
    });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(path.join(folder, 'dist/operations.json'), 'utf8'))).toEqual({
      [look!]: 'query Look { a }',
      [pay!]: 'query Pay { a }',
    });
    const text = readFileSync(path.join(folder, 'dist', manifestOf().entry), 'utf8');
    expect(text.match(/slice:\s*.try./g)).toHaveLength(2);
  });

  it.each([
    [
      'is not a persisted operation',
      `export const mount = ${literal('Pay', 'sha256:c')}`,
      'the operation Pay, which is not a persisted operation (sha256:c)',
    ],
    [
      'was made by hand',
      `export const mount = ${literal('Pay')}`,
      'the operation Pay, which is not in the documents that codegen wrote',
    ],
    [
      'is a text',
      'export const mount = () => fetch("/graphql", { body: "mutation Pay { pay }" })',
      'the operation Pay as a text that is not persisted',
    ],
  ])(
    'is refused when an operation of it %s: it would fail in production alone',
    async (_what, source, fault) => {
      const { code, text } = await slice({ 'src/lifecycle.ts': source });
      expect(code).toBe(1);
      expect(text).toContain(fault);
      expect(text).toContain('write it in a .graphql file, and run npm run codegen');
    },
  );

  const TEXTS = `import { catalogue } from '@ebok/shell';
${['pl', 'en', 'uk'].map((language) => `import ${language} from './${language}.json';`).join('\n')}
export const t = catalogue({ pl, en, uk });`;
  const LANGUAGES = Object.fromEntries(
    ['pl', 'en', 'uk'].map((language) => [
      `src/checkout/texts/${language}.json`,
      `{ "a": "words in ${language}" }`,
    ]),
  );

  it('gives each language a file of its own, in whatever folder its texts are', async () => {
    const { code } = await slice({
      'src/lifecycle.ts': 'export const mount = () => import("./checkout/texts")',
      'src/checkout/texts/index.ts': TEXTS,
      ...LANGUAGES,
    });
    expect(code).toBe(0);
    for (const file of files())
      expect(readFileSync(file, 'utf8').match(/words in/g)?.length ?? 0).toBeLessThan(2);
  });

  it.each([
    ['outside of a folder texts', 'src/checkout/words.ts', TEXTS.replaceAll("'./", "'./texts/")],
    ['in another way', 'src/checkout/texts/index.ts', TEXTS.replaceAll("'./pl.json'", '"./pl.json"')],
  ])('is refused where texts of one language come with another: read %s', async (_how, place, source) => {
    const { code, text } = await slice({
      'src/lifecycle.ts': `export const mount = () => import(${JSON.stringify(place.replace('src/', './').replace('.ts', ''))})`,
      [place]: source,
      ...LANGUAGES,
    });
    expect(code).toBe(1);
    expect(text).toMatch(/carries src\/checkout\/texts\/pl\.json for readers of every language/);
  });

  it('is refused where nothing marks the parts that fail to come', async () => {
    // The built file as it would be if Vite's helper had another name.
    const { code, text } = await slice({
      'src/lifecycle.ts': 'export const mount = () => import("./App")',
      'src/App.ts': 'export const app = 1',
      'vite.config.mjs': `import { sliceConfig } from ${PRESET};
        const unmarked = { name: 'unmarked', renderChunk: (source) => source.replace('isMissingPart', 'isOther') };
        export default sliceConfig({ plugins: [unmarked] });`,
    });
    expect(code).toBe(1);
    expect(text).toMatch(/lifecycle-\S+\.js imports later, and nothing marks what fails to come/);
  });

  it('is refused where home could not tell which files its tiles are in', async () => {
    const { code, text } = await slice({
      'slice.json': '{ "name": "try", "parcels": [{ "name": "sum" }] }',
      'src/lifecycle.ts': 'export const parcels = { sum: () => import("./Sum") }',
      'src/Sum.ts': 'export const sum = 1',
    });
    expect(code).toBe(1);
    expect(text).toContain(
      'slice.json names parcels (sum), and lifecycle imports no module called …Parcel or …Tile',
    );
  });

  it('is refused when it imports what the page does not share', async () => {
    const { code, text } = await slice({
      'src/lifecycle.ts': 'import { gql } from "@apollo/client"; export const a = gql',
    });
    expect(code).toBe(1);
    expect(text).toContain('The page does not share gql of @apollo/client: see mf-shell/build/shared.mjs');
  });
});

/** An operation as codegen writes it. */
function document(name: string, hash?: string): string {
  return `export const ${name} = ${literal(name, hash)}`;
}

function literal(name: string, hash?: string): string {
  const meta = hash ? `"__meta__":{"hash":"${hash}"},` : '';
  const selectionSet = '{"kind":"SelectionSet","selections":[]}';
  const operation = `{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"${name}"},"selectionSet":${selectionSet}}`;
  return `{${meta}"kind":"Document","definitions":[${operation}]}`;
}

const SIGN_IN = `export const later = [import("./sign-in.page"), import("./texts/pl.json"), import("./texts/en.json"), import("./texts/uk.json")];`;

function shell(sources: Record<string, string>, change = (source: string) => source) {
  write({
    'package.json': '{ "version": "0.1.0" }',
    'shell.json': '{ "routes": ["/"] }',
    'src/public.ts': 'import { ApolloClient } from "@apollo/client"; export const Client = ApolloClient',
    'src/sign-in.page.ts': 'export const page = 1',
    ...Object.fromEntries(
      ['pl', 'en', 'uk'].map((language) => [`src/texts/${language}.json`, `{ "name": "${language}" }`]),
    ),
    ...sources,
    'src/shell.ts': change(`${sources['src/shell.ts']};\n${SIGN_IN}`),
  });
  return run([path.join(__dirname, 'build.mjs'), folder]);
}

function slice(sources: Record<string, string>) {
  write({
    'package.json': '{ "version": "0.1.0" }',
    'slice.json': '{ "name": "try" }',
    'vite.config.mjs': `import { sliceConfig } from ${PRESET}; export default sliceConfig();`,
    ...sources,
  });
  return run([VITE, 'build']);
}

function write(sources: Record<string, string>): void {
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

function run(args: string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, NODE_ENV: 'production' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder, env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? 1, text: out + err }),
    );
  });
}

interface BuiltManifest {
  entry: string;
  styles: string[];
  imports: Record<string, string>;
  start: { page: string[]; tiles: string[] };
  links: Record<string, string[]>;
  files: Record<string, { integrity: string; bytes: number }>;
}

function manifestOf(): BuiltManifest {
  return JSON.parse(readFileSync(path.join(folder, 'dist/manifest.json'), 'utf8')) as BuiltManifest;
}

function files(): string[] {
  return readdirSync(path.join(folder, 'dist'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(folder, 'dist', name));
}

it('types of operations take every scalar of the schema for a text, also one that is new', async () => {
  const slice = path.join(folder, 'mf-novelty');
  mkdirSync(path.join(slice, 'src/operations'), { recursive: true });
  const schema = 'scalar Money scalar Instant type Query { due: Money! at(since: Instant): Instant }';
  writeFileSync(path.join(folder, 'schema.graphql'), schema);
  writeFileSync(
    path.join(slice, 'src/operations/due.graphql'),
    'query Due($since: Instant) { due at(since: $since) }',
  );
  const codegen = path.join(ROOT, 'mf-shell/build/codegen.mjs');
  const code = await new Promise((resolve) => {
    const child = execFile(process.execPath, [codegen], { cwd: slice }, () => resolve(child.exitCode));
  });
  expect(code).toBe(0);
  const generated = readFileSync(path.join(slice, 'src/operations/generated/graphql.ts'), 'utf8');
  expect(generated).toMatch(/DueQuery = \{ .*due: string, at: string \| null \}/);
  expect(generated).toMatch(/since\?: string/);
});
