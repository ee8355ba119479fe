import { sameYearEarlier } from './same-period';

const settlement = (id: string, periodFrom: string, periodTo: string, issueDate = '2025-04-05') => ({
  ...{ id, periodFrom, periodTo, issueDate },
});
const MARCH = { periodFrom: '2026-03-01', periodTo: '2026-03-31' };

it.each([
  ['the same days', settlement('a', '2025-03-01', '2025-03-31'), true],
  ['seven days away at either end', settlement('a', '2025-02-22', '2025-04-07'), true],
  ['eight days away', settlement('a', '2025-02-21', '2025-03-31'), false],
  ['another length', settlement('a', '2025-03-01', '2025-04-30'), false],
  ['its own year', settlement('a', '2026-03-01', '2026-03-31'), false],
])('takes a document of a year earlier: %s', (_, document, isTaken) => {
  expect(sameYearEarlier(MARCH, [document])).toBe(isTaken ? document : undefined);
});

it('takes the nearest, and of equally near ones the newest', () => {
  const shifted = settlement('a', '2025-03-03', '2025-03-31', '2025-06-01');
  const first = settlement('b', '2025-03-01', '2025-03-31', '2025-04-05');
  const second = settlement('c', '2025-03-01', '2025-03-31', '2025-05-05');
  expect(sameYearEarlier(MARCH, [shifted, first, second])?.id).toBe('c');
});

it.each([
  ['2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
])('a February of %s to %s has a whole February beside it', (periodFrom, periodTo, from, to) => {
  const whole = settlement('a', from, to);
  const other = settlement('b', from, `${to.slice(0, 8)}27`, '2026-01-01');
  expect(sameYearEarlier({ periodFrom, periodTo }, [other, whole])?.id).toBe('a');
});
