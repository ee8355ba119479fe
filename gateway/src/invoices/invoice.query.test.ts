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
    [-1, '2020-01-01', 'CREDIT'],
    [0, '2020-01-01', 'PAID'],
    [1, '2026-03-14', 'OVERDUE'],
    [1, '2026-03-15', 'DUE'],
    [1, null, 'DUE'],
  ])('outstanding %d due %s is %s', (outstanding, dueDate, status) => {
    expect(statusOf(outstanding, dueDate, '2026-03-15')).toBe(status);
  });
});

describe('search', () => {
  it.each([
    ['FV2026/02/Żółć', 'fv2026/02/zolc'],
    ['ŁÓDŹ', 'lodz'],
    ['  Ґанок ', 'ґанок'],
  ])('folds %s', (text, folded) => expect(searchable(text)).toBe(folded));
});
