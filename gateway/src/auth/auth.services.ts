import type { Logger } from 'pino';
import type { Config } from '../config';
import type { Database } from '../database/database';
import type { Prepare } from '../mail/delivery';
import { BounceService } from '../mail/bounce.service';
import { OutboxService } from '../mail/outbox.service';
import type { RequestTemplate } from '../mail/templates';
import type { AccessService } from './access/access.service';
import { Alarm, Attempts } from './sign-in/attempts';
import { BrowserService } from './sign-in/browser.service';
import { Credentials } from './password/credentials';
import { Hasher } from './password/hashing';
import { LinkService } from './links/link.service';
import { MailedLinkService } from './links/mailed-link.service';
import { MailRequests } from './links/mail-requests';
import { PasswordService } from './password/password.service';
import { Reauthentication } from './password/reauthentication';
import { RegistrationService, type TermsInForce } from './registration/registration.service';
import type { SessionService } from './session/session.service';
import { SignInLimits } from './sign-in/sign-in-limits';
import { SignInService } from './sign-in/sign-in.service';
import { UserService } from './user.service';

interface Parts {
  config: Config;
  database: Database;
  log: Logger;
  now: () => Date;
  access: AccessService;
  documents: TermsInForce;
  sessions: SessionService;
}

/** Builds what getting in is made of, and the outbox its mails leave by. */
export function createAuthServices({ config, database, log, now, access, documents, sessions }: Parts) {
  const outbox = new OutboxService(database, now);
  const bounces = new BounceService(database, now);
  const attempts = new Attempts(database, now);
  const browsers = new BrowserService(database, now);
  const hasher = new Hasher();
  const links = new LinkService(database, now);
  const users = new UserService(database, now);
  const credentials = new Credentials(database, sessions, links, outbox, config.retailer.name);
  const requests = new MailRequests(links);
  const mailRequests: Record<Exclude<RequestTemplate, 'notification'>, Prepare> = {
    registration: (manager, mail) => requests.registration(manager, mail),
    passwordResetRequest: (manager, mail) => requests.passwordResetRequest(manager, mail),
  };
  return {
    attempts,
    bounces,
    outbox,
    users,
    mailRequests,
    links,
    hasher,
    registration: new RegistrationService(database, documents, outbox, attempts),
    passwords: new PasswordService({ database, links, credentials, outbox, attempts, hasher }),
    reauthentication: new Reauthentication({ database, attempts, hasher }),
    mailedLinks: new MailedLinkService({
      database,
      links,
      access,
      users,
      browsers,
      credentials,
      attempts,
      hasher,
      bounces,
      now,
    }),
    signIns: new SignInService({
      database,
      sessions,
      access,
      browsers,
      limits: new SignInLimits(attempts, new Alarm(log, now)),
      hasher,
      retailer: config.retailer,
    }),
  };
}
