import { Icon } from '../ui/Icon';
import { t } from './texts';

/** The link to the receipt of a payment, opened in a new tab. */
export function Receipt({ url, className }: { url: string | null; className?: string }) {
  if (!url) return null;
  return (
    <a className={className} href={url} target="_blank" rel="noreferrer">
      <Icon name="download" /> {t('payment.receipt')}
      <span className="visually-hidden"> {t('invoice.newTab')}</span>
    </a>
  );
}
