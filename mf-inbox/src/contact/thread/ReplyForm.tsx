import { Failed } from '@ebok/shell/react';
import { PlainText } from '../../components/PlainText';
import { ListSkeleton } from '../../components/Skeletons';
import { useState } from 'react';
import { useUnsentDraft } from '../form/useUnsentDraft';
import { formAddress } from '../place';
import { t } from '../texts';
import { ReplyFields } from './ReplyFields';
import type { Ticket } from './useTicket';

/** The way to write more to a request; a closed one takes no replies. */
export function ReplyForm({ ticket }: { ticket: Ticket }) {
  return ticket.status === 'CLOSED' ? <ClosedReply ticket={ticket} /> : <OpenReplyForm ticket={ticket} />;
}

/** Leads to a new request. What was typed before the request was closed stays readable. */
function ClosedReply({ ticket }: { ticket: Ticket }) {
  const { draft } = useUnsentDraft(ticket.id);
  const { topic, invoice, consumptionPoint: point } = ticket;
  const address = formAddress({ topic, invoice: invoice?.id, point: point?.id });
  return (
    <div className="stack no-print">
      <p>
        {t('reply.closed')} <a href={address}>{t('reply.new')}</a>
      </p>
      {draft?.body && (
        <section className="card" aria-labelledby="unsent-title" tabIndex={-1}>
          <h2 id="unsent-title">{t('reply.unsent')}</h2>
          <p className="muted">{t('reply.unsentHint')}</p>
          <PlainText text={draft.body} />
        </section>
      )}
    </div>
  );
}

/** After each sent reply the form begins anew. */
function OpenReplyForm({ ticket }: { ticket: Ticket }) {
  const { loaded, draft, error, retry } = useUnsentDraft(ticket.id);
  const [sent, setSent] = useState(0);
  return (
    <section className="card no-print" id="odpowiedz" aria-labelledby="reply-title" tabIndex={-1}>
      <h2 id="reply-title">{t('reply.title')}</h2>
      {loaded ? (
        <ReplyFields
          key={sent}
          ticketId={ticket.id}
          draft={sent === 0 ? draft : null}
          onSent={() => setSent(sent + 1)}
        />
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </section>
  );
}
