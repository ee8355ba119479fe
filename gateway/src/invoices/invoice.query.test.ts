import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../graphql/cursor';
import { statusOf } from './invoice.query';
import { amountIn, searchable } from '../database/search-text';

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

describe('an amount that is looked for', () => {
  it.each([
    ['293,86 zł', '293,86', 29386],
    ['293,86\u00a0zł', '293,86', 29386],
    ['293.86 PLN', '293,86', 29386],
    ['PLN 69,856.18', '69856,18', 6985618],
    ['69 856,18', '69856,18', 6985618],
    ['69\u00a0856,18\u00a0zł', '69856,18', 6985618],
    ['69\u202f856,18', '69856,18', 6985618],
    ['69.856,18', '69856,18', 6985618],
    ["1'258'946.99", '1258946,99', 125894699],
    ['−95,30', '-95,30', -9530],
    ['– 95,30 zł', '-95,30', -9530],
    ['\uff0d95,30', '-95,30', -9530],
    ['-1\u00a0000,00', '-1000,00', -100000],
    ['+12,00', '12,00', 1200],
    ['69 856', '69856', undefined],
    ['69 856,1', '69856,1', undefined],
    ['293', '293', undefined],
  ])('%j is %s', (text, kept, grosze) => {
    const found = amountIn(text);
    expect([found?.text, found?.exactly?.grosze]).toEqual([kept, grosze]);
  });

  it.each(['', '-', 'zł', 'FV/12', '12/34', '1 23,00', '12,345', '1,2,3', '2026-03-15', '1e5'])(
    '%j is none',
    (text) => expect(amountIn(text)?.exactly).toBeUndefined(),
  );

  it('is found as every language prints it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e10, max: 1e10 }),
        fc.constantFrom('pl', 'en-GB', 'uk', 'de-CH'),
        fc.constantFrom('-', '\u2212', '\u2013'),
        (grosze, language, minus) => {
          const format = new Intl.NumberFormat(language, {
            minimumFractionDigits: 2,
            maximumFractionDigits: 2,
          });
          const printed = format.format(grosze / 100).replace(/^[-\u2212]/, minus);
          expect(amountIn(`${printed}\u00a0zł`)?.exactly?.grosze).toBe(grosze);
        },
      ),
    );
  });
});
