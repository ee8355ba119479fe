import { t } from './texts';
import { Transfer } from '../ui/Transfer';
import type { DeskInvoiceFragment } from './generated/graphql';

interface Props {
  invoice: DeskInvoiceFragment;
  /** What is to be paid of it. */
  amount: string;
  account: string | null;
  recipient: string;
}

/** A document that alone is over the limit of a payment: it can be paid by transfer. */
export default function TooBig({ invoice, amount, account, recipient }: Props) {
  const { number, outstanding, transferCode } = invoice;
  return (
    <Transfer
      title={t('tooBig.title', { number })}
      account={account}
      recipient={recipient}
      subject={number}
      amount={amount}
      // The code asks for all that is left of the document.
      code={amount === outstanding ? transferCode : null}
    />
  );
}
