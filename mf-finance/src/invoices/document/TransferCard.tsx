import { t } from '../../texts';
import type { WholeInvoice } from './invoiceParts';
import { Transfer } from '../../ui/Transfer';

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
    <Transfer
      title={t('transfer.title')}
      account={account}
      recipient={recipient}
      subject={number}
      amount={outstanding}
      code={transferCode}
    />
  );
}
