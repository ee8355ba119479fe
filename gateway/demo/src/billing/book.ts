import { addDays } from '#src/calendar';
import { linesOf } from './bills';
import type { Chance } from '../chance';
import type { DemoCustomer, DemoDocument, DemoLine, DocumentKind, PointBill } from '../model';
import { interestOn, vatOf } from './money';
import { ksefNumberOf } from '../people/numbers';

/** From this day on sellers must issue invoices for firms in the national system, in the form FA(3). */
export const KSEF_FROM = '2026-02-01';

const PREFIXES: Record<DocumentKind, string> = {
  SETTLEMENT: 'FR',
  FORECAST: 'FP',
  CORRECTION: 'FK',
  FINAL: 'FKO',
  INTEREST_NOTE: 'NO',
  ACCOUNTING_NOTE: 'NK',
  DUNNING_FEE: 'OW',
};
/** No invoices, so the national system does not know them. */
const NOTES: readonly DocumentKind[] = ['INTEREST_NOTE', 'ACCOUNTING_NOTE', 'DUNNING_FEE'];

type Facts = Pick<DemoDocument, 'kind' | 'issueDate' | 'lines'> & Partial<DemoDocument>;

/** The documents of one customer, each with a number of its own. */
export class Book {
  readonly documents: DemoDocument[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly customer: DemoCustomer,
    private readonly chance: Chance,
    private readonly sellerNip: string,
    /** Nothing is issued after it. */
    private readonly today: string,
  ) {}

  /** What was really used; null while it is not issued yet. */
  settlement(bills: PointBill[], issueDate: string, more: Partial<DemoDocument> = {}): DemoDocument | null {
    return this.add({
      kind: 'SETTLEMENT',
      issueDate,
      dueDate: addDays(issueDate, 14),
      ...periodOf(bills),
      lines: [...linesOf(bills), ...(more.lines ?? [])],
      bills,
      ...without(more, 'lines'),
    });
  }

  /** What a period will probably cost. */
  forecast(bills: PointBill[], issueDate: string): DemoDocument | null {
    return this.add({
      kind: 'FORECAST',
      issueDate,
      dueDate: addDays(issueDate, 21),
      ...periodOf(bills),
      lines: linesOf(bills),
      bills,
    });
  }

  /** Writes a correction: for each differing line, the line before and the line after. */
  correction(
    original: DemoDocument,
    bills: PointBill[],
    issueDate: string,
    reason: string,
  ): DemoDocument | null {
    const after = linesOf(bills);
    const before = linesOf(original.bills);
    const isIn = (lines: DemoLine[], line: DemoLine) => lines.some((one) => textOf(one) === textOf(line));
    const netAfter = sum(after);
    const netBefore = sum(before);
    const changed = bills.filter((bill, at) => JSON.stringify(bill) !== JSON.stringify(original.bills[at]));
    return this.add({
      kind: 'CORRECTION',
      issueDate,
      dueDate: addDays(issueDate, 14),
      ...periodOf(bills),
      lines: [
        ...before
          .filter((line) => !isIn(after, line))
          .map((line) => ({ ...line, net: 0 - line.net, group: 'Przed korektą' })),
        ...after.filter((line) => !isIn(before, line)).map((line) => ({ ...line, group: undefined })),
      ],
      // The tax is the difference of both documents' taxes, not the tax on the difference.
      vat: vatOf(netAfter) - vatOf(netBefore),
      corrects: original,
      reason,
      bills: changed,
    });
  }

  /** A fee, interest or refund: no invoice, and no VAT. */
  note(
    kind: 'INTEREST_NOTE' | 'ACCOUNTING_NOTE' | 'DUNNING_FEE',
    issueDate: string,
    line: { name: string; net: number },
    more: Partial<DemoDocument> = {},
  ): DemoDocument | null {
    const due = line.net > 0 ? { dueDate: addDays(issueDate, 14) } : {};
    return this.add({ kind, issueDate, ...due, lines: [{ ...line, vatRate: 'np' }], ...more });
  }

  /** Interest on a document that was paid late. */
  interest({ number, gross, dueDate, paidOn }: DemoDocument, issueDate: string): DemoDocument | null {
    if (!dueDate || !paidOn || paidOn <= dueDate) return null;
    const name = `Odsetki ustawowe za opóźnienie od ${number}: ${printed(addDays(dueDate, 1))}–${printed(paidOn)}`;
    return this.note('INTEREST_NOTE', issueDate, { name, net: interestOn(gross, dueDate, paidOn) });
  }

  private add({ kind, issueDate, lines, ...more }: Facts): DemoDocument | null {
    if (issueDate > this.today) return null;
    const net = sum(lines);
    const vat = more.vat ?? (NOTES.includes(kind) ? 0 : vatOf(net));
    const isInKsef = this.customer.kind === 'COMPANY' && issueDate >= KSEF_FROM && !NOTES.includes(kind);
    const document: DemoDocument = {
      bills: [],
      ...more,
      number: this.number(kind, issueDate),
      kind,
      issueDate,
      lines,
      net,
      vat,
      gross: net + vat,
      outstanding: net + vat,
      ...(isInKsef && { ksefNumber: ksefNumberOf(this.sellerNip, issueDate, this.chance.hex(12)) }),
    };
    this.documents.push(document);
    return document;
  }

  private number(kind: DocumentKind, issueDate: string): string {
    const number = `${PREFIXES[kind]}/${issueDate.slice(0, 4)}/${issueDate.slice(5, 7)}/${this.customer.number}`;
    const count = (this.counts.get(number) ?? 0) + 1;
    this.counts.set(number, count);
    return count === 1 ? number : `${number}/${count}`;
  }
}

const sum = (lines: readonly DemoLine[]): number => lines.reduce((all, line) => all + line.net, 0);

const textOf = ({ name, quantity, net }: DemoLine): string => `${name} ${quantity} ${net}`;

export const printed = (day: string): string => day.split('-').reverse().join('.');

function periodOf(bills: readonly PointBill[]): { periodFrom?: string; periodTo?: string } {
  const [first] = bills;
  return first ? { periodFrom: first.from, periodTo: first.to } : {};
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _left, ...rest } = value;
  return rest;
}
