import { isRate } from '../../money';
import { isCalendarDay } from '../../calendar';
import { z } from 'zod';

/** A day's mean rate of the euro. */
export interface Rate {
  /** Złotys for one euro, as written. */
  rate: string;
  /** Number of the table, `227/A/NBP/2026`; empty for a rate of our own settings. */
  rateTable: string;
  /** The day the table is of. */
  rateDate: string;
}

/** Both of the bank's forms: the whole table, and the euro's rate alone. */
const mid = z.number().transform(String).refine(isRate);
const wholeTable = z.tuple([
  z.object({
    no: z.string().min(1).max(40),
    effectiveDate: z.string().refine(isCalendarDay),
    rates: z.array(z.object({ code: z.string(), mid: z.number() })),
  }),
]);
const euroAlone = z.object({
  code: z.literal('EUR'),
  rates: z.tuple([
    z.object({ no: z.string().min(1).max(40), effectiveDate: z.string().refine(isCalendarDay), mid }),
  ]),
});

const TIMEOUT_MS = 4_000;
const MAX_BYTES = 64 * 1024;

/**
 * Asks the central bank for the newest rate.
 * @throws Error when there is no answer in time, or none that could be a rate
 */
export async function fetchRate(url: string): Promise<Rate> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the rate's source answered ${response.status}`);
  const text = await response.text();
  if (text.length > MAX_BYTES) throw new Error("the rate's source answered too much");
  return readRate(JSON.parse(text));
}

function readRate(answer: unknown): Rate {
  if (!Array.isArray(answer)) {
    const { no, effectiveDate, mid } = euroAlone.parse(answer).rates[0];
    return { rate: mid, rateTable: no, rateDate: effectiveDate };
  }
  const [{ no, effectiveDate, rates }] = wholeTable.parse(answer);
  const euro = rates.find((one) => one.code === 'EUR');
  return { rate: mid.parse(euro?.mid), rateTable: no, rateDate: effectiveDate };
}
