// The persisted operations of a slice and of the shell: in production the gateway runs no others.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Texts by hash of all generated operations in a slice's sources, in whatever folder they are. */
export function sliceOperations(root) {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === 'persisted-documents.json')
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  return Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
}

/**
 * Texts by hash of every string that src/session/session.operations.ts exports. The shell sends texts, not hashes.
 */
export async function shellOperations(root) {
  const entry = join(root, 'src/session/session.operations.ts');
  if (!existsSync(entry)) return {};
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'operations' } },
  }).then((built) => (Array.isArray(built) ? built[0] : built));
  const module = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
  const texts = Object.values(module).filter((value) => typeof value === 'string');
  return Object.fromEntries(
    texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]),
  );
}
