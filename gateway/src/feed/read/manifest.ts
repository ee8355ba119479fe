import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { faultOf, isStorable, storableMoment, name } from '../fields/fields';
import { folded, MANIFEST, type Content, type ListedFile } from './folder';
import { shown, type Fault } from '../fault';

const schema = z.object({
  feedId: name(128),
  asOf: storableMoment,
  files: z.array(
    z.object({
      name: z.string('the name of a file is expected'),
      sha256: z
        .string('a SHA-256 in 64 hexadecimal digits is expected')
        .regex(/^[0-9a-f]{64}$/i, 'a SHA-256 in 64 hexadecimal digits is expected'),
      records: z.int('a whole number is expected').min(0),
    }),
    'a list of files is expected',
  ),
});
export type Manifest = z.infer<typeof schema>;

/** Rejects the whole feed, before anything is written. */
export class FeedRejected extends Error {
  constructor(
    readonly file: string,
    readonly fault: Fault,
  ) {
    super(`${file}: ${fault.reason}`);
  }
}

const LARGEST = 64 * 1024 * 1024;

/**
 * The feed's manifest, or null for a feed without one.
 * @throws FeedRejected
 */
export async function readManifest(found: readonly ListedFile[]): Promise<Manifest | null> {
  const [file, other] = found;
  if (!file) return null;
  if (other)
    throw new FeedRejected(other.name, { reason: `The feed has ${file.name} as well: which one counts?` });
  if ((await stat(file.full)).size > LARGEST)
    throw new FeedRejected(MANIFEST, { reason: 'The manifest is too large.' });
  const bytes = await readFile(file.full);
  const result = parse(bytes);
  if ('reason' in result) throw new FeedRejected(MANIFEST, result);
  return result;
}

function parse(bytes: Buffer): Manifest | Fault {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const result = schema.safeParse(value);
    if (!result.success) return shown(faultOf(result.error, value));
    return isStorable(text, result.data)
      ? result.data
      : { reason: 'The manifest holds NUL or half of a character, which can not be stored.' };
  } catch {
    return { reason: 'The manifest is no JSON in UTF-8.' };
  }
}

/**
 * Holds the manifest against the files.
 * @throws FeedRejected for the first missing or different file
 */
export function checkFiles(manifest: Manifest, contentOf: (name: string) => Content | undefined): void {
  const named = new Set<string>();
  for (const { name, sha256, records } of manifest.files) {
    const refuse = (field: string, value: unknown, reason: string): never => {
      throw new FeedRejected(MANIFEST, { field, value, reason: `${name}: ${reason}` });
    };
    if (named.has(folded(name))) refuse('name', name, 'the manifest names this file twice.');
    named.add(folded(name));
    const content = contentOf(name);
    if (!content)
      refuse('name', name, 'the file is missing (links and names outside the folder do not count).');
    const { lines } = content!;
    const is = countsOf(name, lines);
    if (!is.includes(records)) refuse('records', records, `the file has ${is[0]} records, not ${records}.`);
    if (content!.sha256 !== sha256.toLowerCase())
      refuse('sha256', sha256, `the file is different: its SHA-256 is ${content!.sha256}.`);
  }
}

/** How many records a file has: lines of NDJSON, lines under the header of a CSV, one for any other. */
function countsOf(name: string, lines: number): number[] {
  if (folded(name).endsWith('.ndjson')) return [lines];
  // Whether the header counts as a line is read either way; the hash has the last word.
  if (folded(name).endsWith('.csv')) return [Math.max(0, lines - 1), lines];
  return [1];
}
