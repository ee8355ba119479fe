import { searchable } from '../database/search-text';
import type { ConsumptionPoint } from './consumption-point.entity';

/** Numbers of this length are copied with blanks between groups of digits. */
const LONG_NUMBER = /^\d{8,}$/;
/** One or two characters are a house number, which is no part of a longer one. */
const SHORT = 2;

/**
 * Finds points that contain every word of a search: in their names and addresses, tariff, PPE code and meter number.
 * @returns a test of a point
 */
export function fits(search: string): (point: ConsumptionPoint) => boolean {
  const joined = search.replace(/[\s-]/g, '');
  const words = LONG_NUMBER.test(joined) ? [joined] : searchable(search).split(/\s+/).filter(Boolean);
  return (point) => {
    const { ownLabel, addressLine1, addressLine2, tariff, ppe, previousCode, meterNumber } = point;
    const named = searchable([ownLabel, addressLine1, addressLine2, tariff].join('\n'));
    const numbered = searchable([ppe, previousCode, meterNumber].join('\n'));
    const beginnings = named.split(/[^\p{L}\p{N}]+/u);
    return words.every((word) =>
      word.length <= SHORT
        ? beginnings.some((one) => one.startsWith(word))
        : named.includes(word) || numbered.includes(word),
    );
  };
}
