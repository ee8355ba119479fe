import type { Retailer } from '../../config';
import type { Database } from '../../database/database';
import { ProblemCode, problem, type Problem } from '../../graphql/problems';
import type { AccessService } from '../access/access.service';
import type { BrowserService } from './browser.service';
import { deviceOf } from './device';
import { normaliseEmail } from '../../mail/email-address';
import type { Hasher } from '../password/hashing';
import { BoundedQueue } from '../password/bounded-queue';
import type { SignInInput } from '../session/session.entity';
import type { SessionService } from '../session/session.service';
import type { CountedTry, SignInLimits } from './sign-in-limits';
import { suspensionNotice } from '../access/suspension-notice';
import { hashToken } from '../../runtime/tokens';
import type { LanguageCode } from '../../texts/language';

/** The origin of a sign-in. */
export interface Visitor {
  ip: string;
  userAgent: string;
  language: LanguageCode;
  /** Cookie of a browser that a user signed in with before. */
  browser?: string;
  /** The session the browser has now: over once the new one begins. */
  sessionId?: string;
  /** As in `Deadline`. */
  until?: number;
}

/** The result of a sign-in. With a session, `problems` are notices only. */
export interface SignedIn {
  problems: Problem[];
  entered: { userId: string; token: string; browser: string } | null;
}

interface Candidate {
  id: string;
  passwordHash: string;
  disabled: unknown;
  browserId: string | null;
  customerId: string | null;
  /** Number of suspended accesses that the user was not notified of. */
  unnotified: unknown;
  suspended: unknown;
}

const CANDIDATE = `
SELECT u.id AS id, u.passwordHash AS passwordHash, u.disabled AS disabled, b.id AS browserId,
  (SELECT c.id FROM accesses a JOIN customers c ON c.id = a.customerId WHERE a.userId = u.id ORDER BY c.number, c.id LIMIT 1) AS customerId,
  (SELECT COUNT(*) FROM suspended_accesses s WHERE s.userId = u.id) AS suspended,
  (SELECT COUNT(*) FROM suspended_accesses s WHERE s.userId = u.id AND s.told = 0) AS unnotified
FROM users u LEFT JOIN browsers b ON b.userId = u.id AND b.id = ?
WHERE u.email = ?`;

/** What the service is made of. */
export interface SignInParts {
  database: Database;
  sessions: SessionService;
  access: AccessService;
  browsers: BrowserService;
  limits: SignInLimits;
  hasher: Hasher;
  retailer: Retailer;
}

/** Signing in: equal work, answers and pauses for known and unknown logins up to the last step. */
export class SignInService {
  /**
   * Bounds all steps and not hashing alone: otherwise requests would pass hashing together and time out at
   * the database together.
   */
  private readonly queue = new BoundedQueue({ concurrency: 4, timeoutMs: 2_500, expectedMs: 60 });

  constructor(private readonly parts: SignInParts) {}

  /** @throws RateLimited when the attempt comes too early or the queue is full, before the password is checked */
  async signIn({ email, password }: SignInInput, visitor: Visitor): Promise<SignedIn> {
    const missing = requiredFaults(email, password, visitor.language);
    if (missing.length > 0) return { problems: missing, entered: null };
    return this.queue.run(() => this.tryToSignIn(email, password, visitor));
  }

  private async tryToSignIn(email: string, password: string, visitor: Visitor): Promise<SignedIn> {
    const { ip, until } = visitor;
    // What is no address has no login either; it takes the same way.
    const normalised = normaliseEmail(email) ?? email.trim().toLowerCase().slice(0, 254);
    const [user] = await this.parts.database.query<Candidate>(CANDIDATE, [
      visitor.browser ? hashToken(visitor.browser) : '',
      normalised,
    ]);
    const browser = user?.browserId ? { userId: user.id, id: user.browserId } : undefined;
    const one = await this.parts.limits.begin({ email: normalised, ip, browser }, { until });
    const matches = await this.parts.hasher.verify(user?.passwordHash ?? null, password);
    const isKnown = user && matches && !user.disabled;
    if (!isKnown || (user.customerId === null && Number(user.suspended) === 0)) {
      await this.parts.limits.failed();
      return { problems: [problem(ProblemCode.WRONG_CREDENTIALS, null, visitor.language)], entered: null };
    }
    return this.open(user, one, visitor);
  }

  private async open(user: Candidate, one: CountedTry, visitor: Visitor): Promise<SignedIn> {
    const entered = await this.parts.database.transaction(
      async (manager) => {
        const [customerId] = await this.parts.access.holdCustomerIds(manager, user.id);
        if (!customerId) {
          await this.parts.limits.accepted(manager, one);
          return null;
        }
        await this.parts.access.relinkUser(manager, user.id);
        if (Number(user.unnotified) > 0) await this.parts.access.markNotified(manager, user.id);
        if (visitor.sessionId) await manager.query('DELETE FROM sessions WHERE id = ?', [visitor.sessionId]);
        const browser = await this.parts.browsers.remember(
          manager,
          user.id,
          user.browserId ? visitor.browser : undefined,
        );
        const token = await this.parts.sessions.open(manager, {
          userId: user.id,
          customerId,
          // IPv4 as people write it, also where the server listens on IPv6.
          ip: visitor.ip.replace(/^::ffff:/i, '').slice(0, 45),
          device: deviceOf(visitor.userAgent),
        });
        await this.parts.limits.accepted(manager, one);
        return { userId: user.id, token, browser };
      },
      { until: visitor.until },
    );
    await this.parts.limits.succeeded();
    if (entered && Number(user.unnotified) === 0) return { problems: [], entered };
    // An access was suspended, perhaps the last one, perhaps during this request.
    return { problems: await this.suspension(user.id, visitor.language), entered };
  }

  /** Explains to a user with the right password why customers are missing, and whom to contact. */
  async suspension(userId: string, language: Visitor['language']): Promise<Problem[]> {
    const customer = await this.parts.access.suspended(userId);
    if (!customer) return [problem(ProblemCode.WRONG_CREDENTIALS, null, language)];
    return [suspensionNotice(customer, this.parts.retailer, language)];
  }
}

function requiredFaults(email: string, password: string, language: LanguageCode): Problem[] {
  const faults: Problem[] = [];
  if (email.trim() === '') faults.push(problem(ProblemCode.REQUIRED, 'email', language));
  if (password === '') faults.push(problem(ProblemCode.REQUIRED, 'password', language));
  return faults;
}
