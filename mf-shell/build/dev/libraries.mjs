import { build } from 'vite';
import { sharedEntries, sharedEntry } from '../shared-entries.mjs';
import { TARGET } from '../shared.mjs';

/** Builds these libraries for development: texts by file name, and the file of each library. */
export async function developmentLibraries(root, names) {
  const { output } = await build({
    root,
    configFile: false,
    mode: 'development',
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [sharedEntries()],
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      write: false,
      minify: false,
      target: TARGET,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map(sharedEntry)),
        preserveEntrySignatures: 'exports-only',
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const files = new Map(output.map(({ fileName, code }) => [fileName, code]));
  const imports = Object.fromEntries(names.map((name) => [name, `${sharedEntry(name)[0]}.js`]));
  return { files, imports };
}
