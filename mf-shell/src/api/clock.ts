// The gateway's clock. A customer's clock may be hours off, and the session ends by the gateway's.
let offset = 0;

/** Learns the offset between both clocks from the `date` header of a response. */
export function learnClockOffset(response: Response): void {
  const said = Date.parse(response.headers?.get('date') ?? '');
  if (!Number.isNaN(said)) offset = said - Date.now();
}

/** Milliseconds until an instant that the gateway named. */
export function millisecondsUntil(instant: string): number {
  return Date.parse(instant) - Date.now() - offset;
}
