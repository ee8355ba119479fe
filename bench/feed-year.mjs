// Usage and messages for some of the customers of feed.mjs.
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { ppeOf, random } from './feed.mjs';

/**
 * Generates hourly usage of points, day by day.
 * @param points each with its number of days; `to` is the last day
 */
export async function writeUsage(folder, { points, to, seed = 2 }) {
  const next = random(seed);
  const days = Array.from({ length: Math.max(...points.map((point) => point.days)) }, (_, n) =>
    new Date(Date.parse(to) - n * 86_400_000).toISOString().slice(0, 10),
  ).reverse();
  await writeLines(path.join(folder, 'usage.csv'), function* () {
    yield 'ppe,date,direction,minutes,quality,values';
    for (const { point, days: known } of points)
      for (const day of days.slice(-known)) {
        const values = Array.from({ length: hoursOf(day) }, () => (0.05 + next() * 1.5).toFixed(3));
        yield `${ppeOf(point)},${day},CONSUMPTION,60,MEASURED,${values.join(' ')}`;
      }
  });
}

/** Generates this many messages for each customer, the last one on the day before `until`. */
export async function writeMessages(folder, { customers, each, until }) {
  await writeLines(path.join(folder, 'messages.ndjson'), function* () {
    for (const customer of customers)
      for (let n = 0; n < each; n++)
        yield JSON.stringify({
          id: `bench-${customer}-${n}`,
          customerNumber: `K${String(customer).padStart(8, '0')}`,
          kind: n % 3 === 0 ? 'ANNOUNCEMENT' : 'PAYMENT_DUE_SOON',
          subject: `Planowana przerwa w dostawie ${n}`,
          body: 'W Twojej okolicy przez kilka godzin nie będzie energii. Przepraszamy.',
          sentAt: new Date(Date.parse(until) - (n + 1) * 20 * 86_400_000 - 3_600_000).toISOString(),
          channel: 'EMAIL',
          recipient: `klient${customer}@example.pl`,
        });
  });
}

/** A day has 24 hours, except on the last Sundays of March and October, when clocks change. */
function hoursOf(day) {
  const date = new Date(day);
  const isLastSunday = date.getUTCDay() === 0 && date.getUTCDate() > 24;
  if (isLastSunday && date.getUTCMonth() === 2) return 23;
  return isLastSunday && date.getUTCMonth() === 9 ? 25 : 24;
}

async function writeLines(file, lines) {
  mkdirSync(path.dirname(file), { recursive: true });
  const out = createWriteStream(file);
  let block = '';
  for (const line of lines()) {
    block += `${line}\n`;
    if (block.length < 1 << 18) continue;
    if (!out.write(block)) await once(out, 'drain');
    block = '';
  }
  out.end(block);
  await once(out, 'finish');
}
