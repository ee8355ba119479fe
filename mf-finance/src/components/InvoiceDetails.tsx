import { useEffect, useRef } from 'react';
import { t } from '../texts';
import { DetailTable } from './DetailTable';
import type { WholeInvoice } from './invoiceParts';

/** What the seller attached, as printed; folded, because few read it, and open on paper. */
export function InvoiceDetails({ details }: { details: WholeInvoice['details'] }) {
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

  if (details.length === 0) return null;
  return (
    <section className="card ebok-finance__details" aria-labelledby="details" ref={section}>
      <h2 id="details">{t('details.title')}</h2>
      {details.map((detail, index) => (
        <details key={index}>
          <summary>{detail.title || t('details.facts')}</summary>
          <DetailTable detail={detail} />
        </details>
      ))}
    </section>
  );
}
