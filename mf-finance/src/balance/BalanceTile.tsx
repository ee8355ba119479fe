import { useQuery } from '@apollo/client/react';
import { format, session } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { lazy, Suspense, type ReactNode } from 'react';
import { t } from '../texts';
import { Icon } from '../ui/Icon';
import { isOverLimit } from '../ui/money';
import { Balance } from './Balance';
import { BalanceDocument, type BalanceQuery } from './generated/graphql';

// Loaded on demand with the operations and texts of payments: open payments are rare.
const ContinuePayment = lazy(() => import('../payments/ContinuePayment'));

interface Props {
  /** Called when a payment was cancelled: its documents can be paid again. */
  onCancelled?: () => void;
  /** Actions after the button to pay. */
  children?: ReactNode;
}

/** The balance in its four states, with the open payments. */
export function BalanceTile({ onCancelled, children }: Props) {
  const { data, error, refetch } = useQuery(BalanceDocument, { fetchPolicy: 'cache-and-network' });
  const cancelled = () => {
    void refetch();
    onCancelled?.();
  };
  return (
    <>
      <h2 className="ebok-finance__heading">{t('balance.title')}</h2>
      {data ? (
        <>
          <Balance customer={data.customer} />
          {data.customer.balance.openPayments.map((payment) => (
            <Unfinished key={payment.id} payment={payment} onCancelled={cancelled} />
          ))}
          <div className="cluster">
            <Pay data={data} />
            {children}
          </div>
        </>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <BalanceSkeleton />
      )}
    </>
  );
}

/** The button to pay the whole balance; absent while an open payment holds a part of it. */
function Pay({ data: { customer, service } }: { data: BalanceQuery }) {
  const { amount, overdue, upcoming, openPayments } = customer.balance;
  if (session.current?.role === 'VIEW' || Number(amount) <= 0 || openPayments.length > 0) return null;
  const isOne = overdue.documents + upcoming.documents === 1;
  const byTransfer = isOne && isOverLimit(amount, service.paymentLimit.pln);
  return (
    <a className="button" href="/platnosc">
      {t(byTransfer ? 'balance.transfer' : 'balance.pay')}
    </a>
  );
}

type OpenPayment = BalanceQuery['customer']['balance']['openPayments'][0];

function Unfinished({ payment, onCancelled }: { payment: OpenPayment; onCancelled: () => void }) {
  return (
    <div className="alert alert--warning">
      <Icon name="hourglass" />
      <div className="stack stack--tight">
        <p>
          <a className="alert__title" href={`/platnosc/${encodeURIComponent(payment.id)}`}>
            {t('balance.unfinished', { amount: format.money(payment.amount) })}
          </a>
        </p>
        <p className="small">{t('balance.unfinishedHint')}</p>
        <Suspense fallback={<span className="skeleton ebok-finance__buttons-skeleton" />}>
          <ContinuePayment payment={payment} short onCancelled={onCancelled} />
        </Suspense>
      </div>
    </div>
  );
}

function BalanceSkeleton() {
  return (
    <div
      role="status"
      aria-label={t('loading')}
      className="ebok-finance__balance ebok-finance__balance-skeleton"
    >
      <span className="skeleton ebok-finance__amount-skeleton" />
      <span className="skeleton" />
      <span className="skeleton" />
    </div>
  );
}
