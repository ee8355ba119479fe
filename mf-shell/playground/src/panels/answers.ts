// Answers of the gateway to the panels; the other side is gateway/src/playground/explorer.ts.
import { useCallback, useEffect, useState } from 'react';

export interface User {
  slice: string;
  version: string;
  channels: string[];
  calls: number;
}

export interface PlaceUser extends User {
  operations: { name: string; hash: string; calls: number }[];
}

export interface Deprecation {
  place: string;
  reason: string;
  until: string | null;
}

export interface OperationFacts {
  faults: string[];
  limits: Record<'depth' | 'aliases' | 'tokens' | 'bodyBytes' | 'objects', number>;
  tokens: number | null;
  aliases: number | null;
  costs: { name: string; depth: number; objects: number }[];
  registered: (User & { name: string; hash: string })[];
  isKnown: boolean;
  deprecated: Deprecation[];
  fields: { field: string; users: User[] }[];
}

export interface LiveVersion {
  slice: string;
  version: string;
  channels: string[];
  operations: { name: string; text: string; calls: number }[];
}

export interface Answer<T> {
  /** The latest answer; it stays while the next one is loading. */
  data?: T;
  failed: boolean;
  again: () => void;
}

/**
 * Fetches an address below /playground, again when `path` or `query` changes; without a path it fetches nothing.
 * `query` is sent as an operation's text.
 */
export function useAnswer<T>(path: string | null, query?: string): Answer<T> {
  const [answer, setAnswer] = useState<{ of: string | null; data?: T; failed: boolean }>({
    of: null,
    failed: false,
  });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    fetchAnswer<T>(path, query, abort.signal).then(
      (data) => setAnswer({ of: path, data, failed: false }),
      () => abort.signal.aborted || setAnswer({ of: path, failed: true }),
    );
    return () => abort.abort();
  }, [path, query, times]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  // An answer to a former path is not shown for this one.
  return path === answer.of ? { ...answer, again } : { failed: false, again };
}

async function fetchAnswer<T>(path: string, query: string | undefined, signal: AbortSignal): Promise<T> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  };
  const response = await fetch(`/playground/${path}`, { signal, ...(query !== undefined && post) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** The value after it stayed unchanged for a while (debounced). */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
