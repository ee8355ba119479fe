// The built slice on the shell's fake in a browser: something stands at each of its addresses, and axe has no complaint.
// What the fake answers is what the slice says in src/alone.ts, which also runs it alone.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { ALONE } from '../slice-build.mjs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LONGEST_MS = 15_000;

/** @returns {Promise<string[]>} one sentence for each address at which nothing stands, and for each finding of axe */
export async function smokeFaults(folder, say) {
  const executablePath = [process.env.CHROMIUM_PATH, ...BROWSERS].find((path) => path && existsSync(path));
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

/** The slice's own files as they will be published, and around them what the page would share. */
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
          id === './lifecycle' && importer?.endsWith('alone.ts') ? join(dist, entry) : null,
        transform: (code, id) => (id.endsWith('src/alone.ts') ? { code: sheets + code, map: null } : null),
      },
    ],
    resolve: { alias: ALONE, dedupe: ['react', 'react-dom', 'vue', '@apollo/client'] },
    build: { outDir, emptyOutDir: true, minify: false, reportCompressedSize: false },
  });
}

async function visitAll(folder, outDir, executablePath) {
  const { routes } = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ locale: 'pl-PL' });
    const faults = [];
    const { port } = server.httpServer.address();
    for (const route of routes) faults.push(...(await visit(page, `http://127.0.0.1:${port}`, route)));
    return faults;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function visit(page, url, route) {
  const complaints = [];
  const hear = (error) => complaints.push(error.message.split('\n', 1)[0]);
  page.on('pageerror', hear);
  try {
    await page.goto(url + route);
    const heading = page.locator('#slice h1').first();
    const stands = await heading.waitFor({ timeout: LONGEST_MS }).then(
      () => true,
      () => false,
    );
    if (!stands)
      return [
        `page: no heading stands at ${route} with the answers of src/alone.ts`,
        ...complaints.map(at(route)),
      ];
    await page.waitForLoadState('networkidle');
    await page.evaluate(readFileSync(AXE, 'utf8'));
    return [...complaints.map(at(route)), ...(await findings(page, route))];
  } finally {
    page.off('pageerror', hear);
  }
}

function at(route) {
  return (message) => `page: at ${route}: ${message}`;
}

/** Of the slice alone: what stands around it here is nobody's page. */
async function findings(page, route) {
  const violations = await page.evaluate(async () => (await globalThis.axe.run('#slice')).violations);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `axe: ${id} at ${route}: ${target.join(' ')} (${help})`),
  );
}
