import { format, session } from '@ebok/shell';
import type { ReactNode } from 'react';
import { t } from '../texts';
import { Icon } from './Icon';
import type { WholeInvoice } from './invoiceParts';
import { period } from './period';
import { payAddress } from './selection';
import { StatusBadge } from './StatusBadge';

const TONES: Partial<Record<WholeInvoice['status'], string>> = { OVERDUE: 'danger', CREDIT: 'info' };

/** What everyone looks for first: how much, by when, paid or not. */
export function InvoiceSummary({ invoice }: { invoice: WholeInvoice }) {
  const { status, outstanding, dueDate, ksefNumber, ksefVerificationUrl } = invoice;
  return (
    <section className="card ebok-finance__summary" aria-label={t('invoice.summary')}>
      <p className="muted small">{t(status === 'CREDIT' ? 'invoice.credit' : 'invoice.outstanding')}</p>
      <p className={`ebok-finance__amount ebok-finance__amount--${TONES[status] ?? 'neutral'}`}>
        {format.money(status === 'CREDIT' ? outstanding.replace('-', '') : outstanding)}
      </p>
      <p>
        <StatusBadge status={status} />
        {status === 'OVERDUE' && dueDate && ` ${t('balance.overdueDay', { day: format.day(dueDate) })}`}
        {status === 'DUE' && dueDate && ` ${t('balance.upcomingDay', { day: format.day(dueDate) })}`}
      </p>
      {invoice.payable && session.current?.role !== 'VIEW' && (
        <a className="button ebok-finance__follow" href={payAddress([invoice.id])}>
          {t('balance.pay')}
        </a>
      )}
      <dl className="facts">
        <Fact name={t('invoice.issueDate')}>{format.day(invoice.issueDate)}</Fact>
        <Fact name={t('invoice.dueDate')}>{dueDate ? format.day(dueDate) : t('invoice.noDueDate')}</Fact>
        <Fact name={t('invoice.period')}>{period(invoice.periodFrom, invoice.periodTo)}</Fact>
      </dl>
      <dl className="facts ebok-finance__sums">
        <Fact name={t('invoice.net')}>{format.money(invoice.net)}</Fact>
        <Fact name={t('invoice.vat')}>{format.money(invoice.vat)}</Fact>
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
