import { t } from '../texts';
import type { InvoiceKind } from './generated/graphql';

/** The name of a document's kind. Notes that return money have another name. */
export function kindText({ kind, gross }: { kind: InvoiceKind; gross: string }): string {
  const isNote = kind === 'ACCOUNTING_NOTE' || kind === 'INTEREST_NOTE';
  return isNote && gross.startsWith('-') ? t(`kind.${kind}.credit`) : t(`kind.${kind}`);
}
