// Visitors read one language: a slice's build writes one file of texts per language. Sources know nothing of it: they
// pass all three to `catalogue`, as tests and standalone mode do.

const TEXTS = /\/src\/(?:[\w-]+\/)*texts\/(?:[\w-]+\/)*index\.ts$/;
const ONE = /\?language=(pl|en|uk)$/;
const IMPORT = /^import (\w+) from '[^']*\b(pl|en|uk)\.json';$/gm;
const LANGUAGE_FILE = /\/(pl|en|uk)\.json$/;
const CATALOGUE = /^import \{ catalogue \} from '@ebok\/shell';$/m;

/** Splits every `texts/index.ts` by language, and fails a build in which one language would load another's texts. */
export function oneLanguage() {
  return {
    name: 'ebok:one-language',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const [, only] = ONE.exec(id) ?? [];
      if (only) return { code: textsOf(only, code), map: null };
      if (!TEXTS.test(id)) return null;
      if (!CATALOGUE.test(code) || !/^export const t = catalogue\(/m.test(code))
        this.error('texts/index.ts must be `export const t = catalogue({ pl, en, uk })`');
      const loads = ['pl', 'en', 'uk'].map(
        (one) => `${one}: () => import(${JSON.stringify(`${id}?language=${one}`)})`,
      );
      const split = `import { catalogueByLanguage } from '@ebok/shell';
export const t = await catalogueByLanguage({ ${loads.join(', ')} });`;
      return { code: split, map: null };
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      for (const chunk of chunks)
        for (const id of chunk.moduleIds) {
          const language = languageOf(id);
          if (!language || isOnlyOf(language, chunk, chunks)) continue;
          const place = id.slice(id.lastIndexOf('/src/') + 1);
          this.error(
            `${chunk.fileName} carries ${place} for readers of every language: only an index.ts in a folder texts imports it, as \`import ${language} from './${language}.json';\``,
          );
        }
    },
  };
}

function languageOf(id) {
  return LANGUAGE_FILE.exec(id)?.[1];
}

/** Whether a chunk is loaded for one language only, directly or through such chunks. */
function isOnlyOf(language, chunk, chunks) {
  if (chunk.facadeModuleId?.endsWith(`?language=${language}`)) return true;
  const importers = chunks.filter(({ imports }) => imports.includes(chunk.fileName));
  return (
    importers.length > 0 &&
    chunk.moduleIds.every((id) => languageOf(id) === language) &&
    importers.every((importer) => isOnlyOf(language, importer, chunks))
  );
}

/** The same source with the other languages empty. */
function textsOf(only, code) {
  return code
    .replace(CATALOGUE, `const catalogue = (texts) => texts.${only};`)
    .replace(IMPORT, (line, name, language) => (language === only ? line : `const ${name} = {};`))
    .replace(/^export const t = /m, 'export default ');
}

/** The Polish texts that these files import at once, to be preloaded with them. */
export function polishOf(files, bundle) {
  const seen = new Set();
  const visit = (file) => {
    if (seen.has(file) || !bundle[file]) return;
    seen.add(file);
    bundle[file].imports.forEach(visit);
  };
  files.forEach(visit);
  const later = [...seen].flatMap((file) => bundle[file].dynamicImports);
  return later.filter((file) => bundle[file]?.facadeModuleId?.endsWith('?language=pl'));
}
