// The list's filters, order and length, and what is chosen in it, live in the address: a reload, a shared
// link and Back show the same list.
import { LONGEST_TEXT, pageAfter, wholePages } from '@ebok/shell/react';
import type { InvoiceFilter, InvoiceKind, InvoiceOrder, InvoiceStatus } from './generated/graphql';
import { ofCustomer, readChosen } from './selection';

export const STATUSES: InvoiceStatus[] = ['OVERDUE', 'DUE', 'PENDING', 'PAID', 'CREDIT'];
export const KINDS: InvoiceKind[] = [
  'SETTLEMENT',
  'FORECAST',
  'CORRECTION',
  'FINAL',
  'INTEREST_NOTE',
  'ACCOUNTING_NOTE',
  'DUNNING_FEE',
];
export const ORDERS: InvoiceOrder[] = ['OPEN_FIRST', 'NEWEST', 'DUE_DATE', 'AMOUNT'];

export interface InvoiceSearch {
  text: string;
  status: InvoiceStatus[];
  kind: InvoiceKind[];
  issuedFrom: string;
  issuedTo: string;
  point: string;
  order: InvoiceOrder;
  /** How many documents are shown; a total of `pageAfter`. */
  shown: number;
  /** Ids of documents chosen to be paid or downloaded, shown or not. */
  chosen: string[];
}

export const NO_FILTERS = {
  text: '',
  status: [],
  kind: [],
  issuedFrom: '',
  issuedTo: '',
  point: '',
} satisfies Partial<InvoiceSearch>;

/** Reads what an address says; what makes no sense in it is as if it were not there. */
export function readSearch(query: string): InvoiceSearch {
  const parameters = new URLSearchParams(query);
  return {
    text: (parameters.get('q') ?? '').slice(0, LONGEST_TEXT),
    status: STATUSES.filter((status) => parameters.getAll('status').includes(status)),
    kind: KINDS.filter((kind) => parameters.getAll('kind').includes(kind)),
    issuedFrom: day(parameters.get('from')),
    issuedTo: day(parameters.get('to')),
    point: parameters.get('point') ?? '',
    order: ORDERS.find((order) => order === parameters.get('order')) ?? 'OPEN_FIRST',
    shown: wholePages(Number(parameters.get('pokaz'))),
    chosen: readChosen(parameters.get('wybrane')),
  };
}

/** The address of a list: only what differs from the ordinary one is in it. */
export function searchAddress(search: InvoiceSearch): string {
  const parameters = new URLSearchParams();
  if (search.text) parameters.set('q', search.text);
  for (const status of search.status) parameters.append('status', status);
  for (const kind of search.kind) parameters.append('kind', kind);
  if (search.issuedFrom) parameters.set('from', search.issuedFrom);
  if (search.issuedTo) parameters.set('to', search.issuedTo);
  if (search.point) parameters.set('point', search.point);
  if (search.order !== 'OPEN_FIRST') parameters.set('order', search.order);
  if (search.shown > pageAfter(0)) parameters.set('pokaz', String(search.shown));
  if (search.chosen.length > 0) parameters.set('wybrane', search.chosen.join('.'));
  const query = parameters.toString();
  return query ? `/finanse?${query}` : '/finanse';
}

/** What the API is asked for. */
export function filterOf(search: InvoiceSearch): InvoiceFilter {
  return {
    ...(search.text && { search: search.text }),
    ...(search.status.length > 0 && { status: search.status }),
    ...(search.kind.length > 0 && { kind: search.kind }),
    ...(search.issuedFrom && { issuedFrom: search.issuedFrom }),
    ...(search.issuedTo && { issuedTo: search.issuedTo }),
    ...(search.point && { consumptionPointId: search.point }),
  };
}

/** Where the gateway gives the documents of a search as a file: the fields of the API's filter as parameters. */
export function filesAddress(kind: 'csv' | 'zip', search: InvoiceSearch): string {
  const parameters = new URLSearchParams([...ofCustomer(), ['orderBy', search.order]]);
  for (const [name, value] of Object.entries(filterOf(search)))
    for (const one of [value].flat()) parameters.append(name, String(one));
  return `/files/invoices.${kind}?${parameters}`;
}

/** How many filters are set beside the text. */
export function countFilters(search: InvoiceSearch): number {
  return (
    search.status.length +
    search.kind.length +
    (search.issuedFrom || search.issuedTo ? 1 : 0) +
    (search.point ? 1 : 0)
  );
}

function day(text: string | null): string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return '';
  const time = Date.parse(`${text}T00:00:00Z`);
  // 31 February is read as 3 March by some browsers.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : '';
}
