// What is typed into the form of a new request, as the gateway wants it.
import type { CallBackInput, CreateTicketInput, TicketDraftInput } from '../generated/graphql';
import type { Place } from '../place';
import { t } from '../texts';
import { LONGEST_BODY, LONGEST_SUBJECT } from './BodyField';
import type { FieldProblem } from './problems';
import type { Draft } from './useUnsentDraft';

/** A draft takes more than a request, and the gateway refuses what is longer still. */
const LONGEST_DRAFT_SUBJECT = 1_000;
export const LONGEST_DRAFT_BODY = 16_000;

export interface TicketValues {
  subject: string;
  body: string;
  /** Null until something of it is chosen. */
  callBack: CallBackInput | null;
}

export const EMPTY: TicketValues = { subject: '', body: '', callBack: null };

interface Content {
  customerId: string;
  place: Place;
  values: TicketValues;
  attachmentIds: string[];
}

/** The values of a draft. */
export function firstValues(draft: Draft): TicketValues {
  if (!draft) return EMPTY;
  const { subject, body, callBack } = draft;
  if (!callBack) return { subject, body, callBack: null };
  const { phone, date, from, to } = callBack;
  return { subject, body, callBack: { phone, date, from, to } };
}

/** The draft to save. Without anything typed it is empty, which takes it away. */
export function draftInput({ customerId, place, values, attachmentIds }: Content): TicketDraftInput {
  const { subject, body, callBack } = values;
  if (!subject && !body && !callBack && attachmentIds.length === 0) return { customerId };
  return {
    customerId,
    subject: subject.slice(0, LONGEST_DRAFT_SUBJECT),
    body: body.slice(0, LONGEST_DRAFT_BODY),
    callBack: place.topic === 'CALL_BACK' ? callBack : null,
    attachmentIds,
    ...placeInput(place),
  };
}

/** The request to send. */
export function ticketInput({ customerId, place, values, attachmentIds }: Content): CreateTicketInput {
  return {
    customerId,
    subject: values.subject.trim(),
    body: values.body.trim(),
    callBack: place.topic === 'CALL_BACK' ? values.callBack : null,
    attachmentIds,
    ...placeInput(place),
  };
}

function placeInput({ topic, invoice, point }: Place) {
  return { topic, invoiceId: invoice || null, consumptionPointId: point || null };
}

/** Problems that need no answer of the gateway. */
export function checkTicket({ place, values }: Content): FieldProblem[] {
  const { subject, body, callBack } = values;
  const call = place.topic === 'CALL_BACK' ? callBack : null;
  const problems: FieldProblem[] = [];
  if (call && !call.phone.trim()) problems.push({ field: 'phone', message: t('form.noPhone') });
  if (!subject.trim()) problems.push({ field: 'subject', message: t('form.noSubject') });
  if (subject.length > LONGEST_SUBJECT)
    problems.push({ field: 'subject', message: t('form.longSubject', { most: LONGEST_SUBJECT }) });
  if (!call && !body.trim()) problems.push({ field: 'body', message: t('form.noBody') });
  return [...problems, ...checkBody(body)];
}

/** The limit of a text. */
export function checkBody(body: string): FieldProblem[] {
  const over = body.length - LONGEST_BODY;
  return over > 0 ? [{ field: 'body', message: t('form.tooMuch', { count: over }) }] : [];
}

/** The same key for each attempt to send one request: a lost answer makes no second one. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
