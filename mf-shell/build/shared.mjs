// What the page carries once for everybody: the bare names of its import map. A slice leaves these out of its bundle.

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
    'HttpLink',
    'InMemoryCache',
    'NetworkStatus',
    'Observable',
    'ServerError',
    'ServerParseError',
  ],
  '@apollo/client/react': [
    'ApolloProvider',
    'skipToken',
    'useApolloClient',
    'useLazyQuery',
    'useMutation',
    'useQuery',
  ],
};

/** The oldest browsers with import maps. */
export const TARGET = ['chrome89', 'firefox108', 'safari16.4'];
