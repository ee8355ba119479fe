import { format } from '@ebok/shell';
import { useId, type ReactNode } from 'react';
import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';
import { amountOf, grosze } from '../ui/money';
import type { Allocation, Part } from './planPayments';

/** One payment with its documents, sum, state and actions (`children`). */
export function PartCard({ part, title, children }: { part: Part; title: string; children?: ReactNode }) {
  const heading = useId();
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="card__head">
        <h2 id={heading}>{title}</h2>
        {part.state === 'paid' && (
          <span className="badge badge--success">
            <Icon name="check" />
            {t('part.paid')}
          </span>
        )}
        {part.state === 'open' && (
          <span className="badge badge--neutral">
            <Icon name="hourglass" />
            {t('part.open')}
          </span>
        )}
      </div>
      <ul className="ebok-finance__items">
        {part.allocations.map((allocation) => (
          <DocumentLine key={allocation.invoice.id} allocation={allocation} paid={part.state === 'paid'} />
        ))}
      </ul>
      {part.state !== 'paid' && (
        <p className="ebok-finance__total">
          <span>{t('part.sum')}</span>
          <strong className="number">{format.money(amountOf(part.sum))}</strong>
        </p>
      )}
      {part.paymentId && (
        <a className="button button--secondary" href={`/platnosc/${encodeURIComponent(part.paymentId)}`}>
          {t('part.see')}
        </a>
      )}
      {children}
    </section>
  );
}

function DocumentLine({ allocation, paid }: { allocation: Allocation; paid: boolean }) {
  const { invoice, amount } = allocation;
  const { id, number, kind, dueDate, outstanding, status } = invoice;
  const partial = !paid && amount < grosze(outstanding);
  return (
    <li>
      <div>
        <a href={`/finanse/${encodeURIComponent(id)}`}>{number}</a>
        <span className="muted small ebok-finance__line">
          {t(`kind.${kind}`)}
          {!paid && dueDate && `, ${t('part.due', { day: format.day(dueDate) })}`}
        </span>
        {!paid && status === 'OVERDUE' && (
          <span className="small ebok-finance__overdue">
            <Icon name="warning" />
            {t('status.OVERDUE')}
          </span>
        )}
        {partial && (
          <span className="muted small ebok-finance__line">
            {t('part.partial', { amount: format.money(outstanding) })}
          </span>
        )}
      </div>
      {!paid && <span className="number">{format.money(amountOf(amount))}</span>}
    </li>
  );
}
