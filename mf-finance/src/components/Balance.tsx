import { format } from '@ebok/shell';
import type { BalanceQuery } from '../operations/generated/graphql';
import { t } from '../texts';
import { Account } from './Account';
import { Icon, type IconName } from './Icon';

type Customer = BalanceQuery['customer'];
type Part = Customer['balance']['overdue'];

/** What the customer owes or has overpaid: the amount, the state in words with a sign, and what it is made of. */
export function Balance({ customer }: { customer: Customer }) {
  const { balance, bankAccount } = customer;
  const { overdue, upcoming } = balance;
  const { icon, tone, word } = stateOf(balance);
  const owes = overdue.documents + upcoming.documents > 0;
  return (
    <div className="ebok-finance__sides">
      <div className="ebok-finance__balance">
        <p className={`ebok-finance__amount ebok-finance__amount--${tone}`}>
          {/* "Overpayment −12,50" would say it twice, and so the opposite. */}
          {format.money(balance.state === 'BLUE' ? balance.amount.replace('-', '') : balance.amount)}
        </p>
        <p className={`badge badge--${tone}`}>
          <Icon name={icon} />
          {word}
        </p>
        {overdue.documents > 0 && <p>{partText('overdue', overdue)}</p>}
        {upcoming.documents > 0 && <p>{partText('upcoming', upcoming)}</p>}
        {!owes && <p>{balance.state === 'BLUE' ? t('balance.overpaid') : t('balance.nothing')}</p>}
        {Number(balance.pendingPayments) > 0 && (
          <p>{t('balance.pending', { amount: format.money(balance.pendingPayments) })}</p>
        )}
      </div>
      {owes && bankAccount && <Account account={bankAccount} />}
    </div>
  );
}

function stateOf({ state, amount, upcoming }: Customer['balance']): {
  icon: IconName;
  tone: string;
  word: string;
} {
  switch (state) {
    case 'RED':
      return { icon: 'warning', tone: 'danger', word: t('balance.red') };
    case 'BLUE':
      return { icon: 'plus', tone: 'info', word: t('balance.blue') };
    case 'NEUTRAL':
      return Number(amount) > 0 || upcoming.documents > 0
        ? { icon: 'clock', tone: 'neutral', word: t('balance.due') }
        : { icon: 'check', tone: 'success', word: t('balance.settled') };
  }
}

/** The sum of a part, and the day that matters most in it. */
function partText(name: 'overdue' | 'upcoming', { amount, documents, earliestDueDate }: Part): string {
  const sum = t(`balance.${name}`, { count: documents, amount: format.money(amount) });
  if (!earliestDueDate) return `${sum}.`;
  const day = format.day(earliestDueDate);
  return `${sum}, ${t(`balance.${name}Day${documents > 1 ? 'First' : ''}`, { day })}.`;
}
