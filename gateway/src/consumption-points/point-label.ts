import type { ConsumptionPoint } from './consumption-point.entity';

/** Invisible characters: controls, those that turn the direction of text, and what is no character at all. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
/** Blanks of all kinds, also line breaks. */
const BLANKS = /\s+/gu;

export const LONGEST_LABEL = 100;

/** A label in one line, without invisible characters; null for an empty one. */
export function cleanLabel(written: string): string | null {
  return written.normalize('NFC').replace(BLANKS, ' ').replace(INVISIBLE, '').trim() || null;
}

/** Counts as the column does: a sign outside the basic plane is one. */
export function isTooLong(label: string): boolean {
  return Array.from(label).length > LONGEST_LABEL;
}

/** What a point is called without a label of its own: its address in one line, else its PPE code. */
export function addressLabel({
  addressLine1,
  addressLine2,
  ppe,
}: Pick<ConsumptionPoint, 'addressLine1' | 'addressLine2' | 'ppe'>): string {
  return [addressLine1, addressLine2].filter(Boolean).join(', ') || ppe;
}
