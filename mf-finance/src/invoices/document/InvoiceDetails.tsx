import { Fold } from '../../ui/Fold';
import { DetailTable } from './DetailTable';
import type { WholeInvoice } from './invoiceParts';
import { Term } from './terms/Term';
import { t } from './texts';

type Details = WholeInvoice['details'];

/** The seller's attachments, and the document's other tables and facts, as printed. */
export function InvoiceDetails({ details }: { details: Details }) {
  const folds = foldsOf(details);
  if (folds.length === 0) return null;
  return (
    <section className="card ebok-finance__details" aria-labelledby="details">
      <h2 id="details">{t('details.title')}</h2>
      {folds.map(({ title, parts }) => (
        <Fold key={title} title={title ? <Term text={title} /> : t('details.facts')}>
          <div className="stack">
            {parts.map((detail, index) => (
              <DetailTable key={index} detail={detail} />
            ))}
          </div>
        </Fold>
      ))}
    </section>
  );
}

/** Tables and facts with the same title share one section. */
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
