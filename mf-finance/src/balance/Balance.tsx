import { format } from '@ebok/shell';
import type { ReactNode } from 'react';
import { t } from '../texts';
import { Account } from '../ui/Account';
import { Icon, type IconName } from '../ui/Icon';
import { sumOf } from '../ui/money';
import type { BalanceQuery } from './generated/graphql';

type Customer = BalanceQuery['customer'];
type Part = Customer['balance']['overdue'];

/** The balance: the amount, the state as a word with an icon, and the parts of the amount. */
export function Balance({ customer }: { customer: Customer }) {
  const { balance, bankAccount } = customer;
  const { overdue, upcoming } = balance;
  const { icon, tone, word } = stateOf(balance);
  const owes = overdue.documents + upcoming.documents > 0;
  return (
    <div className="ebok-finance__sides">
      <div className="ebok-finance__balance">
        <div className="ebok-finance__state">
          <p className={`ebok-finance__amount ebok-finance__amount--${tone}`}>
            {/* "Overpayment −12,50" would be a double negative. */}
            {format.money(balance.state === 'BLUE' ? balance.amount.replace('-', '') : balance.amount)}
          </p>
          <p className={`badge badge--${tone}`}>
            <Icon name={icon} />
            {word}
          </p>
        </div>
        <div className="ebok-finance__explanation">
          {overdue.documents > 0 && <p>{partText('overdue', overdue)}</p>}
          {upcoming.documents > 0 && <p>{partText('upcoming', upcoming)}</p>}
          {!owes && <p>{balance.state === 'BLUE' ? t('balance.overpaid') : t('balance.nothing')}</p>}
          {madeText(balance)}
          {Number(balance.pendingPayments) > 0 && (
            <p>{t('balance.pending', { amount: format.money(balance.pendingPayments) })}</p>
          )}
        </div>
      </div>
      {owes && bankAccount && <Account account={bankAccount} />}
    </div>
  );
}

/** The parts of an overpayment, or the deductions from the amount; null without any. */
function madeText({ state, credits, overpayment, overdue, upcoming }: Customer['balance']): ReactNode {
  const parts = [
    Number(credits) > 0 && t('balance.credits', { amount: format.money(credits) }),
    Number(overpayment) > 0 && t('balance.surplus', { amount: format.money(overpayment) }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return null;
  const values = { parts: parts.join(', ') };
  if (state !== 'BLUE') return <p>{t('balance.deducted', values)}</p>;
  const due = sumOf([overdue.amount, upcoming.amount]);
  return (
    <p>
      {Number(due) > 0
        ? t('balance.madeLess', { ...values, due: format.money(due) })
        : t('balance.made', values)}
    </p>
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

/** The sum of a part and its earliest due date. */
function partText(name: 'overdue' | 'upcoming', { amount, documents, earliestDueDate }: Part): string {
  const sum = t(`balance.${name}`, { count: documents, amount: format.money(amount) });
  if (!earliestDueDate) return `${sum}.`;
  const day = format.day(earliestDueDate);
  return `${sum}, ${t(`balance.${name}Day${documents > 1 ? 'First' : ''}`, { day })}.`;
}
