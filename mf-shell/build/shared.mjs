// Libraries that the page loads once for all slices: the bare names of its import map. A slice's bundle leaves them
// out.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The bare names a slice may import; each is loaded only when a mounted slice imports it. */
export const SHARED = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-dom/client',
  'vue',
  '@apollo/client',
  '@apollo/client/react',
  'single-spa',
  '@ebok/shell',
];

/**
 * Libraries of which only a part is shared, because the whole is too heavy (Apollo's index imports the GraphQL
 * parser, 38 kB). A slice that imports another name would break in the browser, so its build fails.
 */
export const PARTS = {
  '@apollo/client': [
    'ApolloClient',
    'ApolloLink',
    'CombinedGraphQLErrors',
    'InMemoryCache',
    'NetworkStatus',
    'Observable',
  ],
  '@apollo/client/react': ['ApolloProvider', 'skipToken', 'useApolloClient', 'useMutation', 'useQuery'],
};

/**
 * Modules that are always loaded together are one file, which compresses better. The compiler's helpers are separate:
 * in a library's file they would make the shell load that library before sign-in.
 */
export const TOGETHER = [
  { name: 'helpers', test: /@oxc-project/, priority: 1 },
  { name: 'react-whole', test: /node_modules\/(react|react-dom|scheduler)\/|shared:react/ },
  {
    name: 'apollo-core',
    test: /node_modules\/(@apollo\/client\/(?!react\/)|rxjs\/|@wry\/|optimism\/|graphql\/|tslib\/)/,
  },
];

/** The oldest browsers that support import maps. The help and README.md name them, too. */
const BROWSERS = JSON.parse(readFileSync(new URL('../browsers.json', import.meta.url), 'utf8'));
export const TARGET = Object.entries(BROWSERS).map(([name, version]) => name + version);

/**
 * Versions of shared libraries installed in this folder, by package: a slice must be built with the major version
 * that the page has.
 * @param names bare names; names without a package (`@ebok/shell`) are left out
 */
export function librariesOf(folder, names = SHARED) {
  const packages = new Set(names.filter((name) => SHARED.includes(name)).map(packageOf));
  packages.delete('@ebok/shell');
  return Object.fromEntries([...packages].sort().map((name) => [name, installed(folder, name)]));
}

function packageOf(name) {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function installed(folder, name) {
  const file = join(folder, 'node_modules', name, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).version;
  if (dirname(folder) === folder) throw new Error(`${name} is not installed`);
  return installed(dirname(folder), name);
}
