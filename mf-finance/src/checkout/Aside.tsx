import type { DeskInvoiceFragment } from './generated/graphql';
import { t } from './texts';
import { Icon } from '../ui/Icon';
import { openPaymentOf } from './desk';

interface Props {
  held: DeskInvoiceFragment[];
  settled: DeskInvoiceFragment[];
  unknown: number;
}

/** What was wanted and is not part of the payment, and why. */
export function Aside({ held, settled, unknown }: Props) {
  const payment = openPaymentOf(held);
  return (
    <>
      {held.length > 0 && (
        <div className="alert alert--warning">
          <Icon name="hourglass" />
          <div className="stack stack--tight">
            <p className="alert__title">{t('aside.held', { count: held.length })}</p>
            <Numbers invoices={held} />
            <p>{t('aside.heldHint')}</p>
            <div className="cluster">
              {payment && (
                <a className="button" href={`/platnosc/${encodeURIComponent(payment)}`}>
                  {t('part.see')}
                </a>
              )}
              <a className="button button--secondary" href="/finanse">
                {t('aside.choose')}
              </a>
            </div>
          </div>
        </div>
      )}
      {settled.length > 0 && (
        <div className="alert alert--info">
          <Icon name="check" />
          <div className="stack stack--tight">
            <p>{t('aside.settled', { count: settled.length })}</p>
            <Numbers invoices={settled} />
          </div>
        </div>
      )}
      {unknown > 0 && (
        <div className="alert alert--warning">
          <Icon name="warning" />
          <p>{t('aside.unknown', { count: unknown })}</p>
        </div>
      )}
    </>
  );
}

function Numbers({ invoices }: { invoices: DeskInvoiceFragment[] }) {
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
