import { useTitle } from '@ebok/shell/react';
import { t } from '../texts';

/** No such document, or none of this customer: the two look the same on purpose. */
export function NotFoundPage() {
  useTitle(t('notFound.title'));
  return (
    <>
      <h1>{t('notFound.title')}</h1>
      <div className="card">
        <p>{t('notFound.text')}</p>
        <a className="button" href="/finanse">
          {t('notFound.back')}
        </a>
      </div>
    </>
  );
}
