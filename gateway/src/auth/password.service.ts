import type { EntityManager } from 'typeorm';
import type { Config } from '../config';
import type { Database } from '../database/database';
import type { OutboxService } from '../mail/outbox.service';
import { ProblemCode, problem, type Problem } from '../problems';
import type { AccessService } from './access.service';
import { networkOf, type Attempts, type Pace } from './attempts';
import type { BrowserService } from './browser.service';
import { normaliseEmail, withoutTag } from './email';
import type { Hasher } from './hashing';
import { LinkPurpose, type Link } from './link.entity';
import type { LinkService } from './links.service';
import { passwordFault } from './passwords';
import type { ActiveSession, SessionService } from './session.service';
import { ACCOUNT_PACE, accountSubject } from './sign-in.service';
import { newId } from './tokens';
import { User } from './user.entity';
import type { UserService } from './user.service';

const ASK_PACE: Pace = { free: 20, firstPauseMs: 5_000, longestPauseMs: 15 * 60_000 };
/** Mails to one address: three at once, then ever fewer. */
const MAIL_PACE: Pace = { free: 3, firstPauseMs: 60_000, longestPauseMs: 6 * 3_600_000 };

/** What setting a password gives: reasons against it, or a mark for the browser's cookie. */
export interface PasswordSet {
  problems: Problem[];
  browser?: string;
}

/** What the service is made of. */
export interface PasswordParts {
  config: Config;
  database: Database;
  links: LinkService;
  sessions: SessionService;
  access: AccessService;
  users: UserService;
  browsers: BrowserService;
  outbox: OutboxService;
  attempts: Attempts;
  hasher: Hasher;
  now: () => Date;
}

class LinkGone extends Error {}

/** Setting passwords: by a mailed link, or knowing the old one. Never a sign-in by itself. */
export class PasswordService {
  constructor(private readonly parts: PasswordParts) {}

  /** Asks for a reset link. One row is written whoever asks; what becomes of it the worker decides. */
  async requestReset(address: string, ip: string, language: 'PL' | 'EN' | 'UK'): Promise<void> {
    await this.parts.attempts.charge({ name: `reset-address:${networkOf(ip)}`, pace: ASK_PACE });
    const email = normaliseEmail(address);
    if (!email) return;
    const wait = await this.parts.attempts.tryCharge({
      name: `reset-email:${withoutTag(email)}`,
      pace: MAIL_PACE,
    });
    if (wait > 0) return;
    await this.parts.database.transaction((manager) =>
      this.parts.outbox.queueMail(manager, {
        event: `reset:${newId()}`,
        recipient: email,
        template: 'passwordResetRequest',
        language,
        values: {},
      }),
    );
  }

  /** Uses an activation link, or one that adds a customer to a login: then the password may be the one in use. */
  async activate(token: string, password: string, language: 'PL' | 'EN' | 'UK'): Promise<PasswordSet> {
    const link = await this.parts.links.find(token, [LinkPurpose.ACTIVATE, LinkPurpose.ADD_CUSTOMER]);
    if (!link || this.parts.links.isExpired(link)) return refusedLink(link, language);
    if (link.purpose === LinkPurpose.ADD_CUSTOMER) {
      const user = await this.userOf(link.email);
      if (user && (await this.parts.hasher.verify(user.passwordHash, password)))
        return this.use(link, language, (manager) => this.addCustomer(manager, link, user.id));
    }
    return this.withNewPassword(link, password, language, async (manager, passwordHash) => {
      if (link.purpose === LinkPurpose.ACTIVATE) return this.createUser(manager, link, passwordHash);
      const userId = await this.replacePassword(manager, link, passwordHash);
      return this.addCustomer(manager, link, userId);
    });
  }

  /** Uses a reset link: a new password, and nobody is signed in any more. */
  async reset(token: string, password: string, language: 'PL' | 'EN' | 'UK'): Promise<PasswordSet> {
    const link = await this.parts.links.find(token, [LinkPurpose.RESET]);
    if (!link || this.parts.links.isExpired(link)) return refusedLink(link, language);
    return this.withNewPassword(link, password, language, (manager, passwordHash) =>
      this.replacePassword(manager, link, passwordHash),
    );
  }

  /** Changes the password of somebody signed in; their other sessions end. */
  async change(session: ActiveSession, current: string, next: string): Promise<Problem[]> {
    const { language, userId } = session;
    const subject = { name: `change:${userId}`, pace: ACCOUNT_PACE };
    await this.parts.attempts.charge(subject);
    const [user] = await this.parts.database.query<User>('SELECT * FROM users WHERE id = ?', [userId]);
    const wrong = problem(ProblemCode.WRONG_CREDENTIALS, 'current', language, 'problem.WRONG_PASSWORD');
    if (!user || !(await this.parts.hasher.verify(user.passwordHash, current))) return [wrong];
    if (current === next) return [problem(ProblemCode.SAME_VALUE, 'next', language)];
    const fault = passwordFault(next, [user.email, this.parts.config.retailer.name]);
    if (fault) return [problem(fault, 'next', language)];
    const passwordHash = await this.parts.hasher.hash(next);
    return this.parts.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        User,
        { id: userId, passwordHash: user.passwordHash },
        { passwordHash },
      );
      if (!affected) return [wrong];
      await this.parts.attempts.forget(manager, subject.name);
      await this.afterChange(manager, user, session.id);
      return [];
    });
  }

  private async withNewPassword(
    link: Link,
    password: string,
    language: 'PL' | 'EN' | 'UK',
    work: (manager: EntityManager, passwordHash: string) => Promise<string>,
  ): Promise<PasswordSet> {
    const fault = passwordFault(password, [link.email, this.parts.config.retailer.name]);
    if (fault) return { problems: [problem(fault, 'password', language)] };
    const passwordHash = await this.parts.hasher.hash(password);
    return this.use(link, language, (manager) => work(manager, passwordHash));
  }

  /** All or nothing: the link is used up exactly when its work is done. */
  private async use(
    link: Link,
    language: 'PL' | 'EN' | 'UK',
    work: (manager: EntityManager) => Promise<string>,
  ): Promise<PasswordSet> {
    try {
      return await this.parts.database.transaction(async (manager) => {
        if (!(await this.parts.links.take(manager, link))) throw new LinkGone();
        const userId = await work(manager);
        await this.parts.attempts.forget(manager, accountSubject(link.email));
        return { problems: [], browser: await this.parts.browsers.remember(manager, userId) };
      });
    } catch (error) {
      if (error instanceof LinkGone || this.parts.database.dialect.isDuplicate(error))
        return refusedLink(null, language);
      throw error;
    }
  }

  private async createUser(manager: EntityManager, link: Link, passwordHash: string): Promise<string> {
    const { email, written, language } = link;
    const id = newId();
    const createdAt = this.parts.now();
    await manager.insert(User, {
      id,
      email,
      written,
      passwordHash,
      language,
      developer: false,
      disabled: false,
      createdAt,
    });
    await this.parts.links.dropAll(manager, email);
    return this.addCustomer(manager, link, id);
  }

  private async addCustomer(manager: EntityManager, link: Link, userId: string): Promise<string> {
    const granted = await this.parts.access.linkUser(manager, userId, link.email, link.customerId!);
    // Billing has taken the address away from the customer since the link was sent.
    if (granted === 0) throw new LinkGone();
    if (link.termsVersion) await this.parts.users.recordAcceptance(manager, userId, link.termsVersion);
    return userId;
  }

  private async replacePassword(manager: EntityManager, link: Link, passwordHash: string): Promise<string> {
    const { affected } = await manager.update(User, { email: link.email, disabled: false }, { passwordHash });
    const user = affected ? await manager.findOneBy(User, { email: link.email }) : null;
    if (!user) throw new LinkGone();
    await this.parts.browsers.forgetAll(manager, user.id);
    await this.afterChange(manager, user, '');
    return user.id;
  }

  private async afterChange(manager: EntityManager, user: User, keptSession: string): Promise<void> {
    await this.parts.sessions.endAll(manager, user.id, keptSession);
    await this.parts.links.dropAll(manager, user.email);
    await this.parts.outbox.queueMail(manager, {
      event: `password:${newId()}`,
      recipient: user.written,
      template: 'passwordChanged',
      language: user.language,
      values: {},
    });
  }

  private async userOf(email: string): Promise<User | null> {
    const [user] = await this.parts.database.query<User>(
      'SELECT * FROM users WHERE email = ? AND disabled = 0',
      [email],
    );
    return user ?? null;
  }
}

/** Expired, used, replaced or never there: the sentence is the same. */
function refusedLink(link: Link | null, language: 'PL' | 'EN' | 'UK'): PasswordSet {
  const code = link ? ProblemCode.LINK_EXPIRED : ProblemCode.LINK_INVALID;
  return { problems: [problem(code, 'token', language)] };
}
