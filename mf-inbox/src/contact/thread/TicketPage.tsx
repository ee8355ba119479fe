import { format, isNotFound, session } from '@ebok/shell';
import { Failed, NotFound, useTitle } from '@ebok/shell/react';
import { useParams } from 'wouter';
import { Icon } from '../Icon';
import { ListSkeleton } from '../../components/Skeletons';
import '../contact.css';
import { t } from '../texts';
import { ticketList } from '../ticketList';
import { ReplyForm } from './ReplyForm';
import { Thread } from './Thread';
import { TicketFacts } from './TicketFacts';
import { useTicket, type Ticket } from './useTicket';

/** One request: its state, the thread, and the way to write more. */
export default function TicketPage() {
  const { id } = useParams<{ id: string }>();
  const { ticket, error, refetch, arrived } = useTicket(id);
  const title = ticket ? t('ticket.number', { number: ticket.number }) : t('ticket.title');
  useTitle(title);
  if (!ticket && isNotFound(error)) return <NotFound list={ticketList.address} t={notFoundText} />;
  return (
    <article className="ebok-inbox__message" tabIndex={-1}>
      <a className="ebok-inbox__back" href={ticketList.address}>
        <Icon name="back" />
        {t('contact.back')}
      </a>
      {/* The heading is the same element before and after loading, since navigation moves the focus to it. */}
      <h1>{title}</h1>
      {ticket ? (
        <Content ticket={ticket} arrived={arrived} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={3} />
      )}
    </article>
  );
}

function Content({ ticket, arrived }: { ticket: Ticket; arrived: string[] }) {
  const newest = ticket.replies.find(({ id }) => id === arrived.at(-1));
  return (
    <>
      <TicketFacts ticket={ticket} />
      <Thread ticket={ticket} arrived={arrived} />
      <div role="status">
        {newest && (
          <p className="alert alert--success">
            <Icon name="answer" />
            <span>{t('thread.arrived', { time: format.time(newest.createdAt) })}</span>
          </p>
        )}
      </div>
      {session.current?.role !== 'VIEW' && <ReplyForm ticket={ticket} />}
    </>
  );
}

type NotFoundKey = Parameters<Parameters<typeof NotFound>[0]['t']>[0];
const notFoundText = (key: NotFoundKey) => t(`ticket.${key}`);
