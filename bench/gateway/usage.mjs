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

/** @param rows how many points are under which contracts (`month` is null), and months of all points together */
export function usageOf(rows, { from, to, resolution, comparePreviousYear: compare }) {
  const days = new Map();
  const covers = [];
  for (const row of rows)
    if (row.month === null) covers.push(row);
    else unpack(row, days);
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
    for (const { points, contractFrom, contractTo, nextFrom } of covers)
      if (
        !(contractFrom > day) &&
        !(contractTo !== null && contractTo < day) &&
        !(nextFrom !== null && nextFrom <= day)
      )
        expected += points;
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

/** Four numbers a day, seven bits a byte: watt-hours, and points measured, complete and estimated. */
function unpack({ month, days: packed }, days) {
  const numbers = [];
  let [number, factor] = [0, 1];
  for (const byte of packed) {
    number += (byte % 128) * factor;
    factor *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    [number, factor] = [0, 1];
  }
  for (let n = 0; n < numbers.length; n += 4) {
    const day = n / 4 + 1;
    const [wh, measured, complete, estimated] = numbers.slice(n, n + 4);
    days.set(`${month}-${day < 10 ? '0' : ''}${day}`, {
      wh,
      measured: Math.min(measured, 1),
      complete,
      estimated,
    });
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
