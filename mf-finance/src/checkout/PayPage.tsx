import { Failed, useTitle } from '@ebok/shell/react';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { documentList } from '../invoices/documentList';
import { readSearch, searchAddress } from '../invoices/invoiceSearch';
import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';
import { PageSkeleton } from '../ui/PageSkeleton';
import { Checkout } from './Checkout';
import { newAttempt, planAddress, readPlan, type Plan } from './plan';
import { useCheckout } from './useCheckout';

/** Checkout: what is paid, how, and the button that leads to the operator. */
export default function PayPage() {
  useTitle(t('pay.title'));
  const [, navigate] = useLocation();
  const plan = readPlan(useSearch());
  const { data, fresh, error, refresh } = useCheckout(plan);

  const address = planAddress(plan);
  useEffect(() => {
    const { parts, attempt } = readPlan(new URL(address, location.origin).search);
    if (!attempt) navigate(planAddress({ parts, attempt: newAttempt() }), { replace: true });
  }, [address, navigate]);

  return (
    <div className="ebok-finance__page" tabIndex={-1}>
      <a className="ebok-finance__way-back" href={backAddress(plan)}>
        <Icon name="back" />
        {t('pay.back')}
      </a>
      <h1>{t('pay.title')}</h1>
      {data ? (
        <Checkout plan={plan} data={data} fresh={fresh} onRefused={refresh} />
      ) : error ? (
        <Failed error={error} onRetry={refresh} />
      ) : (
        <PageSkeleton />
      )}
    </div>
  );
}

/** The address of the list as it was left, with the plan's documents selected. */
function backAddress({ parts }: Plan): string {
  const selected = parts.flat();
  const { search } = new URL(documentList.address, location.origin);
  return selected.length > 0 ? searchAddress({ ...readSearch(search), selected }) : documentList.address;
}
