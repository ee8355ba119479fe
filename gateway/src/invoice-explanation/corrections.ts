import type { Loaders } from '../graphql/request-context';
import { InvoiceKind, type Invoice } from '../invoices/invoice.entity';
import type { InvoiceCorrectionStory } from './explanation';

type Ties = Pick<Loaders, 'correctsAll' | 'correctedBy' | 'correctedCount'>;

/** Corrections of corrections are followed so far; more would be a loop in billing's data. */
const MAX_DOCUMENTS = 100;

/** Before and after of a correction; null where a document that it corrects is not here. */
export async function correctionStory(invoice: Invoice, ties: Ties): Promise<InvoiceCorrectionStory | null> {
  const originals = await originalsOf(invoice, ties);
  if (!originals) return null;
  const corrections = await correctionsOf(originals, ties);
  const earlier = corrections.filter((one) => one.id !== invoice.id && isBefore(one, invoice));
  const before = [...originals, ...earlier].reduce((sum, { gross }) => sum + gross, 0);
  const toCome = Math.max(0, -invoice.outstanding);
  return {
    before,
    after: before + invoice.gross,
    returned: invoice.gross < 0 ? Math.max(0, -invoice.gross - toCome) : 0,
  };
}

/** The documents behind a correction, and behind the corrections that it corrects. */
async function originalsOf(invoice: Invoice, ties: Ties): Promise<Invoice[] | null> {
  const originals = new Map<string, Invoice>();
  const seen = new Set<string>();
  for (let level = [invoice]; level.length > 0;) {
    const next: Invoice[] = [];
    for (const correction of level) {
      seen.add(correction.id);
      const corrected = await ties.correctsAll.load(correction);
      if (corrected.length === 0 || corrected.length < (await ties.correctedCount.load(correction)))
        return null;
      for (const one of corrected)
        if (one.kind !== InvoiceKind.CORRECTION) originals.set(one.id, one);
        else if (!seen.has(one.id)) next.push(one);
    }
    if (seen.size + next.length > MAX_DOCUMENTS) return null;
    level = next;
  }
  return [...originals.values()];
}

/** All corrections of documents, and of their corrections. */
export async function correctionsOf(documents: readonly Invoice[], ties: Ties): Promise<Invoice[]> {
  const found = new Map<string, Invoice>();
  for (let level = [...documents]; level.length > 0 && found.size < MAX_DOCUMENTS;) {
    const corrections = (await Promise.all(level.map((one) => ties.correctedBy.load(one)))).flat();
    level = corrections.filter(({ id }) => !found.has(id));
    for (const one of level) found.set(one.id, one);
  }
  return [...found.values()];
}

function isBefore(a: Invoice, b: Invoice): boolean {
  return a.issueDate < b.issueDate || (a.issueDate === b.issueDate && a.id < b.id);
}
