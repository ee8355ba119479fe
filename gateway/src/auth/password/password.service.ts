import type { Database, Deadline } from '../../database/database';
import type { OutboxService } from '../../mail/outbox.service';
import { Unauthenticated } from '../../errors';
import { ProblemCode, problem, type Problem } from '../../graphql/problems';
import { networkOf, type Attempts, type Pace } from '../sign-in/attempts';
import type { Credentials } from './credentials';
import { normaliseEmail, withoutTag } from '../../mail/email-address';
import type { Hasher } from './hashing';
import { LinkPurpose } from '../links/link.entity';
import type { LinkService } from '../links/link.service';
import type { PasswordStrength } from './password.entity';
import type { ActiveSession } from '../session/session.entity';
import { ACCOUNT_PACE, passwordSubject } from '../sign-in/sign-in-limits';
import type { Visitor } from '../sign-in/sign-in.service';
import { newId } from '../../runtime/tokens';
import { User, USER_COLUMNS } from '../user.entity';
import type { LanguageCode } from '../../texts/language';

const ASK_PACE: Pace = { free: 20, firstPauseMs: 5_000, longestPauseMs: 15 * 60_000 };
/** Limits mails to one address: three free, then at growing intervals. */
const MAIL_PACE: Pace = { free: 3, firstPauseMs: 60_000, longestPauseMs: 6 * 3_600_000 };

/** What the service is made of. */
export interface PasswordParts {
  database: Database;
  links: LinkService;
  credentials: Credentials;
  outbox: OutboxService;
  attempts: Attempts;
  hasher: Hasher;
}

/** Passwords of existing logins: changing one, and requesting a reset link. */
export class PasswordService {
  constructor(private readonly parts: PasswordParts) {}

  /** Requests a reset link. It writes the same row for every address; the worker decides what to mail. */
  async requestReset(
    address: string,
    { ip, language, until }: Pick<Visitor, 'ip' | 'language' | 'until'>,
  ): Promise<void> {
    await this.parts.attempts.charge({ until }, { name: `reset-address:${networkOf(ip)}`, pace: ASK_PACE });
    const email = normaliseEmail(address);
    if (!email) return;
    const wait = await this.parts.attempts.tryCharge(
      { until },
      {
        name: `reset-email:${withoutTag(email)}`,
        pace: MAIL_PACE,
      },
    );
    if (wait > 0) return;
    await this.parts.database.transaction(
      (manager) =>
        this.parts.outbox.queueMail(manager, {
          event: `reset:${newId()}`,
          recipient: email,
          template: 'passwordResetRequest',
          language,
          values: {},
        }),
      { until },
    );
  }

  /** Changes the password of a signed-in user and ends their other sessions. */
  async change(
    session: ActiveSession,
    current: string,
    next: string,
    deadline: Deadline,
  ): Promise<Problem[]> {
    const { language, userId } = session;
    const subject = { name: passwordSubject(userId), pace: ACCOUNT_PACE };
    await this.parts.attempts.charge(deadline, subject);
    const [user] = await this.parts.database.query<User>(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`, [
      userId,
    ]);
    const wrong = problem(ProblemCode.WRONG_CREDENTIALS, 'current', language, 'problem.WRONG_PASSWORD');
    if (!user) return [wrong];
    if (!(await this.parts.hasher.verify(user.passwordHash, current)))
      return (await this.isChanged(userId, current, next, deadline)) ? [] : [wrong];
    if (current === next) return [problem(ProblemCode.SAME_VALUE, 'next', language, 'problem.SAME_PASSWORD')];
    const words = await this.parts.credentials.wordsAbout(user.normalisedEmail);
    const { code, sentence } = await this.parts.hasher.judge(next, words);
    if (code) return [problem(code, 'next', language, sentence)];
    const passwordHash = await this.parts.hasher.hash(next);
    const isDone = await this.parts.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        User,
        { id: userId, passwordHash: user.passwordHash },
        { passwordHash },
      );
      if (!affected) return false;
      await this.parts.attempts.forget(manager, subject.name);
      await this.parts.credentials.changed(manager, user, { currentSession: session.id });
      return true;
    }, deadline);
    return isDone || (await this.isChanged(userId, current, next, deadline)) ? [] : [wrong];
  }

  /**
   * Whether a repeated request finds its change made already, after an error answer to the first one.
   * It counts as a separate attempt, so that two passwords in one request do not speed up guessing.
   */
  private async isChanged(
    userId: string,
    current: string,
    next: string,
    deadline: Deadline,
  ): Promise<boolean> {
    const subject = { name: passwordSubject(userId), pace: ACCOUNT_PACE };
    if (current === next || (await this.parts.attempts.tryCharge(deadline, subject)) > 0) return false;
    const [user] = await this.parts.database.query<User>(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`, [
      userId,
    ]);
    if (!user || !(await this.parts.hasher.verify(user.passwordHash, next))) return false;
    await this.parts.database.transaction(
      (manager) => this.parts.attempts.forget(manager, subject.name),
      deadline,
    );
    return true;
  }

  /** Rates a password as when it is set. For signed-in users, and holders of a link that sets one. */
  async strength(
    password: string,
    token: string | null,
    session: ActiveSession | null,
    language: LanguageCode,
  ): Promise<PasswordStrength> {
    const link = token === null ? null : await this.parts.links.find(token, Object.values(LinkPurpose));
    const email = link ? link.normalisedEmail : session && normaliseEmail(session.email);
    if (!email) throw new Unauthenticated();
    const { score, code, sentence } = await this.parts.hasher.judge(
      password,
      await this.parts.credentials.wordsAbout(email),
    );
    return { score, problem: code && problem(code, 'password', language, sentence) };
  }
}
