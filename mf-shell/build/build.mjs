// Builds the page's own files: the shell, its public API, and the libraries all slices share, each content-hashed.
// `npm run build -w @ebok/shell`; `node build.mjs FOLDER` builds another shell (tests do).
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, defaultClientConditions } from 'vite';
import { closure, refuseHeavySignIn, table } from './budget.mjs';
import { noPreloads, staticLinks, writeManifest } from './manifest.mjs';
import { shellOperations } from './operations.mjs';
import { librariesOf, PARTS, SHARED, TARGET, TOGETHER } from './shared.mjs';
import { sharedEntries, sharedEntry } from './shared-entries.mjs';
import { unpersistedOperations } from './persisted-operations.mjs';

/** Builds the shell in `root` into its dist folder. @returns brotli sizes by file */
export async function buildShell(root) {
  process.env.NODE_ENV = 'production';
  const out = join(root, 'dist');
  const { output } = await build({
    root,
    configFile: false,
    mode: 'production',
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [sharedEntries(), noPreloads()],
    // RxJS has a build without helpers for old browsers, under this condition.
    resolve: { conditions: ['es2015', ...defaultClientConditions] },
    define: {
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: TARGET,
      sourcemap: true,
      cssCodeSplit: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          shell: join(root, 'src/shell.ts'),
          public: join(root, 'src/public.ts'),
          ...Object.fromEntries(SHARED.filter((name) => name !== '@ebok/shell').map(sharedEntry)),
        },
        // Slices are resolved by the import map, never bundled.
        external: /^@ebok\//,
        preserveEntrySignatures: 'exports-only',
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
          codeSplitting: { groups: TOGETHER },
        },
      },
    },
  });
  const operations = await shellOperations(root);
  const chunks = output.filter(({ type }) => type === 'chunk');
  const faults = unpersistedOperations(
    Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code])),
    operations,
  );
  if (faults.length > 0)
    throw new Error(
      `${faults.join('\n')}\nThe shell's operations stand in src/session/session.operations.ts.`,
    );
  return describe(root, out, output, operations);
}

function describe(root, out, output, operations) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { routes } = JSON.parse(readFileSync(join(root, 'shell.json'), 'utf8'));
  const entries = Object.fromEntries(
    output.filter((file) => file.type === 'chunk' && file.isEntry).map((file) => [file.name, file.fileName]),
  );
  const imports = Object.fromEntries(SHARED.map((name) => [name, sharedFile(name, output)]));
  const [entry, ...preload] = closure(output, entries.shell);
  const styles = output.map((file) => file.fileName).filter((file) => file.endsWith('.css'));
  const manifest = {
    name: 'shell',
    version,
    entry,
    preload,
    styles,
    icon: copyIcon(root, out),
    imports,
    libraries: librariesOf(root),
    routes,
    links: staticLinks(output),
  };
  const sizes = writeManifest(out, manifest, operations);
  return { output, sizes, entries, imports };
}

/** The file of a name in the import map. It must have named exports, or slices would fail in the browser only. */
function sharedFile(name, output) {
  const wanted = name === '@ebok/shell' ? 'public' : sharedEntry(name)[0];
  const chunk = output.find((file) => file.isEntry && file.name === wanted);
  const names = chunk?.exports.filter((exported) => exported !== 'default') ?? [];
  const missing = PARTS[name]?.filter((part) => !names.includes(part)) ?? [];
  if (names.length > 0 && missing.length === 0) return chunk.fileName;
  throw new Error(
    `The page would share ${name} without ${missing.join(', ') || 'any name'}: see mf-shell/build/shared-entries.mjs`,
  );
}

/** Copies the icon of the shell in `root` into `out`, under a content-hashed name. */
export function copyIcon(root, out) {
  const source = join(root, 'build', 'icon.svg');
  if (!existsSync(source)) return undefined;
  const hash = createHash('sha256').update(readFileSync(source)).digest('base64url').slice(0, 8);
  copyFileSync(source, join(out, `icon-${hash}.svg`));
  return `icon-${hash}.svg`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildShell(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  process.stdout.write(table(built));
  const refusal = refuseHeavySignIn(built);
  if (refusal) {
    process.stderr.write(`${refusal}\n`);
    process.exit(1);
  }
}
