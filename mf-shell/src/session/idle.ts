// Warns before the session ends. The gateway decides when that is; the page only asks.
import { run } from '../api/graphql';
import { millisecondsUntil } from '../api/clock';
import { CHECK_SESSION, type Session } from './session.operations';
import { endSession, session, setSession } from './session';
import { tellTabs } from './tabs';

/** The time between the warning and the end of the session. */
export const WARNING = 2 * 60_000;
/** Longer timers overflow in browsers; sessions are shorter anyway. */
const LONGEST = 24 * 3_600_000;
/** The gateway's clock decides, and `expiresAt` has whole seconds. */
const GRACE = 1500;

type Listener = (secondsLeft: number | null) => void;

let timer: ReturnType<typeof setTimeout> | undefined;
let listener: Listener = () => {};
/** The end that is being counted down to. */
let counting: string | undefined;

/** Reports the seconds left, every second, once they are few; null when the session was extended. */
export function watchIdle(tell: Listener): void {
  listener = tell;
  session.subscribe(plan);
  plan();
  // Timers stop while the computer sleeps.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !session.current) return;
    if (millisecondsUntil(session.current.expiresAt) < WARNING) void check();
  });
}

/** Extends the session: any request does, except a background one. */
export async function extendSession(): Promise<void> {
  const looked = await run<{ session: Session | null }>(CHECK_SESSION);
  if (!looked.session) return endSession('idle');
  setSession(looked.session);
  tellTabs('changed');
}

/** Reads the session without extending it: another tab may have ended, changed or extended it. */
export async function checkSession(): Promise<void> {
  const looked = await run<{ session: Session | null }>(CHECK_SESSION, {}, { background: true });
  if (looked.session) return setSession(looked.session);
  endSession('idle');
}

function plan(): void {
  const end = session.current?.expiresAt;
  const left = end === undefined ? 0 : millisecondsUntil(end) - WARNING;
  if (left <= 0 && end !== undefined) {
    if (counting !== end) count(end);
    return;
  }
  clearTimeout(timer);
  counting = undefined;
  listener(null);
  if (end !== undefined) timer = setTimeout(() => void check(), Math.min(left, LONGEST));
}

/** The known end is near. Another tab may have extended the session, so the gateway is asked before the warning. */
async function check(): Promise<void> {
  try {
    await checkSession();
  } catch {
    // Without a response the known end stands.
    plan();
  }
}

function count(end: string): void {
  clearTimeout(timer);
  counting = end;
  const left = Math.ceil(millisecondsUntil(end) / 1000);
  listener(Math.max(left, 0));
  timer = left > 0 ? setTimeout(() => count(end), 1000) : setTimeout(() => void finish(end), GRACE);
}

async function finish(end: string): Promise<void> {
  await check();
  if (session.current?.expiresAt === end) endSession('idle');
}
