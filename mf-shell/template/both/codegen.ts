import { typedDocuments } from '@ebok/shell/codegen';

export default typedDocuments('src/operations');
