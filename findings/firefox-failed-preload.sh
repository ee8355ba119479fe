#!/usr/bin/env bash
# Firefox 153.8 ESR (FIREFOX_PATH, else /usr/bin/firefox-esr) and Chromium 156 (CHROMIUM_PATH, else /usr/bin/chromium), driven by puppeteer-core 24.43.1.
#
# Expected: <link rel="modulepreload"> is a hint. When its request fails, a later import() of the same address sends a new request, as in
# Chromium.
# Seen: Firefox keeps the failure in the page's module map. It rejects every later import() of that address at once and sends no request,
# although the server has recovered. A failed import() has the same effect. An address with another query string is another module.
# Leads to: one lost packet during a preload, and that part of the page cannot be opened until the page is reloaded. A "try again" button
# that calls import() has no effect.
# Instead: import again under an address with a unique query string, or preload with fetch().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact puppeteer-core@24.43.1
cat > open.mjs <<'JS'
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';

const PAGE = `<!doctype html><title>preload</title><link rel="modulepreload" href="/part.js">`;
/** Answers for the part: the first request fails, all others are served. */
const asked = [];
const server = createServer((request, response) => {
  if (!request.url.startsWith('/part.js')) {
    response.setHeader('content-type', 'text/html');
    return response.end(request.url === '/' ? PAGE : '');
  }
  asked.push(request.url);
  response.statusCode = asked.length === 1 ? 503 : 200;
  response.setHeader('content-type', 'text/javascript');
  response.setHeader('cache-control', 'no-store');
  response.end('export const name = "part";');
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

for (const [name, options] of [
  ['Chromium', { browser: 'chrome', executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] }],
  ['Firefox', { browser: 'firefox', executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr' }],
]) {
  asked.length = 0;
  const browser = await puppeteer.launch({ headless: true, ...options });
  console.error(await browser.version());
  const page = await browser.newPage();
  await page.goto(url);
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const load = (address) =>
    page.evaluate((it) => import(it).then(({ name: its }) => its, () => 'rejected'), address);
  for (const address of ['/part.js', '/part.js', '/part.js?again'])
    console.log(`${name}: import('${address}') → ${await load(address)}, requests so far ${asked.length}`);
  await browser.close();
}
server.close();
JS
node open.mjs | tee seen
diff seen - <<'SEEN'
Chromium: import('/part.js') → part, requests so far 2
Chromium: import('/part.js') → part, requests so far 2
Chromium: import('/part.js?again') → part, requests so far 3
Firefox: import('/part.js') → rejected, requests so far 1
Firefox: import('/part.js') → rejected, requests so far 1
Firefox: import('/part.js?again') → part, requests so far 2
SEEN
echo "As found: after a failed preload Firefox sends no further request."
