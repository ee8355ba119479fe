// The search and the number of points shown stand in the address: a reload, a shared link and Back show the same.
import { language } from '@ebok/shell';
import type { PointFragment } from '../operations/generated/graphql';
import { isEnded } from './contract';

export interface PointSearch {
  text: string;
  shown: number;
}

/** From this number on, a search field is shown. */
export const MANY = 6;
const FIRST = 10;
const LONGEST_TEXT = 200;

/** Reads the search from an address; invalid values are ignored. */
export function readSearch(query: string): PointSearch {
  const parameters = new URLSearchParams(query);
  // Bookmarks may still have the parameter's old name, `pokaz`.
  const shown = Math.ceil(Number(parameters.get('show') ?? parameters.get('pokaz')));
  return {
    text: (parameters.get('q') ?? '').slice(0, LONGEST_TEXT),
    shown: shown > FIRST && shown < 1e6 ? shown : FIRST,
  };
}

/** The address of a search; only what differs from the default is in it. */
export function searchAddress({ text, shown }: PointSearch): string {
  const parameters = new URLSearchParams();
  if (text) parameters.set('q', text);
  if (shown > FIRST) parameters.set('show', String(shown));
  const query = parameters.toString();
  return query ? `/dane?${query}` : '/dane';
}

/** The next total after `shown`: 10, 50, 90… */
export function pageAfter(shown: number): number {
  return shown < FIRST ? FIRST : shown + 40;
}

/** Points with a current contract first, then by name; numbers in names sort by value. */
export function inOrder(points: PointFragment[]): PointFragment[] {
  const { compare } = new Intl.Collator(language.current, { numeric: true });
  return points
    .map((point) => ({ point, ended: Number(isEnded(point)) }))
    .sort((a, b) => a.ended - b.ended || compare(a.point.label, b.point.label))
    .map(({ point }) => point);
}

/**
 * The points that contain every word; accents are ignored. A long number is one word, since people copy it with
 * blanks. One or two digits are a house number, and match no part of a longer number.
 */
export function fitting(points: PointFragment[], text: string): PointFragment[] {
  const joined = text.replace(/\s/g, '');
  const words = /^\d{8,}$/.test(joined) ? [joined] : plain(text).split(/\s+/).filter(Boolean);
  return points.filter(({ label, address, ppe, meterNumber, tariff }) => {
    const named = plain([label, address.line1, address.line2, tariff].join('\n'));
    const numbered = plain([ppe, meterNumber].join('\n'));
    const beginnings = named.split(/[^\p{L}\p{N}]+/u);
    return words.every((word) =>
      word.length < 3
        ? beginnings.some((one) => one.startsWith(word))
        : named.includes(word) || numbered.includes(word),
    );
  });
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');
}
