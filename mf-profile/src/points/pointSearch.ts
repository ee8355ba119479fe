// The search and the number of points shown stand in the address: a reload, a shared link and Back show the same.
export interface PointSearch {
  text: string;
  shown: number;
}

export const POINTS = '/dane/punkty';
/** From this number on, a search field is shown. */
export const MANY = 6;
/** Points on the first page. */
export const FIRST = 10;
const LONGEST_TEXT = 200;

/** Reads the search from an address; invalid values are ignored. */
export function readSearch(query: string): PointSearch {
  const parameters = new URLSearchParams(query);
  const shown = Math.ceil(Number(parameters.get('show')));
  return {
    text: (parameters.get('q') ?? '').trim().slice(0, LONGEST_TEXT),
    shown: shown > FIRST && shown < 1e6 ? shown : FIRST,
  };
}

/** The address of a search; only what differs from the default is in it. */
export function searchAddress({ text, shown }: PointSearch): string {
  const parameters = new URLSearchParams();
  if (text) parameters.set('q', text);
  if (shown > FIRST) parameters.set('show', String(shown));
  const query = parameters.toString();
  return query ? `${POINTS}?${query}` : POINTS;
}

/** The next total after `shown`: 10, 50, 90… */
export function pageAfter(shown: number): number {
  return shown < FIRST ? FIRST : shown + 40;
}
