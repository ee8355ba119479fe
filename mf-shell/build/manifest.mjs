// Writes what the gateway reads of a built package: manifest.json, and each file compressed once at the highest
// level.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const MARKING = `export const __vitePreload = (load) =>
  load().catch((error) => { throw Object.assign(error, { isMissingPart: true }); });`;
const OURS = new Set(['manifest.json', 'slice.json', 'operations.json']);

/** The hash in the format of subresource integrity: `sha384-…`. */
export function integrity(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

/** The size of a download. */
export function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/**
 * Completes a dist folder: hashes and sizes in the manifest, `.br` and `.gz` beside each file. `operations` (texts by
 * hash) are those that production lets this package run.
 * @returns brotli sizes by file
 */
export function writeManifest(dist, manifest, operations = {}) {
  const files = {};
  const sizes = {};
  for (const file of publicFiles(dist)) {
    const bytes = readFileSync(join(dist, file));
    const small = brotli(bytes);
    files[file] = { integrity: integrity(bytes), bytes: bytes.length };
    sizes[file] = small.length;
    writeFileSync(join(dist, `${file}.br`), small);
    writeFileSync(join(dist, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(dist, 'operations.json'), `${JSON.stringify(operations, null, 2)}\n`);
  writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  return sizes;
}

/** The static imports of each module, so that the gateway can preload them. */
export function staticLinks(output) {
  const chunks = output.filter((file) => file.type === 'chunk' && file.imports.length > 0);
  return Object.fromEntries(chunks.map(({ fileName, imports }) => [fileName, imports]));
}

/**
 * Replaces Vite's helper around `import()`, which would load styles and chunks that the page loads already. The
 * replacement marks failed loads, so that the shell can tell them from faults of running code
 * (`src/slices/slice-module.ts`).
 */
export function noPreloads() {
  return {
    name: 'ebok:no-preloads',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      return id.includes('vite/preload-helper') ? MARKING : null;
    },
    generateBundle(_options, bundle) {
      // Vite's helper is found by its name. Under another name it would stay, and the shell could not tell the
      // failures apart.
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const later = chunks.find(({ dynamicImports }) => dynamicImports.length > 0);
      if (later && !chunks.some(({ code }) => code.includes('isMissingPart')))
        this.error(
          `${later.fileName} imports later, and nothing marks what fails to come: Vite's helper has another name`,
        );
    },
  };
}

function publicFiles(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(map|br|gz)$/.test(entry.name) && !OURS.has(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .sort();
}
