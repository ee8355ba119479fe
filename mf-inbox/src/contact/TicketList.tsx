import { format } from '@ebok/shell';
import { Failed, Found, pagedList, type Pages, usePages, wholePages } from '@ebok/shell/react';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ListSkeleton } from '../components/Skeletons';
import { TicketsDocument, type TicketRowFragment } from './generated/graphql';
import { ticketAddress } from './place';
import { StatusBadge } from './StatusBadge';
import { t } from './texts';
import { ticketList } from './ticketList';

const TICKETS = pagedList(TicketsDocument, (data) => data.customer.tickets);

/** The customer's requests, newest first; the address holds how many are shown. */
export function TicketList() {
  const shown = wholePages(Number(new URLSearchParams(useSearch()).get('show')));
  const [, navigate] = useLocation();
  const address = shown > 20 ? `/kontakt?show=${shown}` : '/kontakt';
  useEffect(() => ticketList.remember(address), [address]);
  const { pages, error, loading, retry } = usePages(TICKETS, {}, shown);
  return (
    <section className="found" aria-labelledby="tickets" aria-busy={loading} tabIndex={-1}>
      <h2 id="tickets">{t('tickets.title')}</h2>
      {!error && !pages && <ListSkeleton />}
      {pages && (
        <Tickets
          pages={pages}
          loading={loading}
          failed={Boolean(error)}
          onMore={(next) => navigate(`/kontakt?show=${next}`, { replace: true })}
        />
      )}
      {error && <Failed error={error} onRetry={retry} />}
    </section>
  );
}

interface TicketsProps {
  pages: Pages<TicketRowFragment>;
  loading: boolean;
  failed: boolean;
  onMore: (shown: number) => void;
}

function Tickets({ pages: { nodes, totalCount, hasMore }, loading, failed, onMore }: TicketsProps) {
  const count = t('tickets.count', { count: totalCount });
  const left = totalCount - nodes.length;
  return (
    <Found
      total={totalCount}
      shown={nodes.length}
      hasMore={hasMore && !failed}
      filtered={false}
      loading={loading}
      says={{
        count: hasMore ? `${count}, ${t('messages.shown', { shown: nodes.length })}` : count,
        more: loading ? t('messages.loading') : t('messages.more', { left }),
        none: t('tickets.none'),
        noneHint: t('tickets.noneHint'),
        clear: '',
        noneFits: '',
      }}
      onClear={() => {}}
      onMore={onMore}
    >
      <ul className="ebok-inbox__list" aria-labelledby="tickets">
        {nodes.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </Found>
  );
}

function TicketRow({ ticket }: { ticket: TicketRowFragment }) {
  const { id, number, topic, subject, createdAt } = ticket;
  return (
    <li>
      <span className="ebok-inbox__subject">
        <a href={ticketAddress(id)}>{subject}</a>
        <StatusBadge status={ticket.status} />
      </span>
      <span className="muted small ebok-inbox__facts">
        <span>{t('ticket.number', { number })}</span>
        <span>{t(`topic.${topic}`)}</span>
        <time dateTime={createdAt}>{format.dateTime(createdAt)}</time>
        <AnswerDue ticket={ticket} />
      </span>
    </li>
  );
}

/** The day by which a complaint must be answered, while it is not. */
function AnswerDue({ ticket: { answerDueDate, status } }: { ticket: TicketRowFragment }) {
  if (!answerDueDate || status === 'ANSWERED' || status === 'CLOSED') return null;
  return <span>{t('ticket.answerDue', { day: format.day(answerDueDate) })}</span>;
}
