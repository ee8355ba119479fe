import { isCalendarDay } from '#src/calendar';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#src/config';
import { FEWEST_CUSTOMERS, writeDemoFeed, type DemoOptions } from './write-demo-feed';

const USAGE = 'Usage: npm run demo -- [--customers N] [--seed S] [--today YYYY-MM-DD] FOLDER';
const PROGRESS_MS = 500;

/** `npm run demo`: writes a feed of an invented world into a new folder. Exit code 0 done, 1 failed, 2 wrong use. */
export async function runDemo(argv: string[]): Promise<number> {
  const arguments_ = readArguments(argv);
  if (typeof arguments_ === 'string') return say(`${arguments_} ${USAGE}`, 2);
  const { folder, ...options } = arguments_;
  try {
    await writeDemoFeed(folder, {
      ...options,
      seller: readConfig().retailer,
      onCustomer: process.stderr.isTTY ? progress(options.customers) : undefined,
    });
  } catch (error) {
    return say((error as Error).message, 1);
  }
  return say(
    `A feed of ${options.customers} customers is in ${folder}: npm run import -- ${folder} --silent`,
    0,
  );
}

function readArguments(argv: string[]): (DemoOptions & { folder: string }) | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        customers: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        today: { type: 'string' },
      },
    });
    const [customers, seed] = [Number(values.customers), Number(values.seed)];
    const { today } = values;
    if (positionals.length !== 1) return 'One folder is expected.';
    if (!Number.isSafeInteger(customers) || customers < FEWEST_CUSTOMERS)
      return `--customers is a whole number from ${FEWEST_CUSTOMERS} on.`;
    if (!Number.isSafeInteger(seed)) return '--seed is a whole number.';
    if (today !== undefined && !isCalendarDay(today)) return '--today is a day such as 2026-03-29.';
    return { customers, seed, today, folder: path.resolve(positionals[0]!) };
  } catch (error) {
    return (error as Error).message;
  }
}

/** A line that rewrites itself. */
function progress(total: number): (done: number) => void {
  let said = 0;
  return (done) => {
    if (done < total && performance.now() - said < PROGRESS_MS) return;
    said = performance.now();
    process.stderr.write(`\r${done} of ${total} customers${done === total ? '\n' : ''}`);
  };
}

function say(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
