import fc from 'fast-check';

export const FIRST_DAY = '2026-03-05';
/** The clocks change on the 29th. */
const DAYS = 31;
/** Readers with a login; the third customer has the portal alone. */
export const MAIL_OF = { K1: 'k1@example.pl', K2: 'k2@example.pl' } as Record<string, string>;
export const CUSTOMERS = ['K1', 'K2', 'K3'];

type Kind = 'PAYMENT_DUE_SOON' | 'PAYMENT_OVERDUE';

const change = fc.tuple(fc.nat(30), fc.constantFrom('paid', 'covered', 'held', 'freed'));

const day = fc.record({
  documents: fc.array(
    fc.record({
      customer: fc.constantFrom(...CUSTOMERS),
      dueIn: fc.integer({ min: -12, max: 16 }),
      isHistory: fc.boolean(),
      /** What the settlements of the same feed say of it. */
      settled: fc.constantFrom('not', 'not', 'whole', 'part'),
    }),
    { maxLength: 2 },
  ),
  /** What happens to a document before the reminders, and between them and the mails. */
  before: fc.array(change, { maxLength: 2 }),
  between: fc.array(change, { maxLength: 1 }),
  setting: fc.option(
    fc.record({
      customer: fc.constantFrom(...CUSTOMERS),
      kind: fc.constantFrom<Kind>('PAYMENT_DUE_SOON', 'PAYMENT_OVERDUE'),
      email: fc.boolean(),
      daysBefore: fc.subarray([14, 10, 7, 3, 1], { maxLength: 3 }),
    }),
    { freq: 4 },
  ),
  /** After how many parts of the customers the worker is killed: of none, one and two of the three. Its successor comes later. */
  run: fc.constantFrom<'done' | 'missed' | number>('done', 'done', 'done', 'missed', 3, 9, 14),
  /** During what the database goes away, and at which of its statements. */
  outage: fc.option(
    fc.record({
      during: fc.constantFrom('import', 'reminders', 'mails'),
      nth: fc.integer({ min: 1, max: 60 }),
      isExecuted: fc.boolean(),
    }),
    { freq: 2 },
  ),
  mails: fc.constantFrom('leave', 'leave', 'worker away', 'server away'),
});

export const month = fc.array(day, { minLength: DAYS, maxLength: DAYS });
export type Day = typeof day extends fc.Arbitrary<infer D> ? D : never;

export interface Document {
  number: string;
  customer: string;
  dueDate: string;
  isPaid: boolean;
  isHeld: boolean;
  /** The furthest step that was made, or passed over as history. */
  last: number;
}

interface Waiting {
  customer: string;
  document: Document;
  kind: Kind | 'INVOICE_ISSUED';
  since: string;
  /** A mail that had nothing to say at a try is gone, whatever holds later. */
  mayBeGone: boolean;
}

/** Documents that the mails of a reader name, and those that they may name besides. */
interface Named {
  named: string[];
  also: string[];
}

/** What should happen, written without the code it judges: it looks for the last day with a step, day by day. */
export class Month {
  readonly documents: Document[] = [];
  readonly messages: string[] = [];
  /** Documents that a reader's next mail reports, with the kind whose setting counts. */
  private waiting: Waiting[] = [];
  private readonly daysBefore = new Map<string, number[]>();
  private readonly off = new Set<string>();

  choose({ customer, kind, email, daysBefore }: NonNullable<Day['setting']>): void {
    if (kind === 'PAYMENT_DUE_SOON') this.daysBefore.set(customer, daysBefore);
    if (email) this.off.delete(`${customer} ${kind}`);
    else this.off.add(`${customer} ${kind}`);
  }

  issue(document: Document, today: string, isHistory: boolean): void {
    this.documents.push(document);
    const days = daysBetween(document.dueDate, today);
    if (isHistory) {
      if (days >= -14 && days <= 21) document.last = days;
      return;
    }
    if (MAIL_OF[document.customer]) {
      this.messages.push(`${today} ${document.number} INVOICE_ISSUED`);
      this.tell(document, 'INVOICE_ISSUED', today);
    }
    this.remind(document, today);
  }

  remind(document: Document, today: string): void {
    if (document.isPaid || document.isHeld || daysBetween(document.dueDate, today) > 21) return;
    const before = this.daysBefore.get(document.customer) ?? [7, 1];
    const isStep = (days: number) => before.includes(-days) || [0, 1, 7, 14].includes(days);
    let step = daysBetween(document.dueDate, today);
    while (step >= -14 && !isStep(step)) step--;
    if (step < -14 || step <= document.last) return;
    document.last = step;
    const kind: Kind = step > 0 ? 'PAYMENT_OVERDUE' : 'PAYMENT_DUE_SOON';
    this.messages.push(`${today} ${document.number} ${kind}`);
    if (MAIL_OF[document.customer]) this.tell(document, kind, today);
  }

  private tell(document: Document, kind: Waiting['kind'], since: string): void {
    const { customer } = document;
    if (!this.off.has(`${customer} ${kind}`))
      this.waiting.push({ customer, document, kind, since, mayBeGone: false });
  }

  /** For how many days the oldest mail has waited. */
  waitedDays(today: string): number {
    return Math.max(0, ...this.waiting.map(({ since }) => daysBetween(since, today)));
  }

  /** The mail server took nothing. What a mail would not have said, or a newer one says too, may be gone with it. */
  tried(): void {
    for (const one of this.waiting) {
      const isNewer = ({ document, since }: Waiting) => document === one.document && since > one.since;
      const isSaidLater = this.waiting.some((other) => isNewer(other) && this.isSaid(other));
      if (!this.isSaid(one) || isSaidLater) one.mayBeGone = true;
    }
  }

  /** All mails leave. */
  mails(): Record<string, Named> {
    const said = this.waiting.filter((one) => this.isSaid(one));
    this.waiting = [];
    const readers = Object.entries(MAIL_OF).map(([reader, email]): [string, Named] => {
      const mine = said.filter(({ customer }) => customer === reader);
      const named = numbersOf(mine.filter(({ mayBeGone }) => !mayBeGone));
      return [email, { named, also: numbersOf(mine).filter((number) => !named.includes(number)) }];
    });
    return Object.fromEntries(readers);
  }

  private isSaid({ customer, kind, document: { isPaid, isHeld } }: Waiting): boolean {
    return !this.off.has(`${customer} ${kind}`) && (kind === 'INVOICE_ISSUED' || (!isPaid && !isHeld));
  }
}

function numbersOf(waiting: readonly Waiting[]): string[] {
  return [...new Set(waiting.map(({ document }) => document.number))].sort();
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
