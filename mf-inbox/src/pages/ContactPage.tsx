import { useTitle } from '@ebok/shell/react';
import { t } from '../texts';

/** A placeholder: this screen does not exist yet. */
export function ContactPage() {
  useTitle(t('contact.title'));
  return (
    <>
      <h1>{t('contact.title')}</h1>
      <p className="card">{t('contact.soon')}</p>
    </>
  );
}
