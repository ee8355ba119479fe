import { format } from '@ebok/shell';
import { StatusBadge } from '../invoices/StatusBadge';
import { channelText, type Payment } from './payment';
import { t } from './texts';

/** The documents, times and channel of a payment. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const { items, amount, createdAt, finishedAt, orderId } = payment;
  const channel = channelText(payment);
  return (
    <section className="card" aria-labelledby="payment-facts">
      <h2 id="payment-facts">{t('facts.title')}</h2>
      <ul className="ebok-finance__items">
        {items.map((item) => (
          <li key={item.invoice.id}>
            <div>
              <a href={`/finanse/${encodeURIComponent(item.invoice.id)}`}>{item.invoice.number}</a>
              <span className="muted small ebok-finance__line">{t(`kind.${item.invoice.kind}`)}</span>
              <StatusBadge invoice={item.invoice} />
            </div>
            <span className="number">{format.money(item.amount)}</span>
          </li>
        ))}
      </ul>
      <p className="ebok-finance__total">
        <span>{t('part.sum')}</span>
        <strong className="number">{format.money(amount)}</strong>
      </p>
      <dl className="facts">
        <div>
          <dt>{t('facts.createdAt')}</dt>
          <dd>{format.dateTime(createdAt)}</dd>
        </div>
        {finishedAt && (
          <div>
            <dt>{t('facts.finishedAt')}</dt>
            <dd>{format.dateTime(finishedAt)}</dd>
          </div>
        )}
        {channel && (
          <div>
            <dt>{t('facts.channel')}</dt>
            <dd>{channel}</dd>
          </div>
        )}
        <div>
          <dt>{t('facts.orderId')}</dt>
          <dd>{orderId}</dd>
        </div>
      </dl>
    </section>
  );
}
