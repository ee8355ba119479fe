import { typedDocuments } from '@ebok/shell/codegen';

export default typedDocuments(
  'src/balance',
  'src/invoices',
  'src/invoices/document',
  'src/checkout',
  'src/payments',
);
