// What the page carries once for everybody: the bare names of its import map. A slice leaves these out of its bundle.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The bare names a slice may import; each is loaded only when a slice on the screen imports it. */
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
 * The libraries of which only a part is shared, because the whole is too heavy (Apollo's index brings the GraphQL
 * parser with it, 38 kB). A slice which imports another name would break in the browser, so its build says so.
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
 * What always comes together stands in one file, which compresses better than many. Helpers of the compiler apart: where
 * they lay in a library's file, the shell would load that library for them, and signing in with it.
 */
export const TOGETHER = [
  { name: 'helpers', test: /@oxc-project/, priority: 1 },
  { name: 'react-whole', test: /node_modules\/(react|react-dom|scheduler)\/|shared:react/ },
  {
    name: 'apollo-core',
    test: /node_modules\/(@apollo\/client\/(?!react\/)|rxjs\/|@wry\/|optimism\/|graphql\/|tslib\/)/,
  },
];

/** The oldest browsers with import maps. */
export const TARGET = ['chrome89', 'firefox108', 'safari16.4'];

/**
 * Versions of shared libraries as this folder has them installed, by package: what a slice is built with must be of the
 * major that the page gives it. @param names bare names; those of nobody's package (`@ebok/shell`) are left out
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
