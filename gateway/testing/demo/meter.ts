import { eachDay, shifted, type Filed } from './filed';

// prettier-ignore
const HOLIDAYS = new Set(['2023-11-01', '2023-11-11', '2023-12-25', '2023-12-26', '2024-01-01', '2024-01-06', '2024-03-31', '2024-04-01', '2024-05-01', '2024-05-03', '2024-05-19', '2024-05-30', '2024-08-15', '2024-11-01', '2024-11-11', '2024-12-25', '2024-12-26', '2025-01-01', '2025-01-06', '2025-04-20', '2025-04-21', '2025-05-01', '2025-05-03', '2025-06-08', '2025-06-19', '2025-08-15', '2025-11-01', '2025-11-11', '2025-12-24', '2025-12-25', '2025-12-26', '2026-01-01', '2026-01-06', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-03', '2026-05-24', '2026-06-04', '2026-08-15', '2026-11-01', '2026-11-11']);

/** In which zone an hour of the day is, written down from the price lists once more. */
function zoneAt(tariff: string, day: string, hour: number): string {
  const month = Number(day.slice(5, 7));
  const isFree = HOLIDAYS.has(day) || [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  const isNight = hour < 6 || hour === 13 || hour === 14 || hour >= 22;
  if (tariff === 'G12') return isNight ? 'nocna' : 'dzienna';
  if (tariff === 'G12w') return isNight || isFree ? 'nocna' : 'dzienna';
  if (tariff === 'C12b') return hour < 6 || hour >= 21 ? 'nocna' : 'dzienna';
  if (tariff !== 'C12a') return 'całodobowa';
  const evening = month >= 4 && month <= 9 ? hour === 20 : hour >= 16 && hour <= 20;
  return evening || (hour >= 8 && hour <= 10) ? 'szczytowa' : 'pozaszczytowa';
}

/**
 * Compares every reading of a point with the hours of its days.
 * @returns the number of readings
 */
export function checkPoint(filed: Filed, point: any): number {
  const own = filed.days.filter(
    (d) =>
      d.ppe === point.ppe && d.day >= point.contractFrom && (!point.contractTo || d.day <= point.contractTo),
  );
  expect(own.filter(({ direction }) => direction === 'CONSUMPTION').map(({ day }) => day)).toEqual(
    eachDay(own[0]!.day, own.at(-1)!.day),
  );
  const counted = new Map<string, number>();
  const atEnd = new Map<string, number>();
  for (const { day, direction, minutes, values } of own) {
    const hours = (values.length * minutes) / 60;
    values.forEach((wh, at) => {
      const elapsed = Math.floor((at * minutes) / 60);
      // Local time: two o'clock is missing once a year, and occurs twice once.
      const hour = elapsed + (hours === 23 && elapsed >= 2 ? 1 : hours === 25 && elapsed >= 3 ? -1 : 0);
      const zone = direction === 'PRODUCTION' ? 'energia oddana' : zoneAt(point.tariff, day, hour);
      counted.set(zone, (counted.get(zone) ?? 0) + (wh ?? 0));
    });
    for (const [zone, wh] of counted) atEnd.set(`${zone} ${day}`, Math.floor(wh / 1000));
  }
  const readings = filed.documents
    .filter(({ customerNumber }) => customerNumber === point.customerNumber)
    .flatMap((document) => document.readings)
    .filter(({ meterNumber, method }) => meterNumber === point.meterNumber && method !== 'szacunkowy')
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const first = new Map<string, number>();
  for (const { zone, from, to, previous, current } of readings) {
    if (!first.has(zone)) first.set(zone, previous - (atEnd.get(`${zone} ${shifted(from, -1)}`) ?? 0));
    expect([zone, from, previous, to, current]).toEqual([
      zone,
      from,
      first.get(zone)! + (atEnd.get(`${zone} ${shifted(from, -1)}`) ?? 0),
      to,
      first.get(zone)! + (atEnd.get(`${zone} ${to}`) ?? 0),
    ]);
  }
  return readings.length;
}
