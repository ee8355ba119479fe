import { format } from '@ebok/shell';
import type { ReactNode } from 'react';
import { spaced } from '../../components/phone';
import { clockName, dayName } from '../form/callBackTimes';
import { StatusBadge } from '../StatusBadge';
import { t } from '../texts';
import type { Ticket } from './useTicket';

/** What a request is about, its state, and what happens next. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { topic, subject, status, resolution, note, createdAt, answerDueDate } = ticket;
  const { invoice, consumptionPoint, callBack } = ticket;
  const isOpen = status === 'RECEIVED' || status === 'IN_PROGRESS';
  return (
    <section className="card" aria-labelledby="ticket-subject" tabIndex={-1}>
      <div className="card__head">
        <h2 id="ticket-subject" className="ebok-inbox__body">
          {subject}
        </h2>
        {/* The state changes by itself while the page is open. */}
        <span role="status">
          <StatusBadge status={status} />
        </span>
      </div>
      <p>{resolution ? t(`resolution.${resolution}`) : t(`status.${status}.hint`)}</p>
      {note && <p className="ebok-inbox__body">{note}</p>}
      {answerDueDate && isOpen && (
        <p className="alert alert--info">{t('ticket.complaintDue', { day: format.day(answerDueDate) })}</p>
      )}
      <dl className="facts">
        <Fact name={t('ticket.topic')}>{t(`topic.${topic}`)}</Fact>
        <Fact name={t('ticket.createdAt')}>{format.dateTime(createdAt)}</Fact>
        <Fact name={t('ticket.invoice')}>
          {invoice && <a href={`/finanse/${encodeURIComponent(invoice.id)}`}>{invoice.number}</a>}
        </Fact>
        <Fact name={t('ticket.point')}>{consumptionPoint?.label}</Fact>
        <Fact name={t('ticket.call')}>
          {callBack &&
            t('ticket.callAt', {
              phone: spaced(callBack.phone),
              day: dayName(callBack.date),
              from: clockName(callBack.from),
              to: clockName(callBack.to),
            })}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="ebok-inbox__fact">{children}</dd>
    </div>
  );
}
