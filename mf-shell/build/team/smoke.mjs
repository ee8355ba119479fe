// Smoke test of the built slice in a browser, on the shell's fake and under the page's policy. Each address and tile
// must show something, also on a phone, export what slice.json names, and pass axe. src/standalone.ts has the fake's
// answers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { ALONE } from '../slice-build.mjs';
import { findChromium } from './chromium.mjs';
import { PAGE_POLICY } from './policy.mjs';
import { DESK, listen, missingExports, tile, visit } from './visits.mjs';

/** Makes the entry's exports visible to this file. */
const EXPOSED = `import * as ebokSlice from './lifecycle';\nglobalThis.ebokSlice = ebokSlice;\n`;

/**
 * @returns {Promise<string[]>} one sentence for each address or tile that shows nothing, and for each finding of axe
 */
export async function smokeFaults(folder, say) {
  const executablePath = findChromium();
  if (!executablePath) {
    say('not tried in a browser, there is no Chromium here (CHROMIUM_PATH).');
    return [];
  }
  const out = mkdtempSync(join(tmpdir(), 'ebok-smoke-'));
  try {
    await buildAlone(folder, out);
    return await visitAll(folder, out, executablePath);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Builds the slice's own files as they will be published, with the libraries that the page shares around them. */
async function buildAlone(folder, outDir) {
  const dist = join(folder, 'dist');
  const { entry, styles } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const sheets = styles.map((file) => `import ${JSON.stringify(join(dist, file))};\n`).join('');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'ebok:built-slice',
        enforce: 'pre',
        resolveId: (id, importer) =>
          id === './lifecycle' && importer?.endsWith('standalone.ts') ? join(dist, entry) : null,
        transform: (code, id) =>
          id.endsWith('src/standalone.ts') ? { code: sheets + EXPOSED + code, map: null } : null,
      },
    ],
    resolve: { alias: ALONE, dedupe: ['react', 'react-dom', 'vue', '@apollo/client'] },
    build: { outDir, emptyOutDir: true, minify: false, reportCompressedSize: false },
  });
}

async function visitAll(folder, outDir, executablePath) {
  const description = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1', headers: { 'content-security-policy': PAGE_POLICY } },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { port } = server.httpServer.address();
    const context = await browser.newContext({ locale: 'pl-PL', viewport: DESK });
    const page = await context.newPage();
    const complaints = await listen(page);
    const url = `http://127.0.0.1:${port}`;
    const faults = [];
    for (const route of description.routes)
      faults.push(...(await visit(page, url + route, `at ${route}`, complaints)));
    faults.push(...(await missingExports(page, description)));
    for (const { name } of description.parcels)
      faults.push(...(await tile(page, url + description.routes[0], name, complaints)));
    return [...new Set(faults)];
  } finally {
    await browser.close();
    await server.close();
  }
}
