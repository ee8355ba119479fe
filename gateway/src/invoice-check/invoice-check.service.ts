import type { AccessService } from '../auth/access/access.service';
import { networkOf, type Attempts, type Pace, type Subject } from '../auth/sign-in/attempts';
import type { Customer } from '../customers/customer.entity';
import type { Database, Deadline } from '../database/database';
import { ProblemCode, problem, type Problem } from '../graphql/problems';
import { text } from '../texts/text';
import type { LanguageCode } from '../texts/language';
import { compare, explain, type Comparison } from './comparison';
import type { InvoiceCheck, InvoiceCheckPayload } from './invoice-check.entity';
import { numberWords } from './known-numbers';
import type { OwnDocument, OwnDocuments } from './own-documents';
import { readPasted, type PastedText } from './pasted-text';

const MINUTES = 60_000;
/** As at sign-in: no pause for a few, then pauses that double. What was found is not counted. */
const USER_PACE: Pace = { free: 10, firstPauseMs: 1_000, longestPauseMs: 15 * MINUTES };
/** Many households can share an address. */
const ADDRESS_PACE: Pace = { ...USER_PACE, free: 40 };
const LONGEST_TEXT = 10_000;
/** Of a login that administers many, those that are searched; the session's current one comes first. */
const MOST_CUSTOMERS = 50;

/** Who asks, and about whose documents. */
export interface Asker {
  userId: string;
  customerId: string;
  ip: string;
  language: LanguageCode;
}

/** Tells customers whether an invoice is theirs, and warns of forged ones. */
export class InvoiceCheckService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly attempts: Attempts,
    private readonly documents: OwnDocuments,
  ) {}

  /**
   * Compares a pasted text with the documents of the user's customers.
   * @throws RateLimited after many texts in which nothing was known
   */
  async check(asker: Asker, pasted: string, deadline: Deadline): Promise<InvoiceCheckPayload> {
    const fault = faultOf(pasted, asker.language);
    if (fault) return { check: null, problems: [fault] };
    const subjects = subjectsOf(asker);
    await this.attempts.charge(deadline, ...subjects);
    const comparison = await this.compared(asker, readPasted(pasted));
    if (comparison.findings.some(({ isKnown }) => isKnown))
      await this.database.transaction(async (manager) => {
        for (const { name } of subjects) await this.attempts.refund(manager, name);
      }, deadline);
    return { check: await this.answer(comparison, asker.language), problems: [] };
  }

  private async compared({ userId, customerId }: Asker, pasted: PastedText): Promise<Comparison> {
    const others = (await this.access.customerIds(userId)).filter((id) => id !== customerId);
    const ids = [customerId, ...others].slice(0, MOST_CUSTOMERS);
    const [customers, documents, printedOn] = await Promise.all([
      this.documents.customersOf(ids),
      this.candidates(ids, pasted),
      this.documents.printedOn(
        ids,
        pasted.accounts.map(({ number }) => number),
      ),
    ]);
    return compare(pasted, {
      customers,
      documents,
      printedOn,
      accountsOf: (some) => this.documents.accountsOf(some, customers),
    });
  }

  /** Usually the text writes numbers as the documents do. Only where it does not, all of them are read. */
  private async candidates(customerIds: readonly string[], pasted: PastedText): Promise<OwnDocument[]> {
    const written = [...pasted.numbers, ...numberWords(pasted.rest)];
    const named = await this.documents.named(customerIds, written);
    return explain(named, pasted) ? named : this.documents.all(customerIds);
  }

  private async answer(comparison: Comparison, language: LanguageCode): Promise<InvoiceCheck> {
    const { verdict, findings, documents, customers } = comparison;
    const owners = new Map<string, Customer>(customers.map((customer) => [customer.id, customer]));
    const invoices = await this.documents.shown(documents);
    return {
      verdict,
      message: text(language, `invoiceCheck.${verdict}`),
      findings,
      matches: invoices.map((invoice) => ({ invoice, customer: owners.get(invoice.customerId)! })),
    };
  }
}

function faultOf(pasted: string, language: LanguageCode): Problem | null {
  if (pasted.trim() === '') return problem(ProblemCode.REQUIRED, 'text', language);
  if (pasted.length > LONGEST_TEXT)
    return problem(ProblemCode.TOO_LONG, 'text', language, 'problem.PASTED_TOO_LONG');
  return null;
}

function subjectsOf({ userId, ip }: Asker): Subject[] {
  return [
    { name: `invoice-check:${userId}`, pace: USER_PACE },
    { name: `invoice-check-address:${networkOf(ip)}`, pace: ADDRESS_PACE },
  ];
}
