import { hash, randomBytes } from 'node:crypto';
import type { Pointer } from './channel.service';

const VISITOR = /^[\w-]{22}$/;

/** 128 random bits: says nothing about anybody, only keeps one browser's share of each canary the same. */
export function newVisitor(): string {
  return randomBytes(16).toString('base64url');
}

export function isVisitor(value: string | undefined): value is string {
  return value !== undefined && VISITOR.test(value);
}

/** 0 to 99, for each slice another: whoever tries one team's canary does not try everybody's. */
export function bucketOf(visitor: string, slice: string): number {
  return Number.parseInt(hash('sha256', `${visitor} ${slice}`).slice(0, 8), 16) % 100;
}

/**
 * The version of each slice this visitor gets: that of the preview, where there is one; the canary's for its share of
 * visitors (those who had it at 10 % have it at 20 %); else the stable one.
 */
export function versionsFor(pointers: Pointer[], visitor: string, preview?: string): Map<string, string> {
  const chosen = new Map<string, { version: string; rank: number }>();
  for (const { slice, channel, version, percentage } of pointers) {
    const rank = rankOf(channel, preview);
    if (rank === 0 || (rank === 2 && bucketOf(visitor, slice) >= percentage)) continue;
    if (rank > (chosen.get(slice)?.rank ?? 0)) chosen.set(slice, { version, rank });
  }
  return new Map([...chosen].map(([slice, { version }]) => [slice, version]));
}

function rankOf(channel: string, preview: string | undefined): number {
  if (channel === preview) return 3;
  if (channel === 'canary') return 2;
  return channel === 'stable' ? 1 : 0;
}
