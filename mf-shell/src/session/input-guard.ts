// Input that is not saved yet, when a session ends. Nothing of it may be stored in the browser.
export interface InputGuard {
  /** Saves it, before the customer signs out. A failure does not prevent that. */
  save(): Promise<void>;
  /** Called when the gateway knows the session no more. @returns true to keep the page: leaving would lose input */
  hold(): boolean;
}

const guards = new Set<InputGuard>();

/** Registers a guard. @returns a function that removes it */
export function guardInput(guard: InputGuard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Saves all input. */
export async function saveInput(): Promise<void> {
  await Promise.allSettled([...guards].map((guard) => guard.save()));
}

/** True when a page asks to be kept. Each guard is asked, so that each can tell the customer. */
export function holdsInput(): boolean {
  return [...guards].map((guard) => guard.hold()).includes(true);
}
