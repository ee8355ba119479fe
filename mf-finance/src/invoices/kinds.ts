import type { InvoiceKind } from './generated/graphql';
import { t } from '../texts';

/** What a document is called. Notes have another name where they give money back. */
export function kindText({ kind, gross }: { kind: InvoiceKind; gross: string }): string {
  const isNote = kind === 'ACCOUNTING_NOTE' || kind === 'INTEREST_NOTE';
  return isNote && gross.startsWith('-') ? t(`kind.${kind}.credit`) : t(`kind.${kind}`);
}
