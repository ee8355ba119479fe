// The portal's page with one slice replaced by its sources; everything else stays as deployed.
import { createHash } from 'node:crypto';
import { BASE, sharedAddress } from './names.mjs';

const MAP = /<script type="importmap">(.*?)<\/script>/s;
const CONFIG = /<script type="application\/json" id="ebok-config">(.*?)<\/script>/s;

/**
 * @param {string} html as the portal sent it
 * @param {{ slice: object, entry: string, libraries: Record<string, string> }} changes the slice's slice.json, the module
 *   that starts it, and addresses of libraries by name
 */
export function developedPage(html, { slice, entry, libraries }) {
  const map = JSON.parse(MAP.exec(html)[1]);
  Object.assign(map.imports, libraries, { [`@ebok/${slice.name}`]: entry });
  for (const [name, address] of Object.entries(map.imports)) map.imports[sharedAddress(name)] ??= address;
  const mapText = script(map);
  const config = JSON.parse(CONFIG.exec(html)[1]);
  const changed = html
    // The slice's deployed files are not used, so they are not preloaded.
    .replace(new RegExp(`<link rel="modulepreload" href="/assets/${slice.name}/[^>]*>`, 'g'), '')
    .replace(MAP, () => `<script type="importmap">${mapText}</script>`)
    .replace(
      CONFIG,
      () => `<script type="module" src="${BASE}@vite/client"></script>
<script type="module" src="${BASE}preamble.js"></script>
<script type="application/json" id="ebok-config">${script(withSlice(config, slice))}</script>`,
    );
  return { html: changed, mapHash: `sha256-${createHash('sha256').update(mapText).digest('base64')}` };
}

/** The slice as slice.json describes it, even if it was never published. Its styles come with its modules. */
function withSlice(config, slice) {
  const deployed = config.slices.find(({ name }) => name === slice.name);
  const own = { ...slice, version: deployed?.version ?? 'dev', module: `@ebok/${slice.name}`, styles: [] };
  // Operations may be new: outside production the shell sends the text of an operation that the gateway does not
  // know.
  return { ...config, production: false, slices: [...config.slices.filter((one) => one !== deployed), own] };
}

/** The portal's policy, plus a socket and inline styles, which Vite needs to update a running page. */
export function developedPolicy(policy, mapHash) {
  return policy
    .replace(/'sha256-[^']*'/, `'${mapHash}'`)
    .replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'")
    .replace(/connect-src [^;]*/, '$& ws:');
}

/** JSON that cannot end its script element. */
function script(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
