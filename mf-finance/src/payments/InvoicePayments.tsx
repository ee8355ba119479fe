import { format } from '@ebok/shell';
import type { WholeInvoice } from '../invoices/document/invoiceParts';
import { PaymentBadge } from './Outcome';
import { t } from './texts';

/** The portal's payments that include this document, each with its whole amount. */
export default function InvoicePayments({ payments }: { payments: WholeInvoice['payments'] }) {
  return (
    <section className="card" aria-labelledby="invoice-payments">
      <h2 id="invoice-payments">{t('payments.ofInvoice')}</h2>
      <ul className="ebok-finance__rows ebok-finance__tied">
        {payments.map(({ id, createdAt, status, amount }) => (
          <li key={id}>
            <a href={`/platnosc/${encodeURIComponent(id)}`}>{format.dateTime(createdAt)}</a>
            <PaymentBadge status={status} />
            <span className="number">{format.money(amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
