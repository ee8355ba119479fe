import { t } from '../texts';
import { Icon } from '../ui/Icon';
import { filesAddress, type InvoiceSearch } from './invoiceSearch';

/** The gateway's limit of documents in one archive. */
const MOST_IN_ARCHIVE = 100;

/** Links to all documents that match the filters, as files. */
export function Downloads({ search, count }: { search: InvoiceSearch; count: number }) {
  return (
    <div className="cluster ebok-finance__downloads">
      <a className="button button--quiet" href={filesAddress('csv', search)} download>
        <Icon name="download" />
        {t('invoices.csv')}
      </a>
      {count <= MOST_IN_ARCHIVE ? (
        <a className="button button--quiet" href={filesAddress('zip', search)} download>
          <Icon name="download" />
          {t('invoices.zip')}
        </a>
      ) : (
        <span className="muted small">{t('invoices.zipTooMany', { most: MOST_IN_ARCHIVE })}</span>
      )}
    </div>
  );
}
