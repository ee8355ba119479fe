import { isUtf8 } from 'node:buffer';
import type { Fault } from '../fault';

/** Longer lines are refused unread, so that no file can fill the memory. */
export const LONGEST_LINE = 1024 * 1024;
const NEWLINE = 0x0a;

/** A line of a file, or why it can't be read; `isOpen` where the file ends without a line break. */
export type Line = { number: number; text: string; isOpen?: true } | { number: number; fault: Fault };

/** A stretch of a file: its lines, and how many bytes of the file have been read up to here. */
export interface Stretch {
  lines: Line[];
  bytes: number;
}

/**
 * Reads a file, block by block, in stretches of some hundred lines, never holding more than a stretch and one line. Strictly UTF-8:
 * a line with other bytes is a fault, never wrong letters. Blank lines are left out.
 */
export async function* readLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<Stretch> {
  let carry: Buffer[] = [];
  let carried = 0;
  let tooLong = false;
  let number = 1;
  let bytes = 0;
  for await (let block of blocks) {
    bytes += block.length;
    const lines: Line[] = [];
    const first = block.indexOf(NEWLINE);
    if (first < 0) {
      carried += block.length;
      tooLong ||= carried > LONGEST_LINE;
      if (tooLong) carry = [];
      else carry.push(block);
      continue;
    }
    if (carried > 0) {
      tooLong ||= carried + first > LONGEST_LINE;
      if (tooLong) lines.push({ number: number++, fault: TOO_LONG });
      else number = split(Buffer.concat([...carry, block.subarray(0, first)]), number, lines);
      block = block.subarray(first + 1);
      carry = [];
      tooLong = false;
    }
    const last = block.lastIndexOf(NEWLINE);
    if (last >= 0) number = split(block.subarray(0, last), number, lines);
    const rest = block.subarray(last + 1);
    carried = rest.length;
    // Copied, because the stretch of memory below it would stay alive with it.
    if (rest.length > 0) carry.push(Buffer.from(rest));
    yield { lines, bytes };
  }
  if (carried === 0) return;
  const lines: Line[] = [];
  if (tooLong) lines.push({ number, fault: TOO_LONG });
  else split(Buffer.concat(carry), number, lines);
  const last = lines.at(-1);
  if (last && 'text' in last) last.isOpen = true;
  yield { lines, bytes };
}

const TOO_LONG: Fault = { reason: `The line is longer than ${LONGEST_LINE} bytes.` };
const NOT_UTF8: Fault = { reason: 'The line is not valid UTF-8.' };

/** @returns the number of the line after those in `block` */
function split(block: Buffer, number: number, lines: Line[]): number {
  if (isUtf8(block)) {
    for (const text of block.toString('utf8').split('\n')) {
      if (text.trim() !== '') lines.push({ number, text });
      number++;
    }
    return number;
  }
  let from = 0;
  while (from <= block.length) {
    const end = block.indexOf(NEWLINE, from);
    const line = block.subarray(from, end < 0 ? block.length : end);
    if (!isUtf8(line)) lines.push({ number, fault: NOT_UTF8 });
    else if (line.toString('utf8').trim() !== '') lines.push({ number, text: line.toString('utf8') });
    number++;
    if (end < 0) break;
    from = end + 1;
  }
  return number;
}
