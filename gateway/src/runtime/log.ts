import pino, { type Logger } from 'pino';

/**
 * Buffers lines until there are enough or a second has passed: a write per line would cost a system call per
 * request.
 */
const TOGETHER_BYTES = 4096;
const AT_LATEST_MS = 1_000;

/** The process's log on standard output. Buffered lines are written on every exit but SIGKILL. */
export function openLog(level: string): Logger {
  const output = pino.destination({ dest: 1, sync: false, minLength: TOGETHER_BYTES });
  setInterval(() => output.flush(), AT_LATEST_MS).unref();
  return pino({ level }, output);
}
