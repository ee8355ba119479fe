// What can be paid and in how many payments, reckoned from the documents as they are now. The gateway reckons again;
// this is what the customer sees before pressing the button.
import type { DeskInvoiceFragment } from './generated/graphql';
import { grosze } from '../ui/money';
import type { Plan } from './plan';

/** The gateway takes no more in one payment. */
const MOST_IN_PAYMENT = 200;
/** A plan's address holds them all, and addresses have an end. */
const MOST_DOCUMENTS = 300;

/** A document and how much of it is paid, in grosze: less than all of it where the balance is less than its documents. */
export interface Share {
  invoice: DeskInvoiceFragment;
  amount: number;
}

/** One payment. */
export interface Part {
  /** What the gateway is asked to pay; empty for the balance. */
  ids: string[];
  shares: Share[];
  sum: number;
  /** ready: can be started. open: a payment of it is on its way at the operator. paid: nothing of it is left to pay. */
  state: 'ready' | 'open' | 'paid';
  /** The payment that is on its way. */
  paymentId?: string;
}

export interface Desk {
  parts: Part[];
  /** Documents that alone are over the limit. */
  tooBig: Share[];
  /** Documents wanted which another payment holds. */
  held: DeskInvoiceFragment[];
  /** Documents wanted of which nothing is left to pay. */
  settled: DeskInvoiceFragment[];
  /** Documents for which there is no room in one plan: they come after it. */
  left: number;
  /** What all of it comes to. */
  sum: number;
}

interface Money {
  balance: number;
  limit: number;
}

/** Reckons a plan. `open` are all open documents, oldest due first; `others` those of the plan that are not among them. */
export function deskOf(
  plan: Plan,
  open: DeskInvoiceFragment[],
  others: DeskInvoiceFragment[],
  money: Money,
): Desk {
  const [first, ...more] = plan.parts;
  if (more.length > 0) return agreed(plan, open, others, money);
  return first!.length === 0 ? wholeBalance(open, money) : chosen(first!, open, others, money);
}

function wholeBalance(open: DeskInvoiceFragment[], { balance, limit }: Money): Desk {
  const shares = allocate(open, balance);
  const held = shares.map(({ invoice }) => invoice).filter(isHeld);
  const nothing = { parts: [], tooBig: [], held, settled: [], left: 0, sum: 0 };
  // The gateway refuses the whole balance as long as a part of it is being paid already.
  if (shares.length === 0 || held.length > 0) return nothing;
  const sum = total(shares);
  if (sum <= limit) return { ...nothing, parts: [part([], shares)], sum };
  const all = shares.filter(({ invoice, amount }) => amount === grosze(invoice.outstanding));
  const rest = shares.filter((share) => !all.includes(share));
  const found = { ...nothing, ...split(all, limit), sum };
  // A part of a document can be paid only as what is left of the balance: not while more than the limit is left.
  if (found.tooBig.length > 0 || found.left > 0 || total(rest) > limit)
    return { ...found, tooBig: [...found.tooBig, ...rest] };
  return { ...found, parts: rest.length > 0 ? [...found.parts, part([], rest)] : found.parts };
}

function chosen(
  ids: string[],
  open: DeskInvoiceFragment[],
  others: DeskInvoiceFragment[],
  { limit }: Money,
): Desk {
  const wanted = [...open, ...others].filter(({ id }) => ids.includes(id));
  const shares = wanted.filter(({ payable }) => payable).map(whole);
  return {
    ...split(shares, limit),
    held: wanted.filter(isHeld),
    settled: wanted.filter((invoice) => !invoice.payable && !isHeld(invoice)),
    sum: total(shares),
  };
}

/** A plan in several payments keeps them as they were agreed, whatever has become of each. */
function agreed(
  plan: Plan,
  open: DeskInvoiceFragment[],
  others: DeskInvoiceFragment[],
  { balance, limit }: Money,
): Desk {
  const known = [...open, ...others];
  const named = plan.parts.flat();
  const left = known
    .filter(({ id }) => named.includes(id))
    .reduce((sum, { outstanding }) => sum + Math.max(grosze(outstanding), 0), 0);
  const rest = allocate(
    open.filter(({ id }) => !named.includes(id)),
    balance - left,
  );
  const parts = plan.parts.map((ids) => {
    if (ids.length === 0) return part([], rest);
    const documents = known.filter(({ id }) => ids.includes(id));
    const payable = documents.filter((invoice) => invoice.payable);
    const holding = documents.filter(isHeld);
    if (payable.length > 0 && holding.length === 0) return part(ids, payable.map(whole));
    const shares = (holding.length > 0 ? holding : documents).map(whole);
    const state = holding.length > 0 ? ('open' as const) : ('paid' as const);
    return { ...part(ids, shares), state, paymentId: openPaymentOf(holding) };
  });
  // The last ones of a plan may be documents no payment has room for: see `agree`.
  const isTooBig = ({ state, shares, sum }: Part) => state === 'ready' && shares.length === 1 && sum > limit;
  return {
    parts: parts.filter((one) => !isTooBig(one)),
    tooBig: parts.filter(isTooBig).flatMap(({ shares }) => shares),
    held: [],
    settled: [],
    left: 0,
    sum: parts.reduce((sum, one) => sum + one.sum, 0),
  };
}

/** The plan that keeps what the desk shows, so that it stays the same while its payments are made one by one. */
export function agree(plan: Plan, { parts, tooBig }: Desk): Plan {
  const apart = tooBig
    .filter(({ invoice, amount }) => amount === grosze(invoice.outstanding))
    .map(({ invoice }) => [invoice.id]);
  return plan.parts.length > 1 ? plan : { ...plan, parts: [...parts.map(({ ids }) => ids), ...apart] };
}

/**
 * As few payments as fit, the oldest due first: each document goes into the first payment that has room for it. Fewer
 * payments mean fewer fees.
 */
export function split(shares: Share[], limit: number): Pick<Desk, 'parts' | 'tooBig' | 'left'> {
  const tooBig = shares.filter(({ amount }) => amount > limit);
  const fitting = shares.filter(({ amount }) => amount <= limit);
  const rooms: Share[][] = [];
  for (const share of fitting.slice(0, MOST_DOCUMENTS)) {
    const room = rooms.find((one) => total(one) + share.amount <= limit && one.length < MOST_IN_PAYMENT);
    if (room) room.push(share);
    else rooms.push([share]);
  }
  const parts = rooms.map((room) =>
    part(
      room.map(({ invoice }) => invoice.id),
      room,
    ),
  );
  return { parts, tooBig, left: Math.max(0, fitting.length - MOST_DOCUMENTS) };
}

/** Oldest due first until nothing is left; the last perhaps in part. The gateway allocates in the same order. */
function allocate(open: DeskInvoiceFragment[], amount: number): Share[] {
  let left = amount;
  const shares: Share[] = [];
  for (const invoice of open) {
    const share = Math.min(left, grosze(invoice.outstanding));
    if (left <= 0) break;
    if (share > 0) shares.push({ invoice, amount: share });
    left -= share;
  }
  return shares;
}

/** Documents without a due date come last; of one day, the older first. */
export function oldestDueFirst(a: DeskInvoiceFragment, b: DeskInvoiceFragment): number {
  const place = ({ dueDate, issueDate, id }: DeskInvoiceFragment) =>
    `${dueDate ?? '9999-12-31'} ${issueDate} ${id}`;
  return place(a) < place(b) ? -1 : 1;
}

function part(ids: string[], shares: Share[]): Part {
  return { ids, shares, sum: total(shares), state: shares.length > 0 ? 'ready' : 'paid' };
}

const whole = (invoice: DeskInvoiceFragment): Share => ({ invoice, amount: grosze(invoice.outstanding) });

const total = (shares: Share[]): number => shares.reduce((sum, { amount }) => sum + amount, 0);

/** Something is left to pay, and a payment of it is open: nobody may start another meanwhile. */
function isHeld({ status, payable, outstanding }: DeskInvoiceFragment): boolean {
  return status === 'PENDING' && !payable && grosze(outstanding) > 0;
}

/** The payment that holds one of these documents, where the gateway names it. */
export function openPaymentOf(invoices: DeskInvoiceFragment[]): string | undefined {
  return invoices
    .flatMap(({ payments }) => payments)
    .find(({ status }) => status === 'CREATED' || status === 'PENDING')?.id;
}
