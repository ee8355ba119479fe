// One entry per shared library, with named exports that slices can import.
import { createRequire } from 'node:module';
import { PARTS } from './shared.mjs';

const PREFIX = 'shared:';
const COMMON_JS = new Set([
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
]);
const require = createRequire(import.meta.url);

/** The entry of a bare name: its file name and its module. */
export function sharedEntry(name) {
  return [name.replace(/^@/, '').replaceAll('/', '-'), PREFIX + name];
}

/** A plugin that serves the modules named by `sharedEntry`. */
export function sharedEntries() {
  return {
    name: 'ebok:shared-entries',
    resolveId(id) {
      return id.startsWith(PREFIX) ? `\0${id}` : null;
    },
    load(id) {
      return id.startsWith(`\0${PREFIX}`) ? source(id.slice(PREFIX.length + 1)) : null;
    },
  };
}

function source(name) {
  if (PARTS[name]) return `export { ${PARTS[name].join(', ')} } from '${name}';`;
  if (!COMMON_JS.has(name)) return `export * from '${name}';`;
  // React's files assign to `exports`, so the names are known only by loading them.
  const names = Object.keys(require(name)).filter((key) => key !== 'default');
  return `import library from '${name}';\nexport default library;\nexport const { ${names.join(', ')} } = library;`;
}
