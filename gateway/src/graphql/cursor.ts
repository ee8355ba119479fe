import { keyOf } from '../database/columns';
import { InvalidInput } from '../errors';

/** Where a page ended: the values the list is sorted by, of its last row. */
export type Position = (string | number)[];

/**
 * Encodes a position, bound to its list (customer, order). Cursors of another list, or edited ones, are
 * rejected.
 * It contains values and not a row number, so new rows shift nothing.
 */
export function encodeCursor(list: string, position: Position): string {
  const body = JSON.stringify(position);
  return Buffer.from(keyOf(list, body).slice(0, 8) + body).toString('base64url');
}

/**
 * Parses a cursor of this list.
 * @throws InvalidInput for any other text
 */
export function decodeCursor(list: string, cursor: string, length: number): Position {
  const text = Buffer.from(cursor.slice(0, 2000), 'base64url').toString();
  const body = text.slice(8);
  if (keyOf(list, body).slice(0, 8) !== text.slice(0, 8))
    throw new InvalidInput('This cursor is not of this list.');
  const position = JSON.parse(body) as Position;
  if (position.length !== length) throw new InvalidInput('This cursor is not of this list.');
  return position;
}
