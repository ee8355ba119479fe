import type { Customer } from '../customers/customer.entity';
import { signsOf } from '../database/document-number';
import { formatMoney } from '../money';
import { InvoiceCheckSubject, InvoiceCheckVerdict, type InvoiceCheckFinding } from './invoice-check.entity';
import { KnownNumbers } from './known-numbers';
import type { OwnDocument } from './own-documents';
import type { PastedText } from './pasted-text';

/** Documents of an answer. */
const MOST_MATCHES = 5;
/** In a text with more amounts, one that fits no document says nothing. */
const FEW_AMOUNTS = 3;

/** What a text is compared with: what the user's customers have. */
export interface Own {
  customers: readonly Customer[];
  /** All of them, or all that the text names. */
  documents: readonly OwnDocument[];
  /** Accounts of the text that stand on documents: account → ids of documents. */
  printedOn: ReadonlyMap<string, readonly string[]>;
  /** Where documents are to be paid. */
  accountsOf(documents: readonly OwnDocument[]): Promise<(string | null)[]>;
}

/** What came of it. */
export interface Comparison {
  verdict: InvoiceCheckVerdict;
  findings: InvoiceCheckFinding[];
  documents: OwnDocument[];
  customers: readonly Customer[];
}

/** Says of what was read in a text whether it is known, and what that means. */
export async function compare(pasted: PastedText, own: Own): Promise<Comparison> {
  const numbers = numbersOf(pasted, own);
  const ksef = ksefNumbersOf(pasted, own);
  const accounts = accountsOf(pasted, own);
  const named = unique([...numbers.documents, ...ksef.documents]);
  const amounts = amountsOf(pasted, named.length > 0 ? named : own.documents);
  const payable = await own.accountsOf(named);
  const findings = [...accounts.findings, ...numbers.findings, ...ksef.findings, ...amounts.findings];
  const verdict = verdictOf(pasted, accounts.findings, payable);
  const [documents] = [named, accounts.documents, amounts.documents].filter(({ length }) => length > 0);
  const shown = [...(documents ?? [])].sort(openFirst).slice(0, MOST_MATCHES);
  return { verdict, findings, documents: shown, customers: own.customers };
}

/** Whether these are all documents that the text names: none of its numbers is left unknown. */
export function explain(documents: readonly OwnDocument[], pasted: PastedText): boolean {
  const found = [numbersOf(pasted, { documents }), ksefNumbersOf(pasted, { documents })];
  return (
    found.some((one) => one.documents.length > 0) &&
    found.every(({ findings }) => findings.every(({ isKnown }) => isKnown))
  );
}

/**
 * A foreign account outweighs all else: the text may carry the right one beside it.
 * @param payable accounts of the documents whose number the text has
 */
function verdictOf(
  { accounts, numbers, ksefNumbers, amounts }: PastedText,
  found: readonly InvoiceCheckFinding[],
  payable: readonly (string | null)[],
): InvoiceCheckVerdict {
  const known = found.filter(({ isKnown }) => isKnown).map(({ value }) => value);
  const foreign = accounts.filter(({ number }) => !known.includes(number));
  if (foreign.some(({ isValid }) => isValid))
    return payable.some(Boolean) ? InvoiceCheckVerdict.FORGED : InvoiceCheckVerdict.FOREIGN_ACCOUNT;
  if (foreign.length > 0) return InvoiceCheckVerdict.MISTYPED_ACCOUNT;
  if (payable.length > 0) {
    if (known.length === 0) return InvoiceCheckVerdict.DOCUMENT_ONLY;
    const isRight = known.some((account) => payable.includes(account));
    return isRight ? InvoiceCheckVerdict.OURS : InvoiceCheckVerdict.OTHER_ACCOUNT;
  }
  if (known.length > 0) return InvoiceCheckVerdict.KNOWN_ACCOUNT;
  if (numbers.length + ksefNumbers.length > 0) return InvoiceCheckVerdict.UNKNOWN_DOCUMENT;
  return amounts.length > 0 ? InvoiceCheckVerdict.AMOUNT_ONLY : InvoiceCheckVerdict.NOTHING_RECOGNISED;
}

interface Found {
  findings: InvoiceCheckFinding[];
  documents: OwnDocument[];
}

function accountsOf({ accounts }: PastedText, { customers, documents, printedOn }: Own): Found {
  const ofCustomers = new Set(customers.map(({ bankAccount }) => bankAccount?.toUpperCase()));
  const carriers = new Set(accounts.flatMap(({ number }) => printedOn.get(number) ?? []));
  return {
    findings: accounts.map(({ number }) =>
      finding('ACCOUNT', number, ofCustomers.has(number) || printedOn.has(number)),
    ),
    documents: documents.filter(({ id }) => carriers.has(id)),
  };
}

function numbersOf(pasted: PastedText, { documents }: Pick<Own, 'documents'>): Found {
  const known = new KnownNumbers(documents);
  const named = unique([
    ...pasted.numbers.flatMap((number) => known.named(number)),
    ...known.namedIn(pasted.rest).map(({ document }) => document),
  ]);
  const numbers = [...new Set(named.map(({ number }) => number))];
  // Of a number with blanks the text may name the first words only.
  const unknown = pasted.numbers.filter(
    (written) => !numbers.some((number) => signsOf(number).startsWith(signsOf(written))),
  );
  return {
    findings: [
      ...numbers.map((number) => finding('NUMBER', number, true)),
      ...unknown.map((number) => finding('NUMBER', number, false)),
    ],
    documents: named,
  };
}

function ksefNumbersOf({ ksefNumbers }: PastedText, { documents }: Pick<Own, 'documents'>): Found {
  const carriers = documents.filter(
    ({ ksefNumber }) => ksefNumber && ksefNumbers.includes(usual(ksefNumber)),
  );
  const known = new Set(carriers.map(({ ksefNumber }) => usual(ksefNumber!)));
  return {
    findings: ksefNumbers.map((number) => finding('KSEF_NUMBER', number, known.has(number))),
    documents: carriers,
  };
}

/** The first version of the national system wrote one more dash. */
function usual(ksefNumber: string): string {
  return ksefNumber.toUpperCase().replace(/^(.{26})-(.{9})$/, '$1$2');
}

function amountsOf({ amounts }: PastedText, documents: readonly OwnDocument[]): Found {
  const sought = new Set(amounts.filter((grosze) => grosze > 0));
  const sums = ({ gross, outstanding }: OwnDocument) => [Math.abs(gross), Math.abs(outstanding)];
  const carriers = documents.filter((document) => sums(document).some((sum) => sought.has(sum)));
  const known = new Set(carriers.flatMap(sums));
  const fitting = [...sought].filter((grosze) => known.has(grosze));
  const others = fitting.length === 0 && sought.size <= FEW_AMOUNTS ? [...sought] : [];
  return {
    findings: [
      ...fitting.map((grosze) => finding('AMOUNT', formatMoney(grosze), true)),
      ...others.map((grosze) => finding('AMOUNT', formatMoney(grosze), false)),
    ],
    documents: carriers,
  };
}

function finding(subject: `${InvoiceCheckSubject}`, value: string, isKnown: boolean): InvoiceCheckFinding {
  return { subject: InvoiceCheckSubject[subject], value, isKnown };
}

function unique(documents: readonly OwnDocument[]): OwnDocument[] {
  return [...new Set(documents)];
}

/** What is still to be paid first, then the newest. */
function openFirst(a: OwnDocument, b: OwnDocument): number {
  return Number(b.outstanding > 0) - Number(a.outstanding > 0) || (a.issueDate < b.issueDate ? 1 : -1);
}
