// The address of the form says what a request is about: links from documents and points lead straight to it.
import type { TicketTopic } from './generated/graphql';

/** In the order of the page: the commonest first. */
export const TOPICS: TicketTopic[] = [
  'INVOICE',
  'PAYMENT',
  'USAGE',
  'METER_READING',
  'CONTRACT',
  'SERVICE_ORDER',
  'DATA_CHANGE',
  'COMPLAINT',
  'CALL_BACK',
  'OTHER',
];

/** What a request is about. */
export interface Place {
  topic: TicketTopic;
  /** The document's id; empty for none. */
  invoice: string;
  /** The consumption point's id; empty for none. */
  point: string;
}

/** Reads the form's address; an unknown topic is ignored. */
export function readPlace(query: string): Partial<Place> {
  const parameters = new URLSearchParams(query);
  const topic = TOPICS.find((one) => one === parameters.get('topic'));
  const invoice = parameters.get('invoice');
  const point = parameters.get('point');
  return { ...(topic && { topic }), ...(invoice && { invoice }), ...(point && { point }) };
}

/** The address of the form for a new request. */
export function formAddress({
  topic,
  invoice,
  point,
}: { [K in keyof Place]?: Place[K] | undefined }): string {
  const parameters = new URLSearchParams();
  if (topic) parameters.set('topic', topic);
  if (invoice) parameters.set('invoice', invoice);
  if (point) parameters.set('point', point);
  const query = parameters.toString();
  return query ? `/kontakt/nowe?${query}` : '/kontakt/nowe';
}

/** Whether a request of this topic may name a document. */
export const mayNameInvoice = (topic: TicketTopic): boolean =>
  ['INVOICE', 'PAYMENT', 'COMPLAINT', 'CALL_BACK'].includes(topic);

/** Whether a request of this topic may name a consumption point. */
export const mayNamePoint = (topic: TicketTopic): boolean =>
  ['USAGE', 'METER_READING', 'CONTRACT', 'SERVICE_ORDER', 'COMPLAINT', 'OTHER'].includes(topic);

export const ticketAddress = (id: string): string => `/kontakt/${encodeURIComponent(id)}`;
