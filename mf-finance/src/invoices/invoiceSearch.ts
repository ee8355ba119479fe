// The address holds the list's filters, order, length and selection: a reload, a shared link and Back show the same
// list.
import { LONGEST_TEXT, pageAfter, wholePages } from '@ebok/shell/react';
import { valuesOf } from '../ui/parameters';
import type { InvoiceFilter, InvoiceKind, InvoiceOrder, InvoiceStatus } from './generated/graphql';
import { ofCustomer, readSelected } from './selection';

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
  /** The number of documents shown, a total of `pageAfter`. */
  shown: number;
  /** Ids of documents selected to be paid or downloaded, shown or not. */
  selected: string[];
}

export const NO_FILTERS = {
  text: '',
  status: [],
  kind: [],
  issuedFrom: '',
  issuedTo: '',
  point: '',
} satisfies Partial<InvoiceSearch>;

/** Reads a search from an address; invalid values are ignored. */
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
    shown: wholePages(Number(valuesOf(parameters, 'show')[0])),
    selected: readSelected(valuesOf(parameters, 'selected')[0]),
  };
}

/** The address of a search; default values are left out. */
export function searchAddress(search: InvoiceSearch): string {
  const parameters = new URLSearchParams();
  if (search.text) parameters.set('q', search.text);
  for (const status of search.status) parameters.append('status', status);
  for (const kind of search.kind) parameters.append('kind', kind);
  if (search.issuedFrom) parameters.set('from', search.issuedFrom);
  if (search.issuedTo) parameters.set('to', search.issuedTo);
  if (search.point) parameters.set('point', search.point);
  if (search.order !== 'OPEN_FIRST') parameters.set('order', search.order);
  if (search.shown > pageAfter(0)) parameters.set('show', String(search.shown));
  if (search.selected.length > 0) parameters.set('selected', search.selected.join('.'));
  const query = parameters.toString();
  return query ? `/finanse?${query}` : '/finanse';
}

/** The filter of the API for a search. */
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

/** The address of a search's documents as a file, with the fields of the API's filter as parameters. */
export function filesAddress(kind: 'csv' | 'zip', search: InvoiceSearch): string {
  const parameters = new URLSearchParams([...ofCustomer(), ['orderBy', search.order]]);
  for (const [name, value] of Object.entries(filterOf(search)))
    for (const one of [value].flat()) parameters.append(name, String(one));
  return `/files/invoices.${kind}?${parameters}`;
}

/** The number of filters set, the text not counted. */
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
  // Some browsers read 31 February as 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : '';
}
