// Usage data for the walks: hourly values whose sums a test can compute independently of the product.

/** kWh of the hours of one day in Poland, in order; null where the value is missing. */
export type Hours = (number | null)[];
/** One point's days with usage: day → hours. */
export type Days = Map<string, Hours>;

const SPRING = new Set(['2024-03-31', '2025-03-30']);
const AUTUMN = new Set(['2024-10-27', '2025-10-26']);

/** Hours of all days of 2024 and 2025 for `scale` 1 or more; 23 and 25 hours where the clocks change. */
export function twoYears(scale: number): Days {
  const days: Days = new Map();
  for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2026, 0, 1); time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10);
    const hours = SPRING.has(day) ? 23 : AUTUMN.has(day) ? 25 : 24;
    const month = Number(day.slice(5, 7));
    // Winter exceeds summer, evening exceeds night, and one year exceeds the other.
    const season = 1 + Math.abs(month - 7) / 4 + (day < '2025' ? 0.1 : 0);
    days.set(
      day,
      Array.from({ length: hours }, (_, n) => (n < 2 ? n : n + 24 - hours)).map((hour) =>
        thousandths(scale * season * (hour > 16 && hour < 22 ? 0.9 : 0.25)),
      ),
    );
  }
  return days;
}

export const thousandths = (kwh: number): number => Math.round(kwh * 1000) / 1000;

/** The feed's usage file, for points by their PPE. */
export function usageCsv(points: Record<string, Days>): string {
  const lines = Object.entries(points).flatMap(([ppe, days]) =>
    [...days].map(
      ([day, hours]) =>
        `${ppe},${day},CONSUMPTION,60,MEASURED,${hours.map((kwh) => kwh?.toFixed(3) ?? '-').join(' ')}`,
    ),
  );
  return `ppe,date,direction,minutes,quality,values\n${lines.join('\n')}\n`;
}

/** The sum of the days that begin with `prefix` (a year, a month, a day), or null without any measurement. */
export function sum(points: Days[], prefix: string): number | null {
  const measured = points
    .flatMap((days) => [...days].filter(([day]) => day.startsWith(prefix)).flatMap(([, hours]) => hours))
    .filter((kwh) => kwh !== null);
  return measured.length === 0 ? null : thousandths(measured.reduce((total, kwh) => total + kwh, 0));
}

/** Grosze formatted as on the Polish page, with ordinary spaces: "1 234,56 zł". */
export function writtenMoney(grosze: number): string {
  return written(grosze / 100, 2).replace('kWh', 'zł');
}

/** Formatted as on the Polish page, with ordinary spaces: "1 234,5 kWh"; hours have three decimals. */
export function written(kwh: number | null, decimals = 1): string {
  if (kwh === null) return 'brak danych';
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const number = new Intl.NumberFormat('pl-PL', { ...digits, useGrouping: 'always' } as object);
  return `${number.format(kwh)} kWh`.replace(/[\u00a0\u202f]/g, ' ');
}
