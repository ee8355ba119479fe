import { t } from './texts';
import { Icon } from '../ui/Icon';

/** The receipt of a payment that succeeded, in a tab of its own. */
export function Receipt({ url, className }: { url: string | null; className?: string }) {
  if (!url) return null;
  return (
    <a className={className} href={url} target="_blank" rel="noreferrer">
      <Icon name="download" /> {t('payment.receipt')}
      <span className="visually-hidden"> {t('invoice.newTab')}</span>
    </a>
  );
}
