import { useApolloClient } from '@apollo/client/react';
import { notify } from '@ebok/shell';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { CreateTicketDocument, type CallBackInput } from '../generated/graphql';
import { formAddress, mayNameInvoice, mayNamePoint, ticketAddress, TOPICS, type Place } from '../place';
import { t } from '../texts';
import { BodyField } from './BodyField';
import { CallBackFields } from './CallBackFields';
import { Field } from './Field';
import { ProblemSummary } from './ProblemSummary';
import { problemsOf } from './problems';
import { RestoredDraft } from './RestoredDraft';
import { FilesAndSend } from './FilesAndSend';
import { SessionOver } from './SessionOver';
import { SubjectMatter } from './SubjectMatter';
import { checkTicket, draftInput, EMPTY, firstValues, newIdempotencyKey, ticketInput } from './ticketValues';
import { useDraftSaver } from './useDraftSaver';
import { useSending } from './useSending';
import type { Draft } from './useUnsentDraft';
import { useUploads } from './useUploads';

/** The form for a new request; `first` is what it is about, `draft` what was typed before. */
export function TicketForm({ first, draft }: { first: Place; draft: Draft }) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [place, setPlace] = useState(first);
  const [values, setValues] = useState(() => firstValues(draft));
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [call, setCall] = useState<CallBackInput | null>(null);
  const { uploads, customerId, attachmentIds } = useUploads(draft?.attachments ?? []);
  const content = { customerId, place, values, attachmentIds };
  const { saver, state, isOver } = useDraftSaver(draftInput(content), draft);

  // A call at the hours that are shown, also where nobody chose them.
  const whole = { ...content, values: { ...values, callBack: call ?? values.callBack } };
  const address = formAddress(place);
  useEffect(() => navigate(address, { replace: true }), [address, navigate]);

  const { phase, problems, attempt, failure, submit, mend } = useSending({
    saver,
    uploads,
    check: () => checkTicket(whole),
    send: async () => {
      const input = { ...ticketInput(whole), idempotencyKey };
      const { data } = await client.mutate({ mutation: CreateTicketDocument, variables: { input } });
      const { ticket, problems: refused } = data!.createTicket;
      if (!ticket) return problemsOf(refused);
      notify(t('form.sent', { number: ticket.number }), 'success');
      navigate(ticketAddress(ticket.id), { replace: true });
      return [];
    },
  });
  const change = (name: 'subject' | 'body', value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    mend(name);
  };
  const discard = () => {
    const files = uploads.clear();
    setValues(EMPTY);
    return () => {
      uploads.restore(files);
      setValues(values);
    };
  };
  const isCall = place.topic === 'CALL_BACK';
  return (
    <form
      className="stack stack--loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {draft && <RestoredDraft savedAt={draft.savedAt} onDiscard={discard} />}
      {isOver && <SessionOver />}
      <ProblemSummary problems={problems} attempt={attempt} />
      <section className="card" tabIndex={-1} aria-label={t('form.title')}>
        <Field name="topic" label={t('form.topic')} hint={t(`topic.${place.topic}.hint`)} problems={problems}>
          {(control) => (
            <select
              {...control}
              value={place.topic}
              onChange={({ target }) =>
                setPlace({ ...place, topic: TOPICS.find((one) => one === target.value) ?? 'OTHER' })
              }
            >
              {TOPICS.map((topic) => (
                <option key={topic} value={topic}>
                  {t(`topic.${topic}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {place.topic === 'COMPLAINT' && <p className="alert alert--info">{t('form.complaint')}</p>}
        <SubjectMatter
          place={place}
          withInvoices={mayNameInvoice(place.topic) || place.invoice !== ''}
          withPoints={mayNamePoint(place.topic) || place.point !== ''}
          onChange={setPlace}
        />
        {isCall && (
          <CallBackFields
            value={values.callBack}
            problems={problems}
            onShown={setCall}
            onChange={(callBack, field) => {
              setValues((before) => ({ ...before, callBack }));
              mend(field);
            }}
          />
        )}
        <Field name="subject" label={t('form.subject')} problems={problems}>
          {(control) => (
            <input
              {...control}
              value={values.subject}
              autoComplete="off"
              onChange={({ target }) => change('subject', target.value)}
            />
          )}
        </Field>
        <BodyField
          label={t(isCall ? 'form.bodyOfCall' : 'form.body')}
          rows={8}
          value={values.body}
          problems={problems}
          onChange={(body) => change('body', body)}
        />
        <FilesAndSend
          problems={problems}
          label={t('form.send')}
          phase={phase}
          failure={failure}
          draft={state}
          uploads={uploads}
          onRetry={() => void submit()}
        />
      </section>
    </form>
  );
}
