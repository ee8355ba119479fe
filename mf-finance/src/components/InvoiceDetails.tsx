import { useEffect, useRef } from 'react';
import { t } from '../texts';
import { DetailTable } from './DetailTable';
import type { WholeInvoice } from './invoiceParts';

type Details = WholeInvoice['details'];

/** What the seller attached, as printed; folded, because few read it, and open on paper. */
export function InvoiceDetails({ details }: { details: Details }) {
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const unfold = () => {
      unfolded = [...(section.current?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? [])];
      for (const fold of unfolded) fold.open = true;
    };
    const refold = () => {
      for (const fold of unfolded) fold.open = false;
    };
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', refold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', refold);
    };
  }, []);

  const folds = foldsOf(details);
  if (folds.length === 0) return null;
  return (
    <section className="card ebok-finance__details" aria-labelledby="details" ref={section}>
      <h2 id="details">{t('details.title')}</h2>
      {folds.map(({ title, parts }) => (
        <details key={title}>
          <summary>{title || t('details.facts')}</summary>
          <div className="stack">
            {parts.map((detail, index) => (
              <DetailTable key={index} detail={detail} />
            ))}
          </div>
        </details>
      ))}
    </section>
  );
}

/** What has one title stands under it together: a table, and the facts the seller set beside it. */
function foldsOf(details: Details) {
  const folds = new Map<string, Details>();
  for (const detail of details) {
    if (detail.rows.length === 0) continue;
    const parts = folds.get(detail.title);
    if (parts) parts.push(detail);
    else folds.set(detail.title, [detail]);
  }
  return [...folds].map(([title, parts]) => ({ title, parts }));
}
