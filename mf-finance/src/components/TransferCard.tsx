import { format } from '@ebok/shell';
import { t } from '../texts';
import { Account } from './Account';
import type { WholeInvoice } from './invoiceParts';
import { TransferQr } from './TransferQr';

interface Props {
  invoice: WholeInvoice;
  account: string | null;
  recipient: string;
}

/** How to pay by transfer; nothing where nothing is to be paid, or where a payment is on its way already. */
export function TransferCard({ invoice, account, recipient }: Props) {
  const { status, outstanding, number, transferCode } = invoice;
  if (status !== 'OVERDUE' && status !== 'DUE') return null;
  return (
    <section className="card ebok-finance__transfer" aria-labelledby="transfer">
      <h2 id="transfer">{t('transfer.title')}</h2>
      {account ? <Account account={account} /> : <p>{t('transfer.noAccount')}</p>}
      <dl className="facts">
        <div>
          <dt>{t('transfer.recipient')}</dt>
          <dd>{recipient}</dd>
        </div>
        <div>
          <dt>{t('transfer.subject')}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{t('transfer.amount')}</dt>
          <dd>{format.money(outstanding)}</dd>
        </div>
      </dl>
      {transferCode && <TransferQr code={transferCode} />}
    </section>
  );
}
