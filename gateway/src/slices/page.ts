// The one HTML page of the product, made of what was built: import map, shell, and what the shell knows of slices.
import { createHash } from 'node:crypto';
import { brandStyles } from './brand';
import type { BuiltPackage, FileContents, Manifest } from './built-package';
import { compressed } from './send';

/** How often the shell may ask for a slice's module again; each time by another address, each with its hash. */
const RETRIES = [1, 2, 3];

/**
 * The chart library of use (ApexCharts 4.7.0) writes this one style into the page, whether or not a legend is shown.
 * Its text is always the same, so its hash lets in nothing else; another version has another hash.
 */
const CHART_LEGEND = 'sha256-aSysLrDECVdJ6L+jLf8CC5QKLmwRuk/OZiZk9mYky8A=';

/** A composed page and every file it may ask for. */
export interface Page {
  html: string;
  headers: Record<string, string>;
  /** Whether the shell or a slice shows something at this path. */
  knows(path: string): boolean;
  assets: Map<string, FileContents>;
}

export interface PageOptions {
  production: boolean;
  /** What visitors read instead of the office while it is shut. */
  maintenance?: string;
  /** The colour of actions, `#rrggbb`; the shell's own without it. */
  brandColour?: string;
}

/** Composes the page of these builds. */
export function composePage(shell: BuiltPackage, slices: BuiltPackage[], options: PageOptions): Page {
  const map = script(importMap(shell, slices));
  const brand = options.brandColour ? brandFile(options.brandColour) : undefined;
  return {
    html: html(shell.manifest, map, script(config(slices, options)), brand?.link ?? ''),
    headers: pageHeaders(contentSecurityPolicy(map)),
    knows: (path) => knows(shell.manifest, slices, path),
    assets: new Map([
      ...assets([shell, ...slices]),
      ...(brand ? [[brand.address, brand.contents] as const] : []),
    ]),
  };
}

/** What guards every page of ours, with a policy of its own. */
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

function importMap(shell: BuiltPackage, slices: BuiltPackage[]) {
  const imports: Record<string, string> = {};
  const integrity: Record<string, string> = {};
  for (const [name, file] of Object.entries(shell.manifest.imports))
    imports[name] = address(shell.manifest, file);
  for (const { manifest } of slices) imports[`@ebok/${manifest.name}`] = address(manifest, manifest.entry);
  for (const { manifest, slice } of [shell, ...slices]) {
    for (const [file, hash] of Object.entries(manifest.files)) {
      if (!file.endsWith('.js')) continue;
      integrity[address(manifest, file)] = hash;
      if (!slice || file !== manifest.entry) continue;
      for (const retry of RETRIES) integrity[`${address(manifest, file)}?retry=${retry}`] = hash;
    }
  }
  return { imports, integrity };
}

function config(slices: BuiltPackage[], { production, maintenance }: PageOptions) {
  const described = slices.map(({ manifest, slice }) => ({
    ...slice,
    module: `@ebok/${manifest.name}`,
    styles: manifest.styles.map((file) => address(manifest, file)),
  }));
  return { slices: described, production, ...(maintenance ? { maintenance } : {}) };
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
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // No text becomes markup or script except through the templates of these two libraries.
    "require-trusted-types-for 'script'",
    'trusted-types lit-html vue',
  ].join('; ');
}

function html(shell: Manifest, map: string, config: string, brand: string): string {
  const at = (file: string) => `"${address(shell, file)}" integrity="${shell.files[file]}"`;
  return `<!doctype html>
<html lang="pl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>eBOK</title>
${shell.icon ? `<link rel="icon" type="image/svg+xml" href="${address(shell, shell.icon)}">` : ''}
<script type="importmap">${map}</script>
${shell.styles.map((file) => `<link rel="stylesheet" href=${at(file)}>`).join('\n')}
${brand}
${shell.preload.map((file) => `<link rel="modulepreload" href=${at(file)}>`).join('\n')}
<script type="application/json" id="ebok-config">${config}</script>
<script type="module" src=${at(shell.entry)}></script>
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

/** The retailer's colour as a file of its own, since the page's policy allows no styles within it. */
function brandFile(colour: string): { address: string; contents: FileContents; link: string } {
  const contents = compressed(brandStyles(colour));
  const digest = createHash('sha384').update(contents.plain).digest('base64');
  const name = createHash('sha256').update(contents.plain).digest('hex').slice(0, 12);
  const address = `/assets/brand-${name}.css`;
  return {
    address,
    contents,
    link: `<link rel="stylesheet" href="${address}" integrity="sha384-${digest}">`,
  };
}

function knows(shell: Manifest, slices: BuiltPackage[], path: string): boolean {
  if (shell.routes.includes(path)) return true;
  const routes = slices.flatMap(({ slice }) => slice?.routes ?? []);
  return routes.some((route) => path === route || path.startsWith(`${route}/`));
}

function assets(packages: BuiltPackage[]): Map<string, FileContents> {
  return new Map(
    packages.flatMap(({ manifest, files }) =>
      [...files].map(([file, contents]): [string, FileContents] => [address(manifest, file), contents]),
    ),
  );
}

/** The shell's files are told apart by their own hashes; a slice's also by the whole build they belong to. */
function address(manifest: Manifest, file: string): string {
  if (manifest.name === 'shell') return `/assets/shell/${file}`;
  const build = createHash('sha256').update(JSON.stringify(manifest.files)).digest('hex').slice(0, 12);
  return `/assets/${manifest.name}/${manifest.version}-${build}/${file}`;
}

/** JSON that cannot end the script element it stands in. */
function script(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
