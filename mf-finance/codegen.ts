import { typedDocuments } from '@ebok/shell/codegen';

export default typedDocuments('src/operations', 'src/operations/document', 'src/operations/payments');
