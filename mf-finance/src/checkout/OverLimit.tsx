import { t } from '../payments/texts';
import { Transfer } from '../ui/Transfer';
import type { CheckoutInvoiceFragment } from './generated/graphql';

interface Props {
  invoice: CheckoutInvoiceFragment;
  /** The amount to pay. */
  amount: string;
  account: string | null;
  recipient: string;
}

/** A document that exceeds the limit of one payment: it is paid by transfer. */
export default function OverLimit({ invoice, amount, account, recipient }: Props) {
  const { number, outstanding, transferCode } = invoice;
  return (
    <Transfer
      title={t('overLimit.title', { number })}
      account={account}
      recipient={recipient}
      subject={number}
      amount={amount}
      // The QR code states the whole outstanding amount.
      code={amount === outstanding ? transferCode : null}
    />
  );
}
