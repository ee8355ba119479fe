import { useQuery } from '@apollo/client/react';
import { session } from '@ebok/shell';
import type { ReactNode } from 'react';
import { Balance } from '../components/Balance';
import { Failed } from '../components/Failed';
import { BalanceDocument } from '../operations/generated/graphql';
import { t } from '../texts';

/** The balance in its four states; `children` follow the way to pay it when it is there. */
export function BalanceTile({ children }: { children?: ReactNode }) {
  const { data, error, refetch } = useQuery(BalanceDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <>
      <h2 className="ebok-finance__heading">{t('balance.title')}</h2>
      {data ? (
        <>
          <Balance customer={data.customer} />
          <div className="cluster">
            {session.current?.role !== 'VIEW' && Number(data.customer.balance.amount) > 0 && (
              <a className="button" href="/platnosc">
                {t('balance.pay')}
              </a>
            )}
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
