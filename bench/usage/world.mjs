// The feeds of `bench -- usage`: one company with a quarter of the points, and households with one point each.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { peselOf, ppeOf, random } from '../feed.mjs';

export const COMPANY = 'K90000000';
/** A household with one point, in every world. */
export const HOUSEHOLD = 'K00000000';
export const FIRST_DAY = '2023-01-01';

/** Watt-hours of a quarter-hour as the feed writes them. */
const KWH = Array.from({ length: 4096 }, (_, wh) => (wh / 1000).toFixed(3).replace(/\.?0+$/, ''));

/** By the quarter-hour: a night's base, a morning and an evening, as a share of the day's peak. */
const SHAPE = Array.from({ length: 96 }, (_, n) => {
  const hour = n / 4;
  const bump = (at, width) => Math.exp(-(((hour - at) / width) ** 2));
  return 0.12 + 0.5 * bump(7.5, 1.5) + 0.25 * bump(14, 3) + 0.9 * bump(19.5, 2.5);
});

/**
 * Writes customers, points and quarter-hours into a folder, point by point as meters' data are loaded at first.
 * @param {string} folder
 * @param {{ points: number, days: number }} size
 */
export async function writeUsageWorld(folder, { points, days }) {
  mkdirSync(folder, { recursive: true });
  const ofCompany = Math.floor(points / 4);
  const households = points - ofCompany;
  const owner = (n) => (n < households ? `K${String(n).padStart(8, '0')}` : COMPANY);
  const address = { line1: 'ul. Polna 1', line2: '00-001 Warszawa' };
  const customers = Array.from({ length: households }, (_, n) => ({
    ...{ number: owner(n), kind: 'PERSON', name: `Klient ${n}`, taxId: peselOf(n) },
    ...{ emails: [`klient${n}@example.pl`], address },
  }));
  const company = { number: COMPANY, kind: 'COMPANY', name: 'Sieć sklepów', taxId: '5260001246' };
  customers.push({ ...company, emails: ['biuro@example.pl'], address });
  const lines = (rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
  writeFileSync(path.join(folder, 'customers.ndjson'), lines(customers));
  writeFileSync(
    path.join(folder, 'consumption-points.ndjson'),
    lines(
      Array.from({ length: points }, (_, n) => ({
        ...{ ppe: ppeOf(n), customerNumber: owner(n), address, meterNumber: `M${n}`, tariff: 'G11' },
        ...{ distributor: 'PGE Dystrybucja', contractedPowerKw: 12.5, contractFrom: '2020-01-01' },
      })),
    ),
  );
  await writeQuarters(path.join(folder, 'usage.csv'), { points, dates: datesOf(days) });
}

async function writeQuarters(file, { points, dates }) {
  const out = createWriteStream(file);
  let block = 'ppe,date,direction,minutes,quality,values\n';
  for (let n = 0; n < points; n++) {
    const next = random(n + 1);
    const [ppe, peak] = [ppeOf(n), 150 + next() * 600];
    for (const { day, quarters, season } of dates) {
      block += `${ppe},${day},CONSUMPTION,15,MEASURED,`;
      const scale = peak * season * (0.8 + next() * 0.4);
      for (let at = 0; at < quarters; at++) {
        const wh = Math.floor(SHAPE[at % 96] * scale * (0.6 + next() * 0.8));
        block += at === 0 ? KWH[wh] : ` ${KWH[wh]}`;
      }
      block += '\n';
      if (block.length < 1 << 20) continue;
      if (!out.write(block)) await once(out, 'drain');
      block = '';
    }
  }
  out.end(block);
  await once(out, 'finish');
}

function datesOf(days) {
  return Array.from({ length: days }, (_, n) => {
    const at = new Date(Date.parse(FIRST_DAY) + n * 86_400_000);
    const isLastSunday = at.getUTCDay() === 0 && at.getUTCDate() > 24;
    const change = isLastSunday && { 2: -4, 9: 4 }[at.getUTCMonth()];
    const season = 1 + 0.3 * Math.cos(((n - 15) / 365) * 2 * Math.PI);
    return { day: at.toISOString().slice(0, 10), quarters: 96 + (change || 0), season };
  });
}
