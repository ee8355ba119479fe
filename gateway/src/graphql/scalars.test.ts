import { formatMoney, parseMoney } from '../money';
import fc from 'fast-check';
import { CalendarDay, Moment } from './scalars';

describe('money', () => {
  it('is the same after writing and reading it', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (grosze) => expect(parseMoney(formatMoney(grosze))).toBe(grosze)),
    );
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-1250, '-12.50'],
    [5363, '53.63'],
  ])('%d grosze is %s', (grosze, text) => expect(formatMoney(grosze)).toBe(text));

  it('takes fewer decimals and never makes a minus zero', () => {
    expect([parseMoney('2051'), parseMoney('-200'), parseMoney('10.1'), parseMoney('-0.00')]).toEqual([
      205100, -20000, 1010, 0,
    ]);
  });

  it.each(['', '1,00', '1e2', '100.001', ' 1', '1 234.56', '−5.00', '+1', '.5', '90071992547409.92'])(
    'refuses %j',
    (text) => expect(parseMoney(text)).toBeNull(),
  );
});

describe('days and instants', () => {
  it('refuse what does not exist and what is no text', () => {
    for (const value of ['2026-02-30', '2026-2-3', 20260101, null, '2026-01-01T00:00:00Z'])
      expect(() => CalendarDay.parseValue(value)).toThrow();
    expect(CalendarDay.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(() => Moment.parseValue('soon')).toThrow();
  });

  it('are written in UTC, with milliseconds only where there are some', () => {
    expect(Moment.serialize(new Date('2026-03-29T03:00:00+02:00'))).toBe('2026-03-29T01:00:00Z');
    expect(Moment.serialize(new Date('2026-03-29T01:00:00.250Z'))).toBe('2026-03-29T01:00:00.250Z');
  });
});
