// Names shared by the dev server and the pages it serves.

/** The prefix of the slice's own files; all other addresses are the portal's. */
export const BASE = '/@slice/';

/** The framework in its development build, by framework: only that build can update a running component. */
export const LIBRARIES = {
  react: [
    'react',
    'react/jsx-runtime',
    'react/jsx-dev-runtime',
    'react-dom',
    'react-dom/client',
    '@apollo/client/react',
  ],
  vue: ['vue'],
};

/**
 * The name that the slice's modules import instead of a bare name. The import map resolves it as for other slices, so
 * the page has one React and one shell however often either is moved.
 */
export function sharedAddress(name) {
  return `https://shared.invalid/${name}`;
}
