// Usage as the API answers it, computed directly from the monthly rows, for the peers.
import { moment } from './shapes.mjs';

const DAY_MS = 86_400_000;
const MIDNIGHT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const midnights = new Map();
const texts = [];

/** @param rows the customer's points with their months */
export function usageOf(rows, { from, to, resolution, comparePreviousYear: compare }) {
  const days = new Map();
  const points = new Map();
  for (const row of rows) {
    points.set(row.id, row);
    if (row.month !== null) unpack(row, days);
  }
  const covers = [...points.values()];
  const intervals = [];
  const [all, allBefore, change] = [nothing(), nothing(), { now: 0, then: 0 }];
  let [unit, sum, before, expected] = ['', null, null, 0];
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const length = resolution === 'MONTH' ? 7 : 10;
  for (let n = first; n <= last; n++) {
    const day = dayText(n);
    if (day.slice(0, length) !== unit) {
      close(n);
      unit = day.slice(0, length);
      [sum, before, expected] = [nothing(), nothing(), 0];
      intervals.push({ start: midnight(n) });
    }
    const here = days.get(day);
    add(sum, here);
    add(all, here);
    for (const { contractFrom, contractTo } of covers)
      if (!(contractFrom > day) && !(contractTo !== null && contractTo < day)) expected++;
    if (!compare) continue;
    const there = days.get(`${Number(day.slice(0, 4)) - 1}${day.slice(4)}`);
    add(before, there);
    add(allBefore, there);
    if (!here?.measured || !there?.measured) continue;
    change.now += here.wh;
    change.then += there.wh;
  }
  close(last + 1);
  const now = Date.now();
  const missing = intervals.filter(({ end, complete }) => end <= now && !complete).length;
  return {
    intervals: intervals.map(({ start, kwh, previousKwh, estimated, complete }) => ({
      start: moment(new Date(start)),
      kwh,
      previousKwh,
      estimated,
      complete,
    })),
    totalKwh: all.wh / 1000,
    previousTotalKwh: compare ? kwhOf(allBefore) : null,
    changePercent: change.then
      ? Math.round(((change.now - change.then) / change.then) * 1000) / 10 + 0
      : null,
    missing,
  };

  function close(n) {
    if (!sum) return;
    const interval = intervals.at(-1);
    interval.end = midnight(n);
    interval.kwh = kwhOf(sum);
    interval.previousKwh = compare ? kwhOf(before) : null;
    interval.estimated = sum.estimated > 0;
    interval.complete = sum.measured > 0 && sum.complete >= expected;
  }
}

const nothing = () => ({ wh: 0, measured: 0, complete: 0, estimated: 0 });
const kwhOf = ({ wh, measured }) => (measured > 0 ? wh / 1000 : null);

function add(sum, day) {
  if (!day) return;
  sum.wh += day.wh;
  sum.measured += day.measured;
  sum.complete += day.complete;
  sum.estimated += day.estimated;
}

function unpack({ month, days: packed }, days) {
  let [code, factor, n] = [0, 1, 0];
  for (const byte of packed) {
    code += (byte % 128) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    n++;
    const marks = code % 8;
    const day = `${month}-${n < 10 ? '0' : ''}${n}`;
    const sum = days.get(day) ?? nothing();
    sum.wh += (code - marks) / 8;
    sum.measured = Math.max(sum.measured, marks & 1);
    sum.complete += (marks >> 1) & 1;
    sum.estimated += marks >> 2;
    days.set(day, sum);
    [code, factor] = [0, 1];
  }
}

function dayNumber(day) {
  return Date.parse(day) / DAY_MS;
}

function dayText(n) {
  return (texts[n] ??= new Date(n * DAY_MS).toISOString().slice(0, 10));
}

function midnight(n) {
  let at = midnights.get(n);
  if (at === undefined) {
    const before = n * DAY_MS - 3 * 3_600_000;
    at = n * DAY_MS - (Date.parse(`${MIDNIGHT.format(before).replace(' ', 'T')}Z`) - before);
    midnights.set(n, at);
  }
  return at;
}
