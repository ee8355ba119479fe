// The list's filters and length stand in the address: a reload, a shared link and Back show the same list.
import { LONGEST_TEXT, pageAfter, wholePages } from '@ebok/shell/react';
import type { Channel, MessageFilter, MessageKind } from '../operations/generated/graphql';

export const KINDS: MessageKind[] = [
  'INVOICE_ISSUED',
  'PAYMENT_DUE_SOON',
  'PAYMENT_OVERDUE',
  'PAYMENT_RECEIVED',
  'DUNNING',
  'ACCOUNT',
  'TICKET_REPLY',
  'ANNOUNCEMENT',
  'USAGE_ALERT',
];
export const CHANNELS: Channel[] = ['PORTAL', 'EMAIL', 'SMS'];

export interface MessageSearch {
  text: string;
  kind: MessageKind[];
  channel: Channel | '';
  unreadOnly: boolean;
  /** The number of messages shown; a total of `pageAfter`. */
  shown: number;
}

export const NO_FILTERS = {
  text: '',
  kind: [],
  channel: '',
  unreadOnly: false,
} satisfies Partial<MessageSearch>;

/** Reads the search from an address; invalid values are ignored. */
export function readSearch(query: string): MessageSearch {
  const parameters = new URLSearchParams(query);
  return {
    text: (parameters.get('q') ?? '').slice(0, LONGEST_TEXT),
    kind: KINDS.filter((kind) => parameters.getAll('kind').includes(kind)),
    channel: CHANNELS.find((channel) => channel === parameters.get('channel')) ?? '',
    unreadOnly: parameters.get('unread') === '1',
    // Bookmarks may still have the parameter's old name, `pokaz`.
    shown: wholePages(Number(parameters.get('show') ?? parameters.get('pokaz'))),
  };
}

/** The address of a search; only what differs from the default is in it. */
export function searchAddress(search: MessageSearch): string {
  const parameters = new URLSearchParams();
  if (search.text) parameters.set('q', search.text);
  for (const kind of search.kind) parameters.append('kind', kind);
  if (search.channel) parameters.set('channel', search.channel);
  if (search.unreadOnly) parameters.set('unread', '1');
  if (search.shown > pageAfter(0)) parameters.set('show', String(search.shown));
  const query = parameters.toString();
  return query ? `/wiadomosci?${query}` : '/wiadomosci';
}

/** The search as an input of the API. */
export function filterOf(search: MessageSearch): MessageFilter {
  return {
    ...(search.text && { search: search.text }),
    ...(search.kind.length > 0 && { kind: search.kind }),
    ...(search.channel && { channel: search.channel }),
    ...(search.unreadOnly && { unreadOnly: true }),
  };
}

/** The number of filters in use, without the text. */
export function countFilters(search: MessageSearch): number {
  return search.kind.length + (search.channel ? 1 : 0) + (search.unreadOnly ? 1 : 0);
}
