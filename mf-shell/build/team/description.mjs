// Checks slice.json before the build: an unknown key, icon or version range is found here, not by customers.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies, validRange } from 'semver';
import { parseSync } from 'vite';

const ANY = () => undefined;
const TEXT = (value) => (typeof value === 'string' && value.trim() ? undefined : 'is a text');
const NUMBER = (value) => (Number.isFinite(value) ? undefined : 'is a number');
const SWITCH = (value) => (typeof value === 'boolean' ? undefined : 'is true or false');
const PATH = (value) => (/^\/[a-z0-9/-]*$/.test(value) ? undefined : 'is an address such as /finanse');
const NAME = (value) =>
  /^[a-z][a-z0-9-]{0,31}$/.test(value) ? undefined : 'is a name of small letters, digits and hyphens';

/** The keys of slice.json with the type of their values; `?` marks optional ones. */
export const KEYS = {
  name: NAME,
  routes: [PATH],
  menu: [
    { path: PATH, text: { pl: TEXT, en: TEXT, uk: TEXT }, order: NUMBER, 'icon?': TEXT, 'badge?': SWITCH },
  ],
  parcels: [{ name: NAME, order: NUMBER, 'height?': NUMBER }],
  shell: ANY,
};

/**
 * @param {string} folder the slice's own
 * @param {string} shell the folder of the shell that provides icons and versions
 * @returns {string[]} one sentence for each entry of slice.json that the page would ignore or fail at
 */
export function descriptionFaults(folder, shell) {
  let description;
  try {
    description = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
  } catch (error) {
    return [`slice.json: ${error.message}`];
  }
  const faults = shapeFaults(description, KEYS, '');
  if (faults.length > 0) return faults.map((fault) => `slice.json: ${fault}`);
  return [
    ...iconFaults(description, iconNames(shell)),
    ...menuFaults(description),
    ...pageFaults(description, join(folder, 'src/routes.tsx')),
    ...shellFaults(description, JSON.parse(readFileSync(join(shell, 'package.json'), 'utf8'))),
  ].map((fault) => `slice.json: ${fault}`);
}

function shapeFaults(value, shape, at) {
  if (typeof shape === 'function') {
    const wrong = shape(value);
    return wrong ? [`"${at}" ${wrong}, not ${JSON.stringify(value) ?? 'left out'}`] : [];
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`"${at}" is a list`];
    return value.flatMap((one, n) => shapeFaults(one, shape[0], `${at}[${n}]`));
  }
  if (!(value instanceof Object)) return [`"${at}" is an object`];
  const keys = Object.keys(shape).map((key) => key.replace('?', ''));
  const unknown = Object.keys(value)
    .filter((key) => !keys.includes(key))
    .map((key) => `nobody knows "${inside(at, key)}"; the keys here are ${keys.join(', ')}`);
  const wrong = Object.entries(shape)
    .filter(([key]) => !key.endsWith('?') || value[key.slice(0, -1)] !== undefined)
    .flatMap(([key, of]) => shapeFaults(value[key.replace('?', '')], of, inside(at, key.replace('?', ''))));
  return [...unknown, ...wrong];
}

function inside(at, key) {
  return at ? `${at}.${key}` : key;
}

function iconFaults({ menu }, icons) {
  return menu
    .filter(({ icon }) => icon && !icons.includes(icon))
    .map(({ icon, path }) => `the shell has no icon "${icon}" (menu ${path}); it has ${icons.join(', ')}`);
}

/** The names of the shell's icons, from its source. */
export function iconNames(shell) {
  const file = join(shell, 'src/layout/icons.ts');
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  const drawings = program.body
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ id }) => id.name === 'DRAWINGS')?.init;
  const names = (drawings?.expression ?? drawings)?.properties?.map(({ key }) => key.name ?? key.value) ?? [];
  if (names.length === 0 || names.includes(undefined)) throw new Error(`${file} has no DRAWINGS with icons`);
  return names;
}

/** Menu entries that lead to no route of the slice. */
function menuFaults({ menu, routes }) {
  return menu
    .filter(({ path }) => !isUnder(routes, path))
    .map(({ path }) => `the menu leads to ${path}, which is under none of its routes (${routes.join(', ')})`);
}

/** Pages of a slice in React that the shell never gives to it. The slice's own tests open them at any address. */
function pageFaults({ routes }, file) {
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/g)]
    .filter(([, path]) => !isUnder(routes, path))
    .map(
      ([, path]) => `src/routes.tsx has a page at ${path}, which is under no route (${routes.join(', ')})`,
    );
}

function isUnder(routes, path) {
  return routes.some((route) => path === route || path.startsWith(`${route}/`));
}

function shellFaults({ shell }, { version }) {
  if (!validRange(shell))
    return [`"shell" is a range of versions such as "^${version}", not ${JSON.stringify(shell)}`];
  if (satisfies(version, shell)) return [];
  return [`it is for shell ${shell}, and the shell here is ${version}: try it on that, and correct "shell"`];
}
