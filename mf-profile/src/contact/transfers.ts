import { format } from '@ebok/shell';
import type { ContactQuery } from './generated/graphql';
import { t } from './texts';

type Customer = ContactQuery['customer'];

/** A transfer that a customer may choose; `id` is empty for the whole balance. */
export interface Transfer {
  id: string;
  name: string;
  /** Null without a number: it is on the document. */
  account: string | null;
  recipient: string;
  subject: string;
  amount: string;
  code: string | null;
}

/** The whole balance first, then open documents. None where nothing is to be paid. */
export function transfersOf(customer: Customer, retailer: string): Transfer[] {
  const { balance, bankAccount, number } = customer;
  if (Number(balance.amount) <= 0) return [];
  const documents = customer.invoices.edges.map(({ node }): Transfer => {
    const values = { number: node.number, amount: format.money(node.outstanding) };
    return {
      id: node.id,
      name: node.dueDate
        ? t('account.documentDue', { ...values, day: format.day(node.dueDate) })
        : t('account.document', values),
      account: node.bankAccount ?? bankAccount,
      recipient: node.payee,
      subject: node.number,
      amount: node.outstanding,
      code: node.transferCode,
    };
  });
  // A sum for several accounts cannot be paid by one transfer.
  const isOneAccount = bankAccount !== null && documents.every(({ account }) => account === bankAccount);
  if (!isOneAccount) return documents;
  const whole: Transfer = {
    id: '',
    name: t('account.whole', { amount: format.money(balance.amount) }),
    account: bankAccount,
    recipient: retailer,
    subject: number,
    amount: balance.amount,
    code: balance.transferCode,
  };
  return [whole, ...documents];
}
