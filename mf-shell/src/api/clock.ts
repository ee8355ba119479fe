// The gateway's time: the clock of a customer's phone may be hours off, and a session's end is said in the gateway's.
let offset = 0;

/** Learns the difference between both clocks from an answer. */
export function learnClockOffset(response: Response): void {
  const said = Date.parse(response.headers?.get('date') ?? '');
  if (!Number.isNaN(said)) offset = said - Date.now();
}

/** Milliseconds until an instant the gateway named. */
export function millisecondsUntil(instant: string): number {
  return Date.parse(instant) - Date.now() - offset;
}
