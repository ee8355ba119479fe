import { format } from '@ebok/shell';
import type { TiedInvoiceFragment } from './generated/graphql';
import { t } from './texts';

/** The documents that this one corrects, and those that correct it. */
export function Corrections(props: { corrects: TiedInvoiceFragment[]; correctedBy: TiedInvoiceFragment[] }) {
  const { corrects, correctedBy } = props;
  if (corrects.length + correctedBy.length === 0) return null;
  return (
    <section className="card" aria-labelledby="corrections">
      <h2 id="corrections">{t('corrections.title')}</h2>
      <Tied title={t('corrections.corrects')} invoices={corrects} />
      <Tied title={t('corrections.correctedBy')} invoices={correctedBy} />
    </section>
  );
}

function Tied({ title, invoices }: { title: string; invoices: TiedInvoiceFragment[] }) {
  if (invoices.length === 0) return null;
  return (
    <div className="stack stack--tight">
      <h3>{title}</h3>
      <ul className="ebok-finance__rows ebok-finance__tied" aria-label={title}>
        {invoices.map(({ id, number, issueDate, gross }) => (
          <li key={id}>
            <a href={`/finanse/${encodeURIComponent(id)}`}>{number}</a>
            <span className="muted small ebok-finance__line">
              {t('invoices.issued', { day: format.day(issueDate) })}
            </span>
            <span className="number">{format.money(gross)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
