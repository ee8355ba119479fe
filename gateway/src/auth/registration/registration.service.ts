import { setTimeout as pause } from 'node:timers/promises';
import { bareTaxId, looksLikeTaxId } from '../../customers/tax-id';
import type { Database } from '../../database/database';
import { isNumber, isSameNumber } from '../../database/document-number';
import type { OutboxService } from '../../mail/outbox.service';
import { ProblemCode, problem, type Problem } from '../../graphql/problems';
import { networkOf, type Attempts, type Pace } from '../sign-in/attempts';
import { normaliseEmail, withoutTag } from '../../mail/email-address';
import type { RegisterInput } from './registration.input';
import type { Visitor } from '../sign-in/sign-in.service';
import { newId } from '../../runtime/tokens';

const PACE: Pace = { free: 10, firstPauseMs: 5_000, longestPauseMs: 15 * 60_000 };
const LONGEST = { email: 254, taxId: 40, invoiceNumber: 256 };

/**
 * One statement finds candidates by e-mail and tax id. Invoice numbers are compared here, as databases fold
 * few letters.
 * A wrong answer takes at least this long, so that timing does not reveal which fact was wrong.
 */
const MATCH_MS = 40;
const CANDIDATES = `
SELECT c.id AS customerId, e.written AS email, i.number AS number
FROM customer_emails e
JOIN customers c ON c.id = e.customerId AND c.taxId = ?
JOIN invoices i ON i.customerId = c.id
WHERE e.email = ? ORDER BY c.number`;

interface Candidate {
  customerId: string;
  /** As billing wrote it. */
  email: string;
  number: string;
}

/** The terms in force, by the id that the page accepted. */
export interface TermsInForce {
  terms(): Promise<{ id: string; version: string }>;
}

/** Requests a login with data from an invoice. */
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly documents: TermsInForce,
    private readonly outbox: OutboxService,
    private readonly attempts: Attempts,
  ) {}

  /**
   * Compares e-mail, tax id and invoice number as one whole. A match queues a mail to the address that
   * billing has.
   * Delivery decides whether it activates a login, adds a customer or reports an existing login.
   * @returns the problems; with none, a mail was queued
   */
  async register(
    input: RegisterInput,
    { ip, language, until }: Pick<Visitor, 'ip' | 'language' | 'until'>,
  ): Promise<Problem[]> {
    const email = normaliseEmail(input.email);
    const taxId = bareTaxId(input.taxId);
    const terms = await this.documents.terms();
    const faults = formalFaults(input, email, taxId);
    if (input.termsDocumentId !== terms.id) faults.push([ProblemCode.TERMS_NOT_ACCEPTED, 'termsDocumentId']);
    if (faults.length > 0) return faults.map(([code, field]) => problem(code, field, language));

    const address = `register-address:${networkOf(ip)}`;
    await this.attempts.charge(
      { until },
      { name: address, pace: PACE },
      { name: `register-email:${withoutTag(email!)}`, pace: PACE },
    );
    const [match] = await Promise.all([this.match(email!, taxId, input.invoiceNumber), pause(MATCH_MS)]);
    if (!match) return [problem(ProblemCode.DATA_MISMATCH, null, language)];
    await this.database.transaction(
      async (manager) => {
        await this.attempts.refund(manager, address);
        await this.outbox.queueMail(manager, {
          event: `registration:${newId()}`,
          recipient: match.email,
          template: 'registration',
          language: input.language,
          values: { customerId: match.customerId, termsVersion: terms.version },
        });
      },
      { until },
    );
    return [];
  }

  private async match(email: string, taxId: string, invoiceNumber: string): Promise<Candidate | undefined> {
    const candidates = await this.database.query<Candidate>(CANDIDATES, [taxId, email]);
    return candidates.find(({ number }) => isSameNumber(invoiceNumber, number));
  }
}

type Fault = [ProblemCode, keyof RegisterInput];

function formalFaults(input: RegisterInput, email: string | null, taxId: string): Fault[] {
  const faults: Fault[] = [];
  if (input.email.trim() === '') faults.push([ProblemCode.REQUIRED, 'email']);
  else if (input.email.length > LONGEST.email) faults.push([ProblemCode.TOO_LONG, 'email']);
  else if (email === null) faults.push([ProblemCode.INVALID_EMAIL, 'email']);
  if (taxId === '') faults.push([ProblemCode.REQUIRED, 'taxId']);
  else if (input.taxId.length > LONGEST.taxId) faults.push([ProblemCode.TOO_LONG, 'taxId']);
  else if (!looksLikeTaxId(taxId)) faults.push([ProblemCode.INVALID_TAX_ID, 'taxId']);
  if (!isNumber(input.invoiceNumber) || input.invoiceNumber.length > LONGEST.invoiceNumber)
    faults.push([ProblemCode.INVALID_INVOICE_NUMBER, 'invoiceNumber']);
  return faults;
}
