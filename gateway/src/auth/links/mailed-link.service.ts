import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';
import { ProblemCode, problem, type Problem } from '../../graphql/problems';
import type { BounceService } from '../../mail/bounce.service';
import type { AccessService } from '../access/access.service';
import type { Attempts } from '../sign-in/attempts';
import type { BrowserService } from '../sign-in/browser.service';
import type { Credentials } from '../password/credentials';
import type { Hasher } from '../password/hashing';
import { LinkPurpose, type Link, type MailedLinkPayload } from './link.entity';
import type { LinkService } from './link.service';
import { ACCOUNT_PACE, accountSubject } from '../sign-in/sign-in-limits';
import { newId } from '../../runtime/tokens';
import type { Visitor } from '../sign-in/sign-in.service';
import { KeyedQueue } from '../../database/queue';
import type { LanguageCode } from '../../texts/language';
import { User, USER_COLUMNS } from '../user.entity';
import type { UserService } from '../user.service';

/** What opening a link gives: reasons against it, or a mark for the browser's cookie. */
export interface LinkOpened {
  problems: Problem[];
  browser?: string;
}

export interface MailedLinkParts {
  database: Database;
  links: LinkService;
  access: AccessService;
  users: UserService;
  browsers: BrowserService;
  credentials: Credentials;
  attempts: Attempts;
  hasher: Hasher;
  bounces: BounceService;
  now: () => Date;
}

/** Who opens a link. */
type Opener = Pick<Visitor, 'language' | 'until'>;

class LinkGone extends Error {}

/** Links from mails: to a first password, a new one, or one more customer. Never a sign-in by themselves. */
export class MailedLinkService {
  /** Serialises requests with the same link, so that later ones find it used before any hashing. */
  private readonly queue = new KeyedQueue(Infinity);

  constructor(private readonly parts: MailedLinkParts) {}

  /** Describes a link before any input, without using it. Its holder may see the address it was mailed to. */
  async look(token: string, language: LanguageCode): Promise<MailedLinkPayload> {
    const link = await this.parts.links.find(token, Object.values(LinkPurpose));
    if (!link || link.usedAt || this.parts.links.isExpired(link))
      return { link: null, ...refused(link, language) };
    const [customer] = await this.parts.database.query<{ number: string }>(
      'SELECT number FROM customers WHERE id = ?',
      [link.customerId ?? ''],
    );
    const { purpose, email } = link;
    return { link: { purpose, email, customerNumber: customer?.number ?? null }, problems: [] };
  }

  /** Uses an activation link, or one that adds a customer to a login: then the password is the one in use. */
  async activate(token: string, password: string, by: Opener): Promise<LinkOpened> {
    return this.open(token, [LinkPurpose.ACTIVATE, LinkPurpose.ADD_CUSTOMER], password, by);
  }

  /** Uses a reset link: sets a new password and ends all sessions. */
  async reset(token: string, password: string, by: Opener): Promise<LinkOpened> {
    return this.open(token, [LinkPurpose.RESET], password, by);
  }

  private open(token: string, purposes: LinkPurpose[], password: string, by: Opener): Promise<LinkOpened> {
    return this.queue.run(
      token,
      async () => {
        const link = await this.parts.links.find(token, purposes);
        if (!link || this.parts.links.isExpired(link)) return refused(link, by.language);
        if (link.usedAt) return this.again(link, password, by);
        if (link.purpose === LinkPurpose.ADD_CUSTOMER) return this.addByPassword(link, password, by);
        return this.withNewPassword(link, password, by, (manager, passwordHash) =>
          link.purpose === LinkPurpose.ACTIVATE
            ? this.createUser(manager, link, passwordHash)
            : this.replacePassword(manager, link, passwordHash),
        );
      },
      Infinity,
    );
  }

  private async withNewPassword(
    link: Link,
    password: string,
    by: Opener,
    work: (manager: EntityManager, passwordHash: string) => Promise<string>,
  ): Promise<LinkOpened> {
    const { code, sentence } = await this.parts.hasher.judge(
      password,
      await this.parts.credentials.wordsAbout(link.normalisedEmail),
    );
    if (code) return { problems: [problem(code, 'password', by.language, sentence)] };
    const passwordHash = await this.parts.hasher.hash(password);
    return this.use(link, password, by, (manager) => work(manager, passwordHash));
  }

  /** With the password in use, and no other: a mistyped one must not become the new one. */
  private async addByPassword(link: Link, password: string, by: Opener): Promise<LinkOpened> {
    const user = await this.userOf(link.normalisedEmail);
    if (!user) return refused(null, by.language);
    await this.parts.attempts.charge(by, { name: accountSubject(link.normalisedEmail), pace: ACCOUNT_PACE });
    if (!(await this.parts.hasher.verify(user.passwordHash, password)))
      return {
        problems: [problem(ProblemCode.WRONG_CREDENTIALS, 'password', by.language, 'problem.WRONG_PASSWORD')],
      };
    return this.use(link, password, by, (manager) => this.addCustomer(manager, link, user.id));
  }

  /** All or nothing: the link is used up exactly when its work is done. */
  private async use(
    link: Link,
    password: string,
    by: Opener,
    work: (manager: EntityManager) => Promise<string>,
  ): Promise<LinkOpened> {
    try {
      return await this.parts.database.transaction(
        async (manager) => {
          if (!(await this.parts.links.take(manager, link))) throw new LinkGone();
          const userId = await work(manager);
          // The link was mailed, so the address works.
          await this.parts.bounces.confirm(manager, link.normalisedEmail);
          await this.parts.attempts.forget(manager, accountSubject(link.normalisedEmail));
          return { problems: [], browser: await this.parts.browsers.remember(manager, userId) };
        },
        { until: by.until },
      );
    } catch (error) {
      if (!(error instanceof LinkGone) && !this.parts.database.dialect.isDuplicate(error)) throw error;
      return this.again(link, password, by);
    }
  }

  /**
   * Handles a repeated request with a used link, after a timeout or a broken connection. The same password
   * gets the first answer again.
   */
  private async again(link: Link, password: string, by: Opener): Promise<LinkOpened> {
    const user = await this.userOf(link.normalisedEmail);
    if (!user || !(await this.parts.links.countReuse(link, by))) return refused(null, by.language);
    const isSame = await this.parts.hasher.verify(user.passwordHash, password);
    return isSame ? { problems: [] } : refused(null, by.language);
  }

  private async createUser(manager: EntityManager, link: Link, passwordHash: string): Promise<string> {
    const { normalisedEmail, email, language } = link;
    const id = newId();
    const createdAt = this.parts.now();
    await manager.insert(User, {
      id,
      normalisedEmail,
      email,
      passwordHash,
      language,
      developer: false,
      disabled: false,
      createdAt,
    });
    await this.parts.links.dropAll(manager, email, link);
    return this.addCustomer(manager, link, id);
  }

  private async addCustomer(manager: EntityManager, link: Link, userId: string): Promise<string> {
    const granted = await this.parts.access.linkUser(manager, userId, link.normalisedEmail, link.customerId!);
    // Billing has taken the address away from the customer since the link was sent.
    if (granted === 0) throw new LinkGone();
    if (link.termsVersion) await this.parts.users.recordAcceptance(manager, userId, link.termsVersion);
    return userId;
  }

  private async replacePassword(manager: EntityManager, link: Link, passwordHash: string): Promise<string> {
    const { affected } = await manager.update(
      User,
      { normalisedEmail: link.normalisedEmail, disabled: false },
      { passwordHash },
    );
    const user = affected ? await manager.findOneBy(User, { normalisedEmail: link.normalisedEmail }) : null;
    if (!user) throw new LinkGone();
    await this.parts.browsers.forgetAll(manager, user.id);
    await this.parts.credentials.changed(manager, user, { used: link });
    return user.id;
  }

  private async userOf(email: string): Promise<User | null> {
    const [user] = await this.parts.database.query<User>(
      `SELECT ${USER_COLUMNS} FROM users WHERE email = ? AND disabled = 0`,
      [email],
    );
    return user ?? null;
  }
}

/** Expired, replaced and unknown links get the same sentence. The holder of a used link is told that it was used. */
function refused(link: Link | null, language: LanguageCode): { problems: Problem[] } {
  if (link?.usedAt)
    return { problems: [problem(ProblemCode.LINK_INVALID, 'token', language, 'problem.LINK_USED')] };
  const code = link ? ProblemCode.LINK_EXPIRED : ProblemCode.LINK_INVALID;
  return { problems: [problem(code, 'token', language)] };
}
