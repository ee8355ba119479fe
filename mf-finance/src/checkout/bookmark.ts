// The operator returns the customer to the page of one payment. This tab's storage keeps the address of its plan, so
// that the page can link to the next payment. The bookmark holds ids alone, and is removed when the session ends.
import { session } from '@ebok/shell';
import { BOOKMARK } from './forgetPlan';

interface Bookmark {
  customerId: string;
  /** The plan's address. */
  address: string;
  /** Ids of the payments started so far, by index of the plan's part. */
  payments: Record<number, string>;
  /** The number of payments in the plan. */
  of: number;
}

/** Adds a started payment to the plan's bookmark. A plan of one payment needs none. */
export function remember(address: string, of: number, part: number, paymentId: string): void {
  const customerId = session.current?.customer.id;
  if (!customerId || of < 2) return;
  const before = read();
  const payments = before?.address === address ? before.payments : {};
  const bookmark: Bookmark = { customerId, address, of, payments: { ...payments, [part]: paymentId } };
  try {
    sessionStorage.setItem(BOOKMARK, JSON.stringify(bookmark));
  } catch {
    // Storage is full or forbidden: the payment's page links to the list of documents then.
  }
}

/** The plan that a payment belongs to; `part` is its number, from 1. */
export function planOf(paymentId: string): { address: string; part: number; of: number } | undefined {
  const bookmark = read();
  if (!bookmark || bookmark.customerId !== session.current?.customer.id) return undefined;
  const found = Object.entries(bookmark.payments).find(([, id]) => id === paymentId);
  return found && { address: bookmark.address, part: Number(found[0]) + 1, of: bookmark.of };
}

function read(): Bookmark | undefined {
  try {
    const text = sessionStorage.getItem(BOOKMARK);
    const bookmark = text ? (JSON.parse(text) as Bookmark) : undefined;
    // Any script of the origin can write here, so an address outside checkout is ignored.
    return bookmark?.address.startsWith('/platnosc?') ? bookmark : undefined;
  } catch {
    return undefined;
  }
}
