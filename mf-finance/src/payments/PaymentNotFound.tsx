import { t } from './texts';
import { useTitle } from '@ebok/shell/react';

/** No such payment, or none of this customer: the two look the same on purpose. */
export function PaymentNotFound() {
  useTitle(t('payment.notFound'));
  return (
    <>
      <h1>{t('payment.notFound')}</h1>
      <div className="card">
        <p>{t('payment.notFoundText')}</p>
        <a className="button" href="/finanse/platnosci">
          {t('payment.all')}
        </a>
      </div>
    </>
  );
}
