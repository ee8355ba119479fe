// Builds the playground: GraphiQL and its editor with all dependencies, so that nothing loads from another host.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { closure } from '../build/budget.mjs';
import { copyIcon } from '../build/build.mjs';
import { noPreloads, writeManifest } from '../build/manifest.mjs';
import { TARGET } from '../build/shared.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const OUT = join(ROOT, 'dist');
// One flat folder: the gateway serves files by name only.
const NAMES = {
  entryFileNames: '[name]-[hash].js',
  chunkFileNames: '[name]-[hash].js',
  assetFileNames: '[name]-[hash][extname]',
};

process.env.NODE_ENV = 'production';
const { output } = await build({
  root: ROOT,
  configFile: false,
  mode: 'production',
  base: './',
  publicDir: false,
  logLevel: 'error',
  plugins: [noPreloads()],
  worker: { format: 'es', rolldownOptions: { output: NAMES } },
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: TARGET,
    // The editor's source maps would be megabytes without a reader.
    sourcemap: false,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: { playground: join(ROOT, 'src/playground.tsx') }, output: NAMES },
  },
});

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const started = output.find((file) => file.type === 'chunk' && file.isEntry).fileName;
const [entry, ...preload] = closure(output, started);
const styles = output.map((file) => file.fileName).filter((file) => file.endsWith('.css'));
const icon = copyIcon(join(ROOT, '..'), OUT);
const sizes = writeManifest(OUT, { name: 'playground', version, entry, preload, styles, icon });
const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
process.stdout.write(
  `Playground: ${Object.keys(sizes).length} files, ${Math.round(total / 1000)} kB (brotli)\n`,
);
