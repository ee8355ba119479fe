// The one HTML page of the product, made of published versions: import map, shell, and what the shell knows of slices.
import { createHash } from 'node:crypto';
import { brandStyles } from './brand';
import { addressOf, type Version } from './catalogue';

/** How often the shell may ask for a slice's module again; each time by another address, each with its hash. */
const RETRIES = [1, 2, 3];

/**
 * The chart library of use (ApexCharts 4.7.0) writes this one style into the page, whether or not a legend is shown.
 * Its text is always the same, so its hash lets in nothing else; another version has another hash.
 */
const CHART_LEGEND = 'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A=';

/** A composed page. */
export interface Page {
  html: string;
  headers: Record<string, string>;
}

export interface PageOptions {
  production: boolean;
  /** What visitors read instead of the office while it is shut. */
  maintenance?: string;
  /** The colour of actions, `#rrggbb`; the shell's own without it. */
  brandColour?: string;
}

/** What differs between two pages of the same versions. */
export interface Visit {
  /** The slice whose page is asked for, or HOME, for its files to be fetched ahead; absent: none is. */
  ahead?: string;
  /** Name of the preview that the visitor opened. */
  preview?: string;
}

export const HOME = '/';

/** Composes the page of these versions. */
export function composePage(shell: Version, slices: Version[], options: PageOptions, visit: Visit): Page {
  const map = script(importMap(shell, slices));
  return {
    html: html(shell, map, script(config(shell, slices, options, visit)), [
      ...(options.brandColour ? [brandFile(options.brandColour).link] : []),
      ...filesAhead(shell, slices, visit).map((file) => `<link rel="modulepreload" href=${file}>`),
    ]),
    headers: pageHeaders(contentSecurityPolicy(map)),
  };
}

/** Security headers of every page, with the page's own content policy. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** The slice that owns a path; HOME for pages of the shell; undefined where no slice owns it. */
export function ownerOf(path: string, shell: Version, slices: Version[]): string | undefined {
  if (shell.manifest.routes.some((route) => matches(route, path))) return HOME;
  return slices.find(({ description }) =>
    description?.routes.some((route) => path === route || path.startsWith(`${route}/`)),
  )?.slice;
}

/** @param route of the shell: an address, or with `/` at its end everything below it */
function matches(route: string, path: string): boolean {
  return path === route || (route !== HOME && route.endsWith('/') && path.startsWith(route));
}

function importMap(shell: Version, slices: Version[]) {
  const imports: Record<string, string> = {};
  const integrity: Record<string, string> = {};
  for (const [name, file] of Object.entries(shell.manifest.imports)) imports[name] = addressOf(shell, file);
  for (const version of slices)
    imports[`@ebok/${version.slice}`] = addressOf(version, version.manifest.entry);
  for (const version of [shell, ...slices]) {
    const { files, entry } = version.manifest;
    for (const [file, sealed] of Object.entries(files)) {
      // The shell loads slices' stylesheets, and holds them against this too.
      if (!/\.(js|css)$/.test(file)) continue;
      integrity[addressOf(version, file)] = sealed.integrity;
      if (version === shell || file !== entry) continue;
      for (const retry of RETRIES) integrity[`${addressOf(version, file)}?retry=${retry}`] = sealed.integrity;
    }
  }
  return { imports, integrity };
}

function config(shell: Version, slices: Version[], options: PageOptions, visit: Visit) {
  const described = slices.map((version) => ({
    ...version.description,
    version: version.version,
    module: `@ebok/${version.slice}`,
    styles: version.manifest.styles.map((file) => addressOf(version, file)),
  }));
  const { production, maintenance } = options;
  const { preview } = visit;
  return {
    shell: shell.version,
    slices: described,
    production,
    ...(preview ? { preview } : {}),
    ...(maintenance ? { maintenance } : {}),
  };
}

/**
 * Modules of the first screen with all their imports. The browser preloads them in parallel instead of
 * discovering them one by one.
 */
function filesAhead(shell: Version, slices: Version[], { ahead }: Visit): string[] {
  const found = new Map<string, string>();
  const add = (version: Version, file: string) => {
    const address = addressOf(version, file);
    const sealed = version.manifest.files[file];
    if (!sealed || found.has(address) || shell.manifest.preload.includes(file)) return;
    found.set(address, at(version, file));
    for (const link of version.manifest.links[file] ?? []) {
      const shared = shell.manifest.imports[link];
      if (shared) add(shell, shared);
      else add(version, link);
    }
  };
  if (ahead)
    for (const version of slices) {
      const { page, tiles } = version.manifest.start;
      for (const file of ahead === HOME ? tiles : ahead === version.slice ? page : []) add(version, file);
    }
  return [...found.values()];
}

function contentSecurityPolicy(map: string): string {
  const hash = createHash('sha256').update(map).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    `style-src 'self' '${CHART_LEGEND}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    // Terms and the like: the retailer's own files, each with a policy that lets nothing run.
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // No text becomes markup or script except through the templates of these two libraries.
    "require-trusted-types-for 'script'",
    'trusted-types lit-html vue',
  ].join('; ');
}

function html(shell: Version, map: string, config: string, links: string[]): string {
  const { icon, styles, preload, entry } = shell.manifest;
  return `<!doctype html>
<html lang="pl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Elektroniczne biuro obsługi klienta: saldo, faktury, płatności i zużycie energii w jednym miejscu.">
<title>eBOK</title>
${icon ? `<link rel="icon" type="image/svg+xml" href="${addressOf(shell, icon)}">` : ''}
<script type="importmap">${map}</script>
${styles.map((file) => `<link rel="stylesheet" href=${at(shell, file)}>`).join('\n')}
${preload.map((file) => `<link rel="modulepreload" href=${at(shell, file)}>`).join('\n')}
${links.join('\n')}
<script type="application/json" id="ebok-config">${config}</script>
<script type="module" src=${at(shell, entry)}></script>
</head>
<body>
<noscript>
<p lang="pl">eBOK potrzebuje JavaScriptu. Włącz go w ustawieniach przeglądarki i odśwież stronę.</p>
<p lang="en">eBOK needs JavaScript. Switch it on in the settings of your browser and reload the page.</p>
<p lang="uk">eBOK потребує JavaScript. Увімкніть його в налаштуваннях браузера й оновіть сторінку.</p>
</noscript>
</body>
</html>
`;
}

/** An address and the hash the browser is to find there. */
function at(version: Version, file: string): string {
  return `"${addressOf(version, file)}" integrity="${version.manifest.files[file]!.integrity}"`;
}

/** The retailer's colour as a file of its own, since the page's policy allows no styles within it. */
export function brandFile(colour: string): { address: string; css: string; link: string } {
  const css = brandStyles(colour);
  const digest = createHash('sha384').update(css).digest('base64');
  const name = createHash('sha256').update(css).digest('hex').slice(0, 12);
  const address = `/assets/brand-${name}.css`;
  return { address, css, link: `<link rel="stylesheet" href="${address}" integrity="sha384-${digest}">` };
}

/** Serialises JSON so that it cannot close its script element. */
function script(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
