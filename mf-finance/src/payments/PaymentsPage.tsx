import { useQuery } from '@apollo/client/react';
import { format } from '@ebok/shell';
import { useEffect, useRef, useState } from 'react';
import { documentList } from '../invoices/documentList';
import { Failed } from '../ui/Failed';
import { Icon } from '../ui/Icon';
import { isUnfinished } from '../ui/isUnfinished';
import { PaymentBadge } from './Outcome';
import { channelText, type Payment } from './payment';
import { Receipt } from './Receipt';
import { PaymentsDocument, type PaymentsQuery } from './generated/graphql';
import { t } from './texts';
import { PageSkeleton } from '../ui/PageSkeleton';
import { useTitle } from '@ebok/shell/react';

/** All payments made in the portal, with what each was for. */
export default function PaymentsPage() {
  useTitle(t('payments.title'));
  const { data, error, refetch, fetchMore } = useQuery(PaymentsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  const [more, setMore] = useState<'loading' | 'failed'>();
  const connection = data?.customer.payments;
  const shown = connection?.edges.length ?? 0;
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef(0);

  useEffect(() => {
    // The button may be gone with the last page, and focus with it: reading goes on at the first that is new.
    if (firstNew.current === 0 || shown <= firstNew.current) return;
    list.current?.children[firstNew.current]?.querySelector('a')?.focus({ preventScroll: true });
    firstNew.current = 0;
  }, [shown]);

  const showMore = async () => {
    if (!connection || more === 'loading') return;
    setMore('loading');
    firstNew.current = shown;
    try {
      await fetchMore({
        variables: { first: PAGE, after: connection.pageInfo.endCursor },
        updateQuery: append,
      });
      setMore(undefined);
    } catch {
      setMore('failed');
    }
  };
  return (
    <div className="ebok-finance__page" tabIndex={-1}>
      <a className="ebok-finance__way-back" href={documentList.address}>
        <Icon name="back" />
        {t('payments.back')}
      </a>
      <h1>{t('payments.title')}</h1>
      {connection ? (
        connection.totalCount === 0 ? (
          <p className="card">{t('payments.none')}</p>
        ) : (
          <>
            <p role="status">{t('payments.count', { count: connection.totalCount })}</p>
            <ul className="stack ebok-finance__payments" ref={list}>
              {connection.edges.map(({ node }) => (
                <PaymentRow key={node.id} payment={node} />
              ))}
            </ul>
            {more === 'failed' && (
              <p className="alert alert--danger" role="alert">
                {t('failed.text')}
              </p>
            )}
            {connection.pageInfo.hasNextPage && (
              <button
                type="button"
                className="button button--secondary found__more"
                aria-busy={more === 'loading'}
                onClick={() => void showMore()}
              >
                {t('invoices.more', { left: connection.totalCount - connection.edges.length })}
              </button>
            )}
          </>
        )
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </div>
  );
}

const PAGE = 20;

function append(before: PaymentsQuery, { fetchMoreResult: next }: { fetchMoreResult: PaymentsQuery }) {
  const { payments } = next.customer;
  const edges = [...before.customer.payments.edges, ...payments.edges];
  return { ...next, customer: { ...next.customer, payments: { ...payments, edges } } };
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
