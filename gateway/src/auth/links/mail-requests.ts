import { IsNull, type EntityManager } from 'typeorm';
import type { MailRequest, Prepared } from '../../mail/delivery';
import { normaliseEmail } from '../../mail/email-address';
import type { LinkService, NewLink } from './link.service';
import { Link, LinkPurpose } from './link.entity';
import type { Language } from '../../texts/language';

/** The customer whose invoice was named, and the login of the address, if there is one. */
interface Named {
  number: string;
  userId: string | null;
  /** How many customers of the same tax id the login has. */
  linked: number | string;
}

interface Login {
  id: string;
  /** As billing wrote it. */
  email: string;
  language: Language;
}

/**
 * Prepares the mails that were requested, when the worker delivers them. A request writes one row, the same
 * for known and unknown addresses.
 * A token is created only when its mail leaves.
 */
export class MailRequests {
  constructor(private readonly links: LinkService) {}

  /**
   * For three correct facts: mails an activation link, a link that adds a customer, or a notice that the
   * login exists.
   */
  async registration(manager: EntityManager, mail: MailRequest): Promise<Prepared | null> {
    const normalisedEmail = normaliseEmail(mail.recipient);
    if (!normalisedEmail) return null;
    const { customerId = '', termsVersion = '' } = mail.values;
    const [customer] = await manager.query<Named[]>(
      `SELECT c.number AS number, u.id AS userId,
         (SELECT COUNT(*) FROM accesses a JOIN customers k ON k.id = a.customerId
          WHERE a.userId = u.id AND k.taxId = c.taxId) AS linked
       FROM customers c LEFT JOIN users u ON u.email = ? WHERE c.id = ?`,
      [normalisedEmail, customerId],
    );
    if (!customer) return null;
    if (customer.userId !== null && Number(customer.linked) > 0)
      return { template: 'alreadyRegistered', values: {}, customerId };
    const { recipient: email, language } = mail;
    const link = { normalisedEmail, email, language, customerId, termsVersion };
    if (customer.userId === null) return this.activation(manager, { ...link, purpose: LinkPurpose.ACTIVATE });
    const token = await this.links.issue(manager, { ...link, purpose: LinkPurpose.ADD_CUSTOMER });
    return { template: 'addCustomer', values: { token, customer: customer.number }, customerId };
  }

  /**
   * Mails a reset link to a login, and a new activation link to an address that was never activated. Unknown
   * addresses get no mail.
   */
  async passwordResetRequest(manager: EntityManager, mail: MailRequest): Promise<Prepared | null> {
    const normalisedEmail = mail.recipient;
    const [login] = await manager.query<Login[]>(
      'SELECT id, written AS email, language FROM users WHERE email = ? AND disabled = 0',
      [normalisedEmail],
    );
    if (login) {
      const { email, language } = login;
      const token = await this.links.issue(manager, {
        normalisedEmail,
        purpose: LinkPurpose.RESET,
        email,
        language,
        customerId: null,
        termsVersion: null,
      });
      return { template: 'passwordReset', values: { token }, recipient: email, language };
    }
    const waiting = await manager.findOneBy(Link, {
      normalisedEmail,
      purpose: LinkPurpose.ACTIVATE,
      usedAt: IsNull(),
    });
    return waiting && this.activation(manager, waiting);
  }

  private async activation(manager: EntityManager, link: NewLink): Promise<Prepared> {
    const token = await this.links.issue(manager, link);
    const { email, language, customerId } = link;
    return { template: 'activation', values: { token }, recipient: email, language, customerId };
  }
}
