import { InvalidInput } from '../errors';
import type { Problem } from '../graphql/problems';
import type { OpenHours } from '../opening-hours';
import { readCallBack } from './call-back';
import { type Author, type Sending, sendingOf } from './submission';
import { type CallBack, TicketTopic } from './ticket.entity';
import type { CreateTicketInput } from './ticket.input';
import { bodyProblems, oneLine, plainText, subjectProblems } from './ticket-texts';

/** A ticket that can be written, as far as that is known without the database. */
export interface CheckedTicket {
  input: CreateTicketInput;
  subject: string;
  body: string;
  callBack: CallBack | null;
  sending: Sending;
}

/**
 * Checks what the page sent.
 * @param hours in which the customer's support channel can call back
 * @throws InvalidInput for a wrong key, or a call back with another topic
 */
export function checkTicket(
  { language }: Author,
  input: CreateTicketInput,
  { hours, now }: { hours: readonly OpenHours[]; now: Date },
): CheckedTicket | { problems: Problem[] } {
  const { topic, invoiceId, consumptionPointId, callBack, attachmentIds, idempotencyKey } = input;
  if (callBack && topic !== TicketTopic.CALL_BACK)
    throw new InvalidInput('callBack belongs to the topic CALL_BACK.');
  const [subject, body] = [oneLine(input.subject), plainText(input.body)];
  const read = callBack && readCallBack(callBack, hours, { now, language });
  const problems = [
    ...subjectProblems(subject, language),
    ...bodyProblems(body, language, { mayBeEmpty: Boolean(callBack) }),
    ...(read && 'problems' in read ? read.problems : []),
  ];
  if (problems.length > 0) return { problems };
  const called = read && 'callBack' in read ? read.callBack : null;
  const sending = sendingOf(idempotencyKey, [
    ...[topic, subject, body, invoiceId ?? null, consumptionPointId ?? null],
    ...[called, attachmentIds],
  ]);
  return { input, subject, body, callBack: called, sending };
}
