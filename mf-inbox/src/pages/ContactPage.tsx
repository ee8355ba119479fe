import { useTitle } from '@ebok/shell/react';
import { t } from '../texts';

/** A screen which is not there yet says so. */
export function ContactPage() {
  useTitle(t('contact.title'));
  return (
    <>
      <h1>{t('contact.title')}</h1>
      <p className="card">{t('contact.soon')}</p>
    </>
  );
}
