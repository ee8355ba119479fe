// Reports to the gateway: durations and faults of slices in this browser. Nothing about the visitor.
import type { SliceDescription } from '../config';
import { pageLoad } from '../session/page-load';

/** The kind of a fault. `slow`: a timeout. */
export type Fault = 'load' | 'integrity' | 'bootstrap' | 'mount' | 'render' | 'slow';
export type Step = 'load' | 'mount' | 'interactive';

type Which = Pick<SliceDescription, 'name' | 'version'>;

const SEND_AFTER = 2_000;
const AT_ONCE = 50;
/** This many faults within this time mark the version as bad. */
const ENOUGH = 3;
const WITHIN = 60_000;

let waiting: object[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const told = new WeakSet<object>();

/** Reports how long a step of a slice took. */
export function reportStep({ name, version }: Which, step: Step, began: number): void {
  tell({ slice: name, version, step, ms: Math.round(performance.now() - began) });
}

/**
 * Reports a fault, once per error. The third within a minute asks for a fallback to the former version and reloads
 * the page: another retry of the same files would hardly help.
 */
export function reportFault(slice: Which, error: unknown, fault: Fault | Promise<Fault>): void {
  if (error instanceof Object) {
    if (told.has(error)) return;
    told.add(error);
  }
  const { name, version } = slice;
  void Promise.resolve(fault).then((known) => tell({ slice: name, version, fault: known }));
  if (isEnough(`${name}@${version}`, Date.now())) void fallBack(slice);
}

function tell(report: object): void {
  waiting.push(report);
  timer ??= setTimeout(send, SEND_AFTER);
}

function send(): void {
  clearTimeout(timer);
  timer = undefined;
  const reports = waiting.splice(0, AT_ONCE);
  waiting = [];
  if (reports.length === 0 || !navigator.sendBeacon) return;
  navigator.sendBeacon('/reports', new Blob([JSON.stringify(reports)], { type: 'application/json' }));
}

// The last event at which every browser can send a beacon.
addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send());

async function fallBack({ name, version }: Which): Promise<void> {
  try {
    const answer = await fetch('/reports/fallback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ slice: name, version }),
    });
    const { to } = (await answer.json()) as { to: string | null };
    if (to) pageLoad.reload();
  } catch (error) {
    // The card stays, and its Retry asks again.
    console.warn(error);
  }
}

/** Faults are counted across page loads, since a Retry may reload the page. */
function isEnough(key: string, now: number): boolean {
  const kept = faultsOf(key).filter((time) => now - time < WITHIN);
  const faults = [...kept, now];
  const enough = faults.length >= ENOUGH;
  try {
    sessionStorage.setItem(`ebok-faults ${key}`, JSON.stringify(enough ? [] : faults));
  } catch {
    // Without storage this page counts nothing, and its cards keep offering Retry.
  }
  return enough;
}

function faultsOf(key: string): number[] {
  try {
    return JSON.parse(sessionStorage.getItem(`ebok-faults ${key}`) ?? '[]') as number[];
  } catch {
    return [];
  }
}
