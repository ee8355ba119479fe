// Vite's configuration of every slice: `export default sliceConfig({ plugins: [react()] })` in its vite.config.
import { copyFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esmExternalRequirePlugin } from 'vite';
import { noPreloads, staticLinks, writeManifest } from './manifest.mjs';
import { oneLanguage, polishOf } from './one-language.mjs';
import { sliceOperations } from './operations.mjs';
import { librariesOf, PARTS, SHARED, TARGET } from './shared.mjs';
import { unpersistedOperations } from './persisted-operations.mjs';

const SHELL = fileURLToPath(new URL('../src', import.meta.url));

/** Standalone mode has the fake instead of the shell, and the shell's real styles. */
export const ALONE = [
  { find: /^@ebok\/shell(\/fake)?$/, replacement: join(SHELL, 'fake.ts') },
  { find: /^@ebok\/shell\/styles/, replacement: join(SHELL, 'styles') },
];

/** Routers import this package for React below 18. */
const SINCE_REACT_18 = [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }];

/** Vite's mode for a slice inside the running portal, with the real shell. */
export const IN_PORTAL = 'portal';

/**
 * The Vite configuration of a slice: shared libraries left out, one entry (`src/lifecycle.ts` or `.tsx`), one
 * stylesheet, a manifest. `vite` itself (without `build`) runs the slice's index.html standalone, on the shell's
 * fake. `together`: groups of modules that become one file each, as rolldown has them (`{ name, test }`).
 */
export function sliceConfig({ plugins = [], together = [], root = process.cwd() } = {}) {
  const entry = ['src/lifecycle.tsx', 'src/lifecycle.ts'].find((file) => existsSync(join(root, file)));
  if (!entry)
    throw new Error(`A slice starts at src/lifecycle.ts or src/lifecycle.tsx, and ${root} has neither.`);
  return ({ command, mode }) => ({
    mode: builtFor(command, mode),
    root,
    base: './',
    plugins: [
      oneLanguage(),
      ...plugins,
      commonJs(),
      noPreloads(),
      sharedNames(),
      namedOperations(root),
      onlyPersistedOperations(root),
      ownSources(root),
      describe(root),
    ],
    resolve: { alias: aliases(command, mode) },
    build: {
      target: TARGET,
      sourcemap: true,
      // The shell loads the one stylesheet before it mounts the slice, so chunks have no stylesheets of their own.
      cssCodeSplit: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { lifecycle: join(root, entry) },
        preserveEntrySignatures: 'exports-only',
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
          codeSplitting: { groups: together },
        },
      },
    },
  });
}

function aliases(command, mode) {
  if (command === 'build') return SINCE_REACT_18;
  return mode === IN_PORTAL ? [] : ALONE;
}

/**
 * With the NODE_ENV of a test or a developer, the bundle would call React's development build, which the page does
 * not have.
 */
function builtFor(command, mode) {
  if (command !== 'build') return mode;
  process.env.NODE_ENV = 'production';
  return 'production';
}

/** Leaves the shared libraries out, also where a CommonJS dependency requires them. */
function commonJs() {
  return Object.assign(esmExternalRequirePlugin({ external: SHARED }), { apply: 'build', enforce: 'pre' });
}

/** Adds the slice's name to the hash of each generated operation: the page has one client for all slices. */
function namedOperations(root) {
  return {
    name: 'ebok:named-operations',
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('__meta__')) return null;
      const { name } = JSON.parse(readFileSync(join(root, 'slice.json'), 'utf8'));
      return { code: code.replace(/(["']?__meta__["']?:\s*\{)/g, `$1 slice: '${name}',`), map: null };
    },
  };
}

/** Fails a build with an operation that the gateway would refuse in production. */
function onlyPersistedOperations(root) {
  return {
    name: 'ebok:persisted-operations',
    apply: 'build',
    generateBundle(_options, bundle) {
      const { name } = JSON.parse(readFileSync(join(root, 'slice.json'), 'utf8'));
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const codes = Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code]));
      const [fault] = unpersistedOperations(codes, sliceOperations(root), name);
      if (fault) this.error(`${fault}: write it in a .graphql file, and run npm run codegen`);
    },
  };
}

/** Fails a build that imports another slice or the gateway: slices link by URL, and know the API by its schema. */
function ownSources(root) {
  const allowed = [realpathSync(root), SHELL].map((folder) => `${folder}/`);
  return {
    name: 'ebok:own-sources',
    apply: 'build',
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const file = id.split('?', 1)[0];
        if (!isAbsolute(file) || file.includes('/node_modules/')) continue;
        if (allowed.some((folder) => realpathSync(file).startsWith(folder))) continue;
        const [importer] = this.getModuleInfo(id)?.importers ?? [];
        const from = importer ? relative(root, importer) : 'it';
        this.error(
          `${from} imports ${relative(root, file)}, which is not this slice's own: slices link by URL, and share what is in @ebok/shell`,
        );
      }
    },
  };
}

/** Fails a build with an import that the page does not provide: in the browser the whole slice would not load. */
function sharedNames() {
  return {
    name: 'ebok:shared-names',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const { code, type } of Object.values(bundle)) {
        if (type !== 'chunk') continue;
        for (const { name, from } of imported(this.parse(code))) {
          if (!PARTS[from] || PARTS[from].includes(name)) continue;
          this.error(`The page does not share ${name} of ${from}: see mf-shell/build/shared.mjs`);
        }
      }
    },
  };
}

function imported({ body }) {
  return body
    .filter(
      ({ type, source }) => source && (type === 'ImportDeclaration' || type === 'ExportNamedDeclaration'),
    )
    .flatMap(({ specifiers, source }) =>
      specifiers
        .map(
          (specifier) =>
            specifier.imported ?? (specifier.type === 'ExportSpecifier' ? specifier.local : undefined),
        )
        .filter((name) => name)
        .map(({ name, value }) => ({ name: name ?? value, from: source.value })),
    );
}

/** Writes manifest.json and slice.json once all files are in dist. */
function describe(root) {
  let out;
  return {
    name: 'ebok:manifest',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    writeBundle(_options, bundle) {
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const slice = JSON.parse(readFileSync(join(root, 'slice.json'), 'utf8'));
      const { name } = slice;
      const files = Object.values(bundle);
      const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
      const styles = files.map((file) => file.fileName).filter((file) => file.endsWith('.css'));
      copyFileSync(join(root, 'slice.json'), join(out, 'slice.json'));
      const imported = files.flatMap(({ imports = [], dynamicImports = [] }) => [
        ...imports,
        ...dynamicImports,
      ]);
      const libraries = librariesOf(root, imported);
      const manifest = { name, version, entry: entry.fileName, styles, libraries };
      writeManifest(
        out,
        { ...manifest, start: checkedStart(slice, entry, bundle), links: staticLinks(files) },
        sliceOperations(root),
      );
    },
  };
}

/**
 * Module names decide what is preloaded: a module without a recognised name fails the build, or home would wait for
 * it.
 */
function checkedStart({ parcels = [] }, entry, bundle) {
  const found = start(entry, bundle);
  if (parcels.length > 0 && found.tiles.length === 0)
    throw new Error(
      `slice.json names parcels (${parcels.map(({ name }) => name).join(', ')}), and ${entry.name} imports no module called …Parcel or …Tile`,
    );
  return found;
}

/**
 * Files that load first, by the names of the modules that the entry imports dynamically. `…Parcel` and `…Tile` are
 * tiles on home, `App` and `…Page` are the slice's own page, any other name belongs to both.
 */
function start(entry, bundle) {
  const later = entry.dynamicImports.map((file) => bundle[file]).filter(Boolean);
  const without = (pattern) =>
    later.filter(({ name }) => !pattern.test(name)).map(({ fileName }) => fileName);
  const hasTiles = later.some(({ name }) => /(Parcel|Tile)$/.test(name));
  const page = [entry.fileName, ...without(/(Parcel|Tile)$/)];
  const tiles = hasTiles ? [entry.fileName, ...without(/^App$|Page$/)] : [];
  return { page: [...page, ...polishOf(page, bundle)], tiles: [...tiles, ...polishOf(tiles, bundle)] };
}
