import { useTitle } from '@ebok/shell/react';
import { t } from './texts';

/** Shown for unknown payments and those of other customers alike, so that nothing is disclosed. */
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
