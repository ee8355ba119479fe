// What the dev server and the pages it sends agree on.

/** Where the slice's own files are; all other addresses are the portal's. */
export const BASE = '/@slice/';

/** The framework in its development build, for each that a slice may be written in: only that one can be changed while it runs. */
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
 * What the slice's modules import in place of a bare name. The import map says which file that is, as it does for the other
 * slices, so there is one React and one shell on the page however often either is moved meanwhile.
 */
export function sharedAddress(name) {
  return `https://shared.invalid/${name}`;
}
