// `npm run codegen` in a slice: typed documents of its operations. With --check nothing is written, and stale files fail.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import { buildSchema, lexicographicSortSchema, parse, print, Source } from 'graphql';
import { getCachedDocumentNodeFromSchema } from '@graphql-codegen/plugin-helpers';

const CONFIG = {
  scalars: { ID: 'string' },
  // Scalars of our own (Money, Date, …) travel as strings; a new one must not become `unknown`.
  defaultScalarType: 'string',
  useTypeImports: true,
  enumsAsTypes: true,
  importExtension: '',
  emitLegacyCommonJSImports: true,
};

const schemaAst = lexicographicSortSchema(buildSchema(readFileSync('../schema.graphql', 'utf8')));
const schema = getCachedDocumentNodeFromSchema(schemaAst);
const isCheck = process.argv.includes('--check');
try {
  const files = (await Promise.all(operationFolders('src').map(typedDocuments))).flat();
  const stale = files.filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  if (isCheck && stale.length > 0) fail(`Stale: ${stale.map(({ file }) => file).join(', ')}`);
  for (const { file, text } of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
} catch (error) {
  fail(String(error));
}

/** Folders with .graphql files. Each has documents of its own, so that a page loads only what it uses. */
function operationFolders(source) {
  const files = readdirSync(source, { recursive: true }).filter((file) => file.endsWith('.graphql'));
  return [...new Set(files.map((file) => dirname(join(source, file))))].sort();
}

/** @returns {Promise<{ file: string, text: string }[]>} what `folder`/generated holds */
async function typedDocuments(folder) {
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: `${folder}/generated/`,
    presetConfig: { fragmentMasking: false, persistedDocuments: true },
    documents: documentsOf(folder),
    documentTransforms: [{ name: 'typename', transformObject: addTypenameSelectionDocumentTransform }],
    config: CONFIG,
    plugins: [],
    pluginMap: {},
    schema,
    schemaAst,
  });
  return Promise.all(
    outputs.map(async (output) => ({
      file: output.filename,
      text: await codegen({ ...output, schemaAst, importExtension: '', emitLegacyCommonJSImports: true }),
    })),
  );
}

function documentsOf(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((name) => {
    const location = join(folder, name);
    const document = parse(new Source(readFileSync(location, 'utf8'), location));
    // The preset finds an operation again by its text, which is without comments.
    return { location, document, rawSDL: print(document) };
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
