// How every slice gets its typed documents: `export default typedDocuments('src/operations');` in its codegen.ts.
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { CodegenConfig } from '@graphql-codegen/cli';

type Output = CodegenConfig['generates'][string];

/** Documents of the operations in each of the folders, which are kept apart so that a page loads only its own. */
export function typedDocuments(...folders: string[]): CodegenConfig {
  return {
    schema: '../schema.graphql',
    generates: Object.fromEntries(folders.map((folder) => [`./${folder}/generated/`, typed(folder)])),
  };
}

function typed(folder: string): Output {
  return {
    documents: `${folder}/*.graphql`,
    preset: 'client',
    presetConfig: { fragmentMasking: false, persistedDocuments: true },
    documentTransforms: [addTypenameSelectionDocumentTransform],
    config: {
      scalars: { ID: 'string' },
      // Scalars of our own (Money, Date, …) are texts on their way; one that comes to the schema is no `unknown` then.
      defaultScalarType: 'string',
      useTypeImports: true,
      enumsAsTypes: true,
    },
  };
}
