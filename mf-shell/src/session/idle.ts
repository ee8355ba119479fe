// Watches the end of the session and warns before it. The gateway decides when that is; here it is only asked.
import { run } from '../api/graphql';
import { millisecondsUntil } from '../api/clock';
import { CHECK_SESSION, type Session } from './session.operations';
import { endSession, session, setSession } from './session';
import { tellTabs } from './tabs';

/** How long before the end the customer is warned. */
export const WARNING = 2 * 60_000;
/** Timers longer than this overflow in browsers; sessions are shorter anyway. */
const LONGEST = 24 * 3_600_000;
/** The gateway's clock has the last word, and it is asked in whole seconds. */
const GRACE = 1500;

type Listener = (secondsLeft: number | null) => void;

let timer: ReturnType<typeof setTimeout> | undefined;
let listener: Listener = () => {};
/** The end that is being counted down to. */
let counting: string | undefined;

/** Tells the seconds left once they are few, every second; null when all is well again. */
export function watchIdle(tell: Listener): void {
  listener = tell;
  session.subscribe(plan);
  plan();
  // Timers sleep with the computer.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !session.current) return;
    if (millisecondsUntil(session.current.expiresAt) < WARNING) void check();
  });
}

/** The customer wants to stay: any request but a background one keeps the session. */
export async function extendSession(): Promise<void> {
  const looked = await run<{ session: Session | null }>(CHECK_SESSION);
  if (!looked.session) return endSession('bezczynnosc');
  setSession(looked.session);
  tellTabs('changed');
}

/** Asks who is signed in without keeping the session alive: another tab may have ended, changed or prolonged it. */
export async function checkSession(): Promise<void> {
  const looked = await run<{ session: Session | null }>(CHECK_SESSION, {}, { background: true });
  if (looked.session) return setSession(looked.session);
  endSession('bezczynnosc');
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

/** The known end is near. Something else may have moved it, so the gateway is asked before anybody is frightened. */
async function check(): Promise<void> {
  try {
    await checkSession();
  } catch {
    // Nobody answers: the known end stands.
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
  if (session.current?.expiresAt === end) endSession('bezczynnosc');
}
