import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/request-context';
import { Customer } from '../../customers/customer.entity';
import { NotFound, Unauthenticated } from '../../errors';
import { Problem } from '../../graphql/problems';
import { Moment } from '../../graphql/scalars';
import type { BounceService } from '../../mail/bounce.service';
import type { AccessService } from '../access/access.service';
import { clearSessionCookie } from './cookies';
import { Session, SessionPayload, UserSession } from './session.entity';
import type { SessionService } from './session.service';
import { suspensionNotice } from '../access/suspension-notice';
import { Role, User } from '../user.entity';
import { Language } from '../../texts/language';
import type { UserService } from '../user.service';

@Resolver(() => Session)
export class SessionResolver {
  constructor(
    private readonly sessions: SessionService,
    private readonly users: UserService,
    private readonly access: AccessService,
  ) {}

  @Query(() => Session, {
    nullable: true,
    description:
      'Null when nobody is signed in. The only field, with `service`, that an anonymous visitor may read.',
  })
  session(@Ctx() { session }: RequestContext): Session | null {
    return session && new Session(session);
  }

  @FieldResolver(() => User)
  user(@Root() { active }: Session): User {
    const { userId: id, email, language } = active;
    return Object.assign(new User(), { id, email, language });
  }

  @FieldResolver(() => Customer)
  async customer(@Root() { active }: Session, @Ctx() { loaders }: RequestContext): Promise<Customer> {
    const customer = await loaders.customer.load(active.customerId);
    if (!customer) throw new NotFound();
    return customer;
  }

  @FieldResolver(() => [Customer])
  async customers(@Root() { active }: Session, @Ctx() { loaders }: RequestContext): Promise<Customer[]> {
    const found = await loaders.customer.loadMany(await loaders.customerIds.load(active.userId));
    return found.filter((customer): customer is Customer => customer instanceof Customer);
  }

  @FieldResolver(() => Role, { description: 'What the user may do with the current customer.' })
  role(@Root() { active }: Session): Role {
    return Role[active.role];
  }

  @FieldResolver(() => Moment, { description: 'The earlier of the idle limit and the absolute one.' })
  expiresAt(@Root() { active }: Session): Date {
    return active.expiresAt;
  }

  @FieldResolver(() => Problem, {
    nullable: true,
    description:
      'Why the user sees less than when they signed in: billing no longer names them for one of their customers. Says where to turn; null otherwise.',
  })
  async suspension(
    @Root() { active }: Session,
    @Ctx() { config, language }: RequestContext,
  ): Promise<Problem | null> {
    if (active.hasSuspension === false) return null;
    const customer = await this.access.suspended(active.userId, { onlyUnnotified: true });
    return customer && suspensionNotice(customer, config.retailer, language);
  }

  @Mutation(() => Boolean)
  async signOut(
    @Ctx() context: RequestContext,
    @Arg('everywhere', () => Boolean, { defaultValue: false }) everywhere: boolean,
  ): Promise<boolean> {
    const { id, userId } = signedIn(context);
    await (everywhere ? this.sessions.endAllOf(userId, context) : this.sessions.end(userId, id, context));
    clearSessionCookie(context);
    return true;
  }

  @Mutation(() => Boolean, { description: 'Ends one of the sessions in User.sessions.' })
  async revokeSession(@Ctx() context: RequestContext, @Arg('id', () => ID) id: string): Promise<boolean> {
    if (!(await this.sessions.end(signedIn(context).userId, id, context))) throw new NotFound();
    return true;
  }

  @Mutation(() => SessionPayload)
  async selectCustomer(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<SessionPayload> {
    const active = signedIn(context);
    const role = await this.sessions.selectCustomer(active, id, context);
    context.session = { ...active, customerId: id, role };
    return { session: new Session(context.session), problems: [] };
  }

  @Mutation(() => SessionPayload)
  async setLanguage(
    @Ctx() context: RequestContext,
    @Arg('language', () => Language) language: Language,
  ): Promise<SessionPayload> {
    const active = signedIn(context);
    await this.users.setLanguage(active.userId, language, context);
    context.session = { ...active, language };
    return { session: new Session(context.session), problems: [] };
  }
}

@Resolver(() => User)
export class UserResolver {
  constructor(
    private readonly service: SessionService,
    private readonly bounces: BounceService,
  ) {}

  @FieldResolver(() => [UserSession], { description: 'Where the user is signed in, the latest first.' })
  sessions(@Root() user: User, @Ctx() context: RequestContext): Promise<UserSession[]> {
    return this.service.ofUser(user.id, signedIn(context).id);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True once a mail server said that there is no such mailbox. Until a link mailed to it is opened, it gets mails about the login only.',
  })
  emailBounced(@Root() { email }: User): Promise<boolean> {
    return this.bounces.hasBounced(email);
  }
}

/** @throws Unauthenticated while no one is signed in */
export function signedIn({ session }: RequestContext): NonNullable<RequestContext['session']> {
  if (!session) throw new Unauthenticated();
  return session;
}
