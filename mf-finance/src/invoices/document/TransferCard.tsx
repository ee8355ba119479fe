import { t } from '../../texts';
import { Transfer } from '../../ui/Transfer';
import type { WholeInvoice } from './invoiceParts';

interface Props {
  invoice: WholeInvoice;
  account: string | null;
  recipient: string;
}

/** The data of a transfer; nothing when nothing is to be paid or a payment is open. */
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
