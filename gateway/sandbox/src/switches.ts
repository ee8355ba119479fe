/** How the operator behaves: everything a shop must live through. */
export const MODES = {
  NORMAL: 'wszystko działa: powiadomienie zaraz po zapłacie',
  PENDING_THEN_SUCCESS: 'zapłata najpierw czeka, po chwili się udaje',
  NOTHING: 'żadnego powiadomienia (na pytanie o stan odpowiada)',
  TWICE: 'to samo powiadomienie dwa razy, równocześnie',
  PAID_TWICE: 'klient zapłacił dwa razy: drugi RemoteID',
  OUT_OF_ORDER: 'po SUCCESS jeszcze PENDING i FAILURE',
  WRONG_AMOUNT: 'powiadomienie o innej kwocie',
  WRONG_HASH: 'powiadomienie z błędnym podpisem',
  SLOW: 'odpowiedzi i powiadomienia po kilku sekundach',
  DOWN: 'operator nie odpowiada',
} as const;
export type Mode = keyof typeof MODES;

export const isMode = (text: unknown): text is Mode => typeof text === 'string' && Object.hasOwn(MODES, text);

/** The global switch, and one for any order that has its own. */
export class Switches {
  mode: Mode = 'NORMAL';
  /** What "after a while" means. */
  delayMs = 3_000;
  private readonly ofOrders = new Map<string, Mode>();

  modeOf(orderId?: string): Mode {
    return (orderId !== undefined && this.ofOrders.get(orderId)) || this.mode;
  }

  set(mode: Mode, orderId?: string): void {
    if (orderId === undefined) this.mode = mode;
    else this.ofOrders.set(orderId, mode);
  }

  forget(orderId: string): void {
    this.ofOrders.delete(orderId);
  }
}
