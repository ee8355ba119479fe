// Splits what is to be paid into payments, from the documents as they are now. The gateway computes the split again
// when a payment starts; the page shows it before the button is pressed.
import { isUnfinished } from '../ui/isUnfinished';
import { grosze } from '../ui/money';
import type { CheckoutInvoiceFragment } from './generated/graphql';
import type { Plan } from './plan';

/** The gateway's limit of documents in one payment. */
const MOST_IN_PAYMENT = 200;
/** Browsers limit the length of an address, which names every document of a plan. */
const MOST_DOCUMENTS = 300;

/** A document and the part of its amount that is paid, in grosze. The part is smaller where the balance is smaller. */
export interface Allocation {
  invoice: CheckoutInvoiceFragment;
  amount: number;
}

/** One payment. */
export interface Part {
  /** The ids sent to the gateway; empty for the balance. */
  ids: string[];
  allocations: Allocation[];
  sum: number;
  /** ready: can be started. open: pending at the operator. paid: nothing is left to pay. */
  state: 'ready' | 'open' | 'paid';
  /** The pending payment. */
  paymentId?: string;
}

/** The payments of a plan, and the documents that none of them contains. */
export interface PlannedPayments {
  parts: Part[];
  /** Documents that exceed the limit of one payment on their own. */
  overLimit: Allocation[];
  /** Requested documents that another payment holds. */
  held: CheckoutInvoiceFragment[];
  /** Requested documents with nothing left to pay. */
  settled: CheckoutInvoiceFragment[];
  /** The number of documents beyond the size of one plan: they are paid after it. */
  left: number;
  /** The sum of all payments, in grosze. */
  sum: number;
}

interface Money {
  balance: number;
  limit: number;
}

/**
 * Plans the payments.
 * @param open all open documents, oldest due first
 * @param others documents of the plan that are not open
 * @param money balance and limit of one payment, in grosze
 */
export function planPayments(
  plan: Plan,
  open: CheckoutInvoiceFragment[],
  others: CheckoutInvoiceFragment[],
  money: Money,
): PlannedPayments {
  const [first, ...more] = plan.parts;
  if (more.length > 0) return severalPayments(plan, open, others, money);
  return first!.length === 0 ? wholeBalance(open, money) : selectedDocuments(first!, open, others, money);
}

function wholeBalance(open: CheckoutInvoiceFragment[], { balance, limit }: Money): PlannedPayments {
  const allocations = allocate(open, balance);
  const held = allocations.map(({ invoice }) => invoice).filter(isHeld);
  const nothing = { parts: [], overLimit: [], held, settled: [], left: 0, sum: 0 };
  // The gateway rejects the whole balance while another payment holds a part of it.
  if (allocations.length === 0 || held.length > 0) return nothing;
  const sum = total(allocations);
  if (sum <= limit) return { ...nothing, parts: [part([], allocations)], sum };
  const complete = allocations.filter(({ invoice, amount }) => amount === grosze(invoice.outstanding));
  const partial = allocations.filter((allocation) => !complete.includes(allocation));
  const planned = { ...nothing, ...split(complete, limit), sum };
  // Only a payment of the balance pays a part of a document, and it fits once the rest is within the limit.
  if (planned.overLimit.length > 0 || planned.left > 0 || total(partial) > limit)
    return { ...planned, overLimit: [...planned.overLimit, ...partial] };
  return { ...planned, parts: partial.length > 0 ? [...planned.parts, part([], partial)] : planned.parts };
}

function selectedDocuments(
  ids: string[],
  open: CheckoutInvoiceFragment[],
  others: CheckoutInvoiceFragment[],
  { limit }: Money,
): PlannedPayments {
  const requested = [...open, ...others].filter(({ id }) => ids.includes(id));
  const allocations = requested.filter(({ payable }) => payable).map(whole);
  return {
    ...split(allocations, limit),
    held: requested.filter(isHeld),
    settled: requested.filter((invoice) => !invoice.payable && !isHeld(invoice)),
    sum: total(allocations),
  };
}

/** Keeps the payments of an agreed plan as they are, whatever the state of each. */
function severalPayments(
  plan: Plan,
  open: CheckoutInvoiceFragment[],
  others: CheckoutInvoiceFragment[],
  { balance, limit }: Money,
): PlannedPayments {
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
    const allocations = (holding.length > 0 ? holding : documents).map(whole);
    const state = holding.length > 0 ? ('open' as const) : ('paid' as const);
    return { ...part(ids, allocations), state, paymentId: openPaymentOf(holding) };
  });
  // `agree` appends documents that exceed the limit as parts of their own.
  const exceedsLimit = ({ state, allocations, sum }: Part) =>
    state === 'ready' && allocations.length === 1 && sum > limit;
  return {
    parts: parts.filter((one) => !exceedsLimit(one)),
    overLimit: parts.filter(exceedsLimit).flatMap(({ allocations }) => allocations),
    held: [],
    settled: [],
    left: 0,
    sum: parts.reduce((sum, one) => sum + one.sum, 0),
  };
}

/** The plan with its payments as shown, so that they stay the same while they are paid one by one. */
export function agree(plan: Plan, { parts, overLimit }: PlannedPayments): Plan {
  const separate = overLimit
    .filter(({ invoice, amount }) => amount === grosze(invoice.outstanding))
    .map(({ invoice }) => [invoice.id]);
  return plan.parts.length > 1 ? plan : { ...plan, parts: [...parts.map(({ ids }) => ids), ...separate] };
}

/** Packs documents first-fit, oldest due first: fewer payments mean fewer fees. */
export function split(
  allocations: Allocation[],
  limit: number,
): Pick<PlannedPayments, 'parts' | 'overLimit' | 'left'> {
  const overLimit = allocations.filter(({ amount }) => amount > limit);
  const fitting = allocations.filter(({ amount }) => amount <= limit);
  const bins: Allocation[][] = [];
  for (const allocation of fitting.slice(0, MOST_DOCUMENTS)) {
    const bin = bins.find((one) => total(one) + allocation.amount <= limit && one.length < MOST_IN_PAYMENT);
    if (bin) bin.push(allocation);
    else bins.push([allocation]);
  }
  const parts = bins.map((bin) =>
    part(
      bin.map(({ invoice }) => invoice.id),
      bin,
    ),
  );
  return { parts, overLimit, left: Math.max(0, fitting.length - MOST_DOCUMENTS) };
}

/** Allocates an amount to documents, oldest due first, the last perhaps in part. The gateway uses the same order. */
function allocate(open: CheckoutInvoiceFragment[], amount: number): Allocation[] {
  let left = amount;
  const allocations: Allocation[] = [];
  for (const invoice of open) {
    const allocated = Math.min(left, grosze(invoice.outstanding));
    if (left <= 0) break;
    if (allocated > 0) allocations.push({ invoice, amount: allocated });
    left -= allocated;
  }
  return allocations;
}

/** Orders documents by due date, those without one last; of one day, by date of issue. */
export function oldestDueFirst(a: CheckoutInvoiceFragment, b: CheckoutInvoiceFragment): number {
  const sortKey = ({ dueDate, issueDate, id }: CheckoutInvoiceFragment) =>
    `${dueDate ?? '9999-12-31'} ${issueDate} ${id}`;
  return sortKey(a) < sortKey(b) ? -1 : 1;
}

function part(ids: string[], allocations: Allocation[]): Part {
  return { ids, allocations, sum: total(allocations), state: allocations.length > 0 ? 'ready' : 'paid' };
}

const whole = (invoice: CheckoutInvoiceFragment): Allocation => ({
  invoice,
  amount: grosze(invoice.outstanding),
});

const total = (allocations: Allocation[]): number => allocations.reduce((sum, { amount }) => sum + amount, 0);

/** Whether a pending payment holds the document, which blocks another payment of it. */
function isHeld({ status, payable, outstanding }: CheckoutInvoiceFragment): boolean {
  return status === 'PENDING' && !payable && grosze(outstanding) > 0;
}

/** The pending payment that holds one of these documents, where the gateway names it. */
export function openPaymentOf(invoices: CheckoutInvoiceFragment[]): string | undefined {
  return invoices.flatMap(({ payments }) => payments).find(isUnfinished)?.id;
}
