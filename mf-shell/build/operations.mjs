// The operations the shell itself runs, for the gateway to know them by.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Texts by hash of every string that src/session/session.operations.ts exports. The shell sends the texts themselves. */
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
