// The operator sends everybody back to the page of one payment. Where that was one of several, this tab remembers the
// address of the whole plan, to lead on to the next; what was paid the gateway knows. It holds no more than ids, and
// goes when the session does.
import { session } from '@ebok/shell';

export interface Bookmark {
  customerId: string;
  /** The plan's address. */
  address: string;
  /** The payments started so far, by part. */
  payments: Record<number, string>;
  of: number;
}

const NAME = 'ebok-finance-plan';

/** Puts a payment that was started on the plan's page of this tab. */
export function remember(address: string, of: number, part: number, paymentId: string): void {
  const customerId = session.current?.customer.id;
  if (!customerId || of < 2) return;
  const before = read();
  const payments = before?.address === address ? before.payments : {};
  const bookmark: Bookmark = { customerId, address, of, payments: { ...payments, [part]: paymentId } };
  try {
    sessionStorage.setItem(NAME, JSON.stringify(bookmark));
  } catch {
    // Storage is full or forbidden: the way on leads over Finanse then.
  }
}

/** The plan a payment belongs to, and which of its payments it is (from 1). */
export function planOf(paymentId: string): { address: string; part: number; of: number } | undefined {
  const bookmark = read();
  if (!bookmark || bookmark.customerId !== session.current?.customer.id) return undefined;
  const found = Object.entries(bookmark.payments).find(([, id]) => id === paymentId);
  return found && { address: bookmark.address, part: Number(found[0]) + 1, of: bookmark.of };
}

export function forget(): void {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Nothing was kept either.
  }
}

function read(): Bookmark | undefined {
  try {
    const text = sessionStorage.getItem(NAME);
    const bookmark = text ? (JSON.parse(text) as Bookmark) : undefined;
    // Anybody can write into a tab's storage; only the plan's page is led to.
    return bookmark?.address.startsWith('/platnosc?') ? bookmark : undefined;
  } catch {
    return undefined;
  }
}
