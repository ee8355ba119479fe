import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../graphql/cursor';
import { statusOf } from './invoice.query';
import { searchable } from './search';

describe('cursors', () => {
  it('give back the position they were made of', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.string())), (position) => {
        expect(decodeCursor('list', encodeCursor('list', position), position.length)).toEqual(position);
      }),
    );
  });

  it('are refused by another list, when edited, and when they are anything else', () => {
    const cursor = encodeCursor('list', ['2026-01-01', 'x']);
    expect(() => decodeCursor('other', cursor, 2)).toThrow('not of this list');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor('list', text, 2)).toThrow('not of this list');
      }),
    );
  });
});

describe('the status of a document', () => {
  it.each([
    [-1, 0, null, '2020-01-01', 'CREDIT'],
    [-1, 5, 'a payment', '2020-01-01', 'CREDIT'],
    [0, 0, null, '2020-01-01', 'PAID'],
    [0, 7, null, '2020-01-01', 'PAID'],
    [0, 0, 'a payment', '2020-01-01', 'PENDING'],
    [9, 9, null, '2020-01-01', 'PENDING'],
    [9, 12, null, '2020-01-01', 'PENDING'],
    [9, 0, 'a payment', '2020-01-01', 'PENDING'],
    [9, 8, null, '2026-03-14', 'OVERDUE'],
    [9, 0, null, '2026-03-14', 'OVERDUE'],
    [9, 0, null, '2026-03-15', 'DUE'],
    [9, 8, null, null, 'DUE'],
  ])('billed %d, covered %d, held by %s, due %s is %s', (billed, covered, heldBy, dueDate, status) => {
    expect(statusOf({ billed, covered, heldBy, dueDate }, '2026-03-15')).toBe(status);
  });
});

describe('search', () => {
  it.each([
    ['FV2026/02/Żółć', 'fv2026/02/zolc'],
    ['ŁÓDŹ', 'lodz'],
    ['  Ґанок ', 'ґанок'],
  ])('folds %s', (text, folded) => expect(searchable(text)).toBe(folded));
});
