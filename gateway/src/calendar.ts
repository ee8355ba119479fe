const WARSAW = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', dateStyle: 'short' });

/** The calendar day in Poland at that instant: days begin and end in Europe/Warsaw, wherever the server stands. */
export function warsawDay(at: Date = new Date()): string {
  return WARSAW.format(at);
}
