import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../graphql/request-context';
import { outcome, ProblemsPayload } from '../../graphql/problems';
import { COOKIES, setBrowserCookie, setSessionCookie } from '../session/cookies';
import { MailedLinkPayload } from '../links/link.entity';
import type { LinkOpened, MailedLinkService } from '../links/mailed-link.service';
import { PasswordStrength } from '../password/password.entity';
import type { PasswordService } from '../password/password.service';
import { RegisterInput, RegisterPayload } from '../registration/registration.input';
import type { RegistrationService } from '../registration/registration.service';
import { Session, SessionPayload, SignInInput, type SessionFinder } from '../session/session.entity';
import type { SignInService } from './sign-in.service';
import { Unauthenticated } from '../../errors';

/** The mutations of getting in. */
@Resolver()
export class SignInResolver {
  constructor(
    private readonly registration: RegistrationService,
    private readonly passwords: PasswordService,
    private readonly mailedLinks: MailedLinkService,
    private readonly signIns: SignInService,
    private readonly visits: SessionFinder,
  ) {}

  @Mutation(() => RegisterPayload)
  async register(
    @Ctx() context: RequestContext,
    @Arg('input', () => RegisterInput) input: RegisterInput,
  ): Promise<RegisterPayload> {
    return outcome(await this.registration.register(input, context));
  }

  @Query(() => MailedLinkPayload, {
    description:
      'What a mailed link is for, or why it no longer works; it stays as it is. For whoever holds its token.',
  })
  mailedLink(
    @Ctx() { language }: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<MailedLinkPayload> {
    return this.mailedLinks.look(token, language);
  }

  @Query(() => PasswordStrength, {
    description:
      'How good a password would be. Asked while it is typed, by who is signed in or holds the token of a mailed link.',
  })
  passwordStrength(
    @Ctx() { session, language }: RequestContext,
    @Arg('password', () => String) password: string,
    @Arg('token', () => String, { nullable: true }) token: string | null,
  ): Promise<PasswordStrength> {
    return this.passwords.strength(password, token ?? null, session, language);
  }

  @Mutation(() => ProblemsPayload, {
    description: 'The link from the e-mail: sets the password. The customer signs in afterwards.',
  })
  async activate(
    @Ctx() context: RequestContext,
    @Arg('token', () => String) token: string,
    @Arg('password', () => String) password: string,
  ): Promise<ProblemsPayload> {
    return passwordSet(context, await this.mailedLinks.activate(token, password, context));
  }

  @Mutation(() => SessionPayload)
  async signIn(
    @Ctx() context: RequestContext,
    @Arg('input', () => SignInInput) input: SignInInput,
  ): Promise<SessionPayload> {
    const { ip, userAgent, language, until, cookies } = context;
    const browser = cookies[COOKIES.browser.name];
    const { problems, entered } = await this.signIns.signIn(input, {
      ip,
      userAgent,
      language,
      browser,
      sessionId: context.session?.id,
      until,
    });
    if (!entered) return { session: null, problems };
    const visit = await this.visits.find(entered.token, { background: true });
    // Billing removed the access, and with it the session, after the session was opened.
    if (!visit) return { session: null, problems: await this.signIns.suspension(entered.userId, language) };
    setSessionCookie(context, entered.token);
    setBrowserCookie(context, entered.browser);
    context.session = visit.session;
    return { session: new Session(visit.session), problems };
  }

  @Mutation(() => Boolean, { description: 'Answers the same whether or not the address is known.' })
  async requestPasswordReset(
    @Ctx() context: RequestContext,
    @Arg('email', () => String) email: string,
  ): Promise<boolean> {
    await this.passwords.requestReset(email, context);
    return true;
  }

  @Mutation(() => ProblemsPayload, {
    description: 'Ends every session of the user. The customer signs in afterwards.',
  })
  async resetPassword(
    @Ctx() context: RequestContext,
    @Arg('token', () => String) token: string,
    @Arg('password', () => String) password: string,
  ): Promise<ProblemsPayload> {
    return passwordSet(context, await this.mailedLinks.reset(token, password, context));
  }

  @Mutation(() => ProblemsPayload)
  async changePassword(
    @Ctx() { session, until }: RequestContext,
    @Arg('current', () => String) current: string,
    @Arg('next', () => String) next: string,
  ): Promise<ProblemsPayload> {
    if (!session) throw new Unauthenticated();
    return outcome(await this.passwords.change(session, current, next, { until }));
  }
}

/** Who held the mail's link is at home in this browser: from now on it keeps a budget of its own. */
function passwordSet(context: RequestContext, { problems, browser }: LinkOpened): ProblemsPayload {
  if (browser) setBrowserCookie(context, browser);
  return outcome(problems);
}
