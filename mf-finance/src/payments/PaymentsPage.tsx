import { failureTexts, format } from '@ebok/shell';
import { Failed, pageAfter, pagedList, type Pages, useFirstNew, usePages, useTitle } from '@ebok/shell/react';
import { useState } from 'react';
import { documentList } from '../invoices/documentList';
import { Icon } from '../ui/Icon';
import { isUnfinished } from '../ui/isUnfinished';
import { PageSkeleton } from '../ui/PageSkeleton';
import { PaymentsDocument } from './generated/graphql';
import { PaymentBadge } from './Outcome';
import { channelText, type Payment } from './payment';
import { Receipt } from './Receipt';
import { t } from './texts';

const PAYMENTS = pagedList(PaymentsDocument, (data) => data.customer.payments);

/** All payments made in the portal, with the documents that each paid. */
export default function PaymentsPage() {
  useTitle(t('payments.title'));
  const [wanted, setWanted] = useState(pageAfter(0));
  const { pages, error, loading, retry } = usePages(PAYMENTS, {}, wanted);
  return (
    <div className="ebok-finance__page" tabIndex={-1}>
      <a className="ebok-finance__way-back" href={documentList.address}>
        <Icon name="back" />
        {t('payments.back')}
      </a>
      <h1>{t('payments.title')}</h1>
      {pages ? (
        <Payments
          pages={pages}
          loading={loading}
          failure={error}
          onMore={error ? retry : () => setWanted(pageAfter(pages.nodes.length))}
        />
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <PageSkeleton />
      )}
    </div>
  );
}

interface PaymentsProps {
  pages: Pages<Payment>;
  loading: boolean;
  failure: Error | undefined;
  onMore: () => void;
}

function Payments({ pages: { nodes, totalCount, hasMore }, loading, failure, onMore }: PaymentsProps) {
  const [list, beforeMore] = useFirstNew<HTMLUListElement>(nodes.length, '.card__head a');
  if (totalCount === 0) return <p className="card">{t('payments.none')}</p>;
  const showMore = () => {
    if (loading) return;
    beforeMore();
    onMore();
  };
  return (
    <>
      <p role="status">{t('payments.count', { count: totalCount })}</p>
      <ul className="stack ebok-finance__payments" ref={list}>
        {nodes.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
      </ul>
      {failure && (
        <p className="alert alert--danger" role="alert">
          {failureTexts(failure).text}
        </p>
      )}
      {hasMore && (
        <button
          type="button"
          className="button button--secondary found__more"
          aria-busy={loading}
          onClick={showMore}
        >
          {t('invoices.more', { left: totalCount - nodes.length })}
        </button>
      )}
    </>
  );
}

function PaymentRow({ payment }: { payment: Payment }) {
  const { id, amount, status, createdAt, receiptUrl, items } = payment;
  const channel = channelText(payment);
  return (
    <li className="card">
      <div className="card__head">
        <div>
          <a href={`/platnosc/${encodeURIComponent(id)}`}>{format.dateTime(createdAt)}</a>
          {channel && <span className="muted small ebok-finance__line">{channel}</span>}
        </div>
        <PaymentBadge status={status} />
        <strong className="number">{format.money(amount)}</strong>
      </div>
      <ul className="ebok-finance__items">
        {items.map((item) => (
          <li key={item.invoice.id}>
            <a href={`/finanse/${encodeURIComponent(item.invoice.id)}`}>{item.invoice.number}</a>
            <span className="number">{format.money(item.amount)}</span>
          </li>
        ))}
      </ul>
      <Receipt url={receiptUrl} />
      {isUnfinished(payment) && <a href={`/platnosc/${encodeURIComponent(id)}`}>{t('payments.continue')}</a>}
    </li>
  );
}
