import { format } from '@ebok/shell';
import { PlainText } from '../../components/PlainText';
import type { AttachmentFileFragment } from '../generated/graphql';
import { t } from '../texts';
import { Attachments } from './Attachments';
import type { Ticket } from './useTicket';

/** The request and what was written since, oldest first; `arrived` are answers that came a moment ago. */
export function Thread({ ticket, arrived }: { ticket: Ticket; arrived: string[] }) {
  const { body, createdAt, attachments, replies } = ticket;
  return (
    <section className="stack" aria-label={t('thread.title')}>
      <ol className="ebok-inbox__thread">
        <Entry id="" fromCustomer body={body} createdAt={createdAt} attachments={attachments} isNew={false} />
        {replies.map((reply) => (
          <Entry key={reply.id} {...reply} isNew={arrived.includes(reply.id)} />
        ))}
      </ol>
    </section>
  );
}

interface EntryProps {
  id: string;
  body: string;
  fromCustomer: boolean;
  createdAt: string;
  attachments: AttachmentFileFragment[];
  isNew: boolean;
}

function Entry({ body, fromCustomer, createdAt, attachments, isNew }: EntryProps) {
  return (
    <li className={fromCustomer ? 'card ebok-inbox__own' : 'card ebok-inbox__answer'} tabIndex={-1}>
      <p className="card__head">
        <strong>{t(fromCustomer ? 'thread.own' : 'thread.answer')}</strong>
        {isNew && <span className="badge badge--success">{t('thread.new')}</span>}
        <time className="muted small" dateTime={createdAt}>
          {format.dateTime(createdAt)}
        </time>
      </p>
      {body && <PlainText text={body} />}
      <Attachments files={attachments} />
    </li>
  );
}
