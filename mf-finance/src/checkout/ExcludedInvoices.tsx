import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';
import type { CheckoutInvoiceFragment } from './generated/graphql';
import { openPaymentOf } from './planPayments';

interface Props {
  held: CheckoutInvoiceFragment[];
  settled: CheckoutInvoiceFragment[];
  unknown: number;
}

/** The requested documents that no payment contains, with the reason. */
export function ExcludedInvoices({ held, settled, unknown }: Props) {
  const payment = openPaymentOf(held);
  return (
    <>
      {held.length > 0 && (
        <div className="alert alert--warning">
          <Icon name="hourglass" />
          <div className="stack stack--tight">
            <p className="alert__title">{t('excluded.held', { count: held.length })}</p>
            <Numbers invoices={held} />
            <p>{t('excluded.heldHint')}</p>
            <div className="cluster">
              {payment && (
                <a className="button" href={`/platnosc/${encodeURIComponent(payment)}`}>
                  {t('part.see')}
                </a>
              )}
              <a className="button button--secondary" href="/finanse">
                {t('excluded.choose')}
              </a>
            </div>
          </div>
        </div>
      )}
      {settled.length > 0 && (
        <div className="alert alert--info">
          <Icon name="check" />
          <div className="stack stack--tight">
            <p>{t('excluded.settled', { count: settled.length })}</p>
            <Numbers invoices={settled} />
          </div>
        </div>
      )}
      {unknown > 0 && (
        <div className="alert alert--warning">
          <Icon name="warning" />
          <p>{t('excluded.unknown', { count: unknown })}</p>
        </div>
      )}
    </>
  );
}

function Numbers({ invoices }: { invoices: CheckoutInvoiceFragment[] }) {
  return (
    <ul className="ebok-finance__numbers">
      {invoices.map(({ id, number }) => (
        <li key={id}>
          <a href={`/finanse/${encodeURIComponent(id)}`}>{number}</a>
        </li>
      ))}
    </ul>
  );
}
