import { format, session } from '@ebok/shell';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon';
import { isUnfinished } from '../../ui/isUnfinished';
import { amountOf, grosze, isOverLimit } from '../../ui/money';
import { period } from '../../ui/period';
import { payAddress } from '../selection';
import { shownStatus, StatusBadge } from '../StatusBadge';
import { statesNet, type WholeInvoice } from './invoiceParts';
import { t } from './texts';

const TONES: Partial<Record<WholeInvoice['status'], string>> = { OVERDUE: 'danger', CREDIT: 'info' };

interface Props {
  invoice: WholeInvoice;
  /** The limit of one payment. */
  limit: string;
}

/** The summary of a document: the amount, the due date and the status. */
export function InvoiceSummary({ invoice, limit }: Props) {
  const { status, outstanding, gross, dueDate, ksefNumber, ksefVerificationUrl } = invoice;
  const isReturned = shownStatus(invoice) === 'RETURNED';
  const givesBack = isReturned || status === 'CREDIT';
  const label = isReturned ? 'invoice.returned' : givesBack ? 'invoice.credit' : 'invoice.outstanding';
  const open = invoice.payments.find(isUnfinished);
  return (
    <section className="card ebok-finance__summary" aria-label={t('invoice.summary')}>
      <p className="muted small">{t(label)}</p>
      <p className={`ebok-finance__amount ebok-finance__amount--${TONES[status] ?? 'neutral'}`}>
        {format.money((isReturned ? gross : outstanding).replace(givesBack ? '-' : '', ''))}
      </p>
      <p>
        <StatusBadge invoice={invoice} />
        {status === 'OVERDUE' && dueDate && ` ${t('balance.overdueDay', { day: format.day(dueDate) })}`}
        {status === 'DUE' && dueDate && ` ${t('balance.upcomingDay', { day: format.day(dueDate) })}`}
      </p>
      <Difference invoice={invoice} />
      {invoice.payable && session.current?.role !== 'VIEW' && (
        <a className="button ebok-finance__follow" href={payAddress([invoice.id])}>
          {t(isOverLimit(outstanding, limit) ? 'balance.transfer' : 'balance.pay')}
        </a>
      )}
      {status === 'PENDING' && open && (
        <a className="ebok-finance__follow" href={`/platnosc/${encodeURIComponent(open.id)}`}>
          {t('balance.unfinished', { amount: format.money(open.amount) })}
        </a>
      )}
      {/* A day that has passed is nothing to be reminded of. */}
      {invoice.calendarUrl && status === 'DUE' && (
        <a className="button button--quiet ebok-finance__follow" href={invoice.calendarUrl} download>
          <Icon name="calendar" />
          {t('invoice.calendar')}
        </a>
      )}
      <dl className="facts">
        <Fact name={t('invoice.issueDate')}>{format.day(invoice.issueDate)}</Fact>
        <Fact name={t('invoice.dueDate')}>
          {dueDate ? format.day(dueDate) : !givesBack && t('invoice.noDueDate')}
        </Fact>
        <Fact name={t('invoice.period')}>{period(invoice.periodFrom, invoice.periodTo)}</Fact>
        <Fact name={t('invoice.supplyDate')}>{invoice.supplyDate && format.day(invoice.supplyDate)}</Fact>
      </dl>
      <dl className="facts ebok-finance__sums">
        <Fact name={t('invoice.net')}>{statesNet(invoice) && format.money(invoice.net)}</Fact>
        <Fact name={t('invoice.vat')}>{statesNet(invoice) && format.money(invoice.vat)}</Fact>
        <Fact name={t('invoice.gross')}>{format.money(invoice.gross)}</Fact>
      </dl>
      {ksefNumber && (
        <dl className="facts">
          <Fact name={t('invoice.ksef')}>
            <Ksef number={ksefNumber} address={ksefVerificationUrl} />
          </Fact>
        </dl>
      )}
    </section>
  );
}

/** The reason why the outstanding amount differs from the document's total. */
function Difference({ invoice }: { invoice: WholeInvoice }) {
  const sum = grosze(invoice.gross);
  const left = grosze(invoice.outstanding);
  const money = (whole: number) => format.money(amountOf(Math.abs(whole)));
  const values = { amount: money(sum), part: money(sum - left), left: money(left) };
  const shown = shownStatus(invoice);
  if (shown === 'BOOKING') return <p>{t('invoice.bookingHint')}</p>;
  if (shown === 'RETURNED') return <p>{t('invoice.returnedHint', values)}</p>;
  if (sum < left && left < 0) return <p>{t('invoice.returnedPart', values)}</p>;
  if (0 < left && left < sum) return <p>{t('invoice.paidPart', values)}</p>;
  if (0 < sum && sum < left) return <p>{t('invoice.addedPart', values)}</p>;
  return null;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Ksef({ number, address }: { number: string; address: string | null }) {
  if (!address?.startsWith('https://')) return <>{number}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {number} <Icon name="outside" />
      <span className="visually-hidden">{t('invoice.newTab')}</span>
    </a>
  );
}
