import { LinkPurpose } from '../../auth/links/link.entity';
import { Language } from '../../texts/language';
import { keyOf } from '../../database/columns';
import type { Services } from '../services';
import { DEMO_LOGINS, type DemoLogin } from '#demo/demo.logins';

/** Number of newest messages that stay unread. */
const UNREAD = 3;
/** Before anything that happens in a demo world. */
const MADE_AT = '2015-01-01 00:00:00.000';

/** The logins of a demo world. */
export class DemoAccounts {
  constructor(
    private readonly services: Pick<
      Services,
      'database' | 'documents' | 'links' | 'mailedLinks' | 'hasher' | 'messages'
    >,
  ) {}

  /** Activates the logins that are not there yet, by the link a mail would have brought; no mail is written. */
  async signUp(): Promise<void> {
    for (const login of DEMO_LOGINS)
      if ((await this.passwordHash(login)) === null) await this.activate(login);
  }

  /** The logins that still have their first password. */
  async unchanged(): Promise<DemoLogin[]> {
    const checked = await Promise.all(
      DEMO_LOGINS.map(async (login) =>
        (await this.services.hasher.verify(await this.passwordHash(login), login.password)) ? [login] : [],
      ),
    );
    return checked.flat();
  }

  private async activate(login: DemoLogin): Promise<void> {
    const { database, documents, links, mailedLinks } = this.services;
    const { email, password, customerNumber } = login;
    const { version } = await documents.terms();
    const token = await database.transaction((manager) =>
      links.issue(manager, {
        normalisedEmail: email,
        email,
        purpose: LinkPurpose.ACTIVATE,
        language: Language.PL,
        customerId: keyOf(customerNumber),
        termsVersion: version,
      }),
    );
    const { problems } = await mailedLinks.activate(token, password, { language: Language.PL });
    // Two nodes that start together both reach this line; one of them finds its link used.
    if (problems.length > 0 && (await this.passwordHash(login)) === null)
      throw new Error(`The demo login ${email} could not be made: ${problems[0]!.message}`);
    await this.readMessages(login);
  }

  /** A long-time user has read all but the newest messages. */
  private async readMessages({ email, customerNumber }: DemoLogin): Promise<void> {
    const { database, messages } = this.services;
    await database.change('UPDATE users SET createdAt = ? WHERE email = ?', [MADE_AT, email]);
    const read = await database.query<{ userId: string; id: string }>(
      `SELECT u.id AS userId, m.id AS id FROM users u JOIN messages m ON m.customerId = ?
       WHERE u.email = ? ORDER BY m.sentAt DESC, m.id LIMIT 100 OFFSET ?`,
      [keyOf(customerNumber), email, UNREAD],
    );
    if (read[0])
      await messages.markRead(
        read[0].userId,
        read.map(({ id }) => id),
      );
  }

  private async passwordHash({ email }: DemoLogin): Promise<string | null> {
    const [user] = await this.services.database.query<{ passwordHash: string }>(
      'SELECT passwordHash FROM users WHERE email = ?',
      [email],
    );
    return user?.passwordHash ?? null;
  }
}
