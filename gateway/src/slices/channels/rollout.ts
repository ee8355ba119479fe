import { hash, randomBytes } from 'node:crypto';
import type { Pointer } from './channel.service';

const VISITOR = /^[\w-]{22}$/;
const LAST_BUCKET = 99;

/** Makes a rollout id: 128 random bits that identify nobody and keep a browser in the same share of each canary. */
export function newRolloutId(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether a cookie has the form of a rollout id. */
export function isRolloutId(value: string | undefined): value is string {
  return value !== undefined && VISITOR.test(value);
}

/**
 * Bucket 0 to 99 of a browser for one slice. Each slice has its own buckets, so that canaries reach different
 * browsers.
 */
export function bucketOf(visitor: string, slice: string): number {
  return Number.parseInt(hash('sha256', `${visitor} ${slice}`).slice(0, 8), 16) % 100;
}

/**
 * Chooses the version of each slice for one browser: the preview's, else the canary's for its share, else
 * stable.
 * Browsers in a canary of 10 % stay in it at 20 %.
 * @param visitor absent before sign-in: such a browser gets a canary when everybody does
 */
export function versionsFor(
  pointers: Pointer[],
  visitor: string | undefined,
  preview?: string,
): Map<string, string> {
  const chosen = new Map<string, { version: string; rank: number }>();
  for (const { slice, channel, version, percentage } of pointers) {
    const rank = rankOf(channel, preview);
    const bucket = visitor === undefined ? LAST_BUCKET : bucketOf(visitor, slice);
    if (rank === 0 || (rank === 2 && bucket >= percentage)) continue;
    if (rank > (chosen.get(slice)?.rank ?? 0)) chosen.set(slice, { version, rank });
  }
  return new Map([...chosen].map(([slice, { version }]) => [slice, version]));
}

function rankOf(channel: string, preview: string | undefined): number {
  if (channel === preview) return 3;
  if (channel === 'canary') return 2;
  return channel === 'stable' ? 1 : 0;
}
