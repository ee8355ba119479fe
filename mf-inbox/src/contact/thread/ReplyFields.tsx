import { useApolloClient } from '@apollo/client/react';
import { notify } from '@ebok/shell';
import { useState } from 'react';
import { BodyField } from '../form/BodyField';
import { ProblemSummary } from '../form/ProblemSummary';
import { problemsOf } from '../form/problems';
import { RestoredDraft } from '../form/RestoredDraft';
import { FilesAndSend } from '../form/FilesAndSend';
import { SessionOver } from '../form/SessionOver';
import { checkBody, LONGEST_DRAFT_BODY, newIdempotencyKey } from '../form/ticketValues';
import { useDraftSaver } from '../form/useDraftSaver';
import { useSending } from '../form/useSending';
import type { Draft } from '../form/useUnsentDraft';
import { useUploads } from '../form/useUploads';
import { ReplyToTicketDocument } from '../generated/graphql';
import { t } from '../texts';

interface Props {
  ticketId: string;
  draft: Draft;
  onSent: () => void;
}

/** The fields of a reply, with a draft of their own. */
export function ReplyFields({ ticketId, draft, onSent }: Props) {
  const client = useApolloClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [body, setBody] = useState(draft?.body ?? '');
  const { uploads, customerId, attachmentIds } = useUploads(draft?.attachments ?? []);
  const { saver, state, isOver } = useDraftSaver(
    { customerId, ticketId, body: body.slice(0, LONGEST_DRAFT_BODY), attachmentIds },
    draft,
  );
  const { phase, problems, attempt, failure, submit, mend } = useSending({
    saver,
    uploads,
    check: () => (body.trim() ? checkBody(body) : [{ field: 'body', message: t('reply.empty') }]),
    send: async () => {
      const variables = { ticketId, body: body.trim(), attachmentIds, idempotencyKey };
      const { data } = await client.mutate({ mutation: ReplyToTicketDocument, variables });
      const { ticket, problems: refused } = data!.replyToTicket;
      if (!ticket) return problemsOf(refused);
      notify(t('reply.sent'), 'success');
      onSent();
      return [];
    },
  });
  const discard = () => {
    const files = uploads.clear();
    setBody('');
    return () => {
      uploads.restore(files);
      setBody(body);
    };
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {draft && <RestoredDraft savedAt={draft.savedAt} onDiscard={discard} />}
      {isOver && <SessionOver />}
      <ProblemSummary problems={problems} attempt={attempt} />
      <BodyField
        label={t('reply.body')}
        rows={5}
        value={body}
        problems={problems}
        onChange={(value) => {
          setBody(value);
          mend('body');
        }}
      />
      <FilesAndSend
        problems={problems}
        label={t('reply.send')}
        phase={phase}
        failure={failure}
        draft={state}
        uploads={uploads}
        onRetry={() => void submit()}
      />
    </form>
  );
}
