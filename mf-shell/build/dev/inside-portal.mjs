// Vite's side of `npm run dev`: serves the slice's modules, and the portal's pages that start them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SHARED } from '../shared.mjs';
import { BASE, LIBRARIES, sharedAddress } from './names.mjs';
import { developedPage, developedPolicy } from './page.mjs';

const OWN = `${BASE}libraries/`;
const NAMES = new Set([...SHARED, ...Object.values(LIBRARIES).flat()]);
/** Response headers that are copied; length, encoding and etag are the portal's own. */
const KEPT =
  /^(set-cookie|content-type|cache-control|location|cross-origin-.*|referrer-policy|x-content-type-options)$/;

/** Leaves shared libraries to the page's import map. */
export function sharedByPage() {
  return {
    name: 'ebok:shared-by-page',
    enforce: 'pre',
    resolveId: (id) => (NAMES.has(id) ? { id: sharedAddress(id), external: true } : null),
  };
}

/** Serves pages and libraries; Vite serves the slice's modules, and proxies everything else to the portal. */
export function portalPages({ portal, folder, entry, libraries }) {
  const imports = Object.fromEntries(
    Object.entries(libraries.imports).map(([name, file]) => [name, OWN + file]),
  );
  return {
    name: 'ebok:portal-pages',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url.split('?', 1)[0];
        if (path === `${BASE}preamble.js`)
          return void preamble(folder).then((code) => send(response, code), next);
        if (path.startsWith(OWN)) return send(response, libraries.files.get(path.slice(OWN.length)));
        if (path.startsWith(BASE) || !wantsPage(request)) return next();
        sendPage(request, response).catch(next);
      });
    },
  };

  async function sendPage(request, response) {
    const { accept, cookie = '', 'accept-language': language = '' } = request.headers;
    const answer = await fetch(portal + request.url, {
      headers: { accept, cookie, 'accept-language': language, 'sec-fetch-dest': 'document' },
      redirect: 'manual',
    });
    const html = await answer.text();
    const slice = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
    // The portal may not have the slice yet.
    response.statusCode = answer.status === 404 && isAt(slice, request.url) ? 200 : answer.status;
    for (const [name, value] of answer.headers)
      if (KEPT.test(name) && name !== 'set-cookie') response.setHeader(name, value);
    response.setHeader('set-cookie', answer.headers.getSetCookie());
    if (!html.includes('id="ebok-config"')) return response.end(html);
    const page = developedPage(html, { slice, entry: BASE + entry, libraries: imports });
    const policy = answer.headers.get('content-security-policy') ?? '';
    response.setHeader('content-security-policy', developedPolicy(policy, page.mapHash));
    response.setHeader('cache-control', 'no-store');
    response.end(page.html);
  }
}

/** React's fast refresh must run before React; Vue needs nothing. */
async function preamble(folder) {
  try {
    const place = createRequire(join(folder, 'package.json')).resolve('@vitejs/plugin-react');
    const { default: react } = await import(pathToFileURL(place));
    return react.preambleCode.replace('__BASE__', BASE);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return 'export {};';
    throw error;
  }
}

function isAt({ routes }, url) {
  const path = url.split('?', 1)[0];
  return routes.some((route) => path === route || path.startsWith(`${route}/`));
}

function wantsPage({ method, headers }) {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

function send(response, code) {
  response.statusCode = code === undefined ? 404 : 200;
  response.setHeader('content-type', 'text/javascript; charset=utf-8');
  response.setHeader('cache-control', 'no-cache');
  response.end(code ?? 'Not found');
}
