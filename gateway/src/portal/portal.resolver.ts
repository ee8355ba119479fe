import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import type { CustomerKind } from '../customers/customer.entity';
import { cookieName, COOKIES, isHttps, type CookieKind } from '../auth/session/cookies';
import { Document } from '../documents/document.entity';
import { inForce } from '../documents/document.service';
import { PaymentLimit } from '../payments/limit/payment-limit.entity';
import type { PaymentLimitService } from '../payments/limit/payment-limit.service';
import { Moment } from '../graphql/scalars';
import { openHours, writtenHours } from '../opening-hours';
import { Language } from '../texts/language';
import { text } from '../texts/text';
import { callBackDays } from '../tickets/call-back';
import { CallBackDay, Cookie, Service, SupportChannel } from './portal.entity';

@Resolver(() => Service)
export class PortalResolver {
  constructor(private readonly limits: PaymentLimitService) {}

  @Query(() => Service)
  service(@Ctx() { config }: RequestContext): Service {
    const { name, nip, regon, address, invoiceNumberExample = null } = config.retailer;
    const company = { name, nip, regon, address };
    return { name, company, maintenance: config.maintenance || null, invoiceNumberExample };
  }

  @FieldResolver(() => Moment, {
    nullable: true,
    description: 'When billing data was last taken over completely.',
  })
  async dataAsOf(@Ctx() { loaders }: RequestContext): Promise<Date | null> {
    return (await loaders.portalInfo()).dataAsOf;
  }

  @FieldResolver(() => Document, { description: 'The terms in force.' })
  async terms(@Ctx() { loaders }: RequestContext): Promise<Document> {
    return (await loaders.portalInfo()).terms;
  }

  @FieldResolver(() => [Document], {
    description:
      'The documents that the visitor may read: public ones, and all once a customer is signed in.',
  })
  async documents(@Ctx() { loaders, session }: RequestContext): Promise<Document[]> {
    return inForce(await loaders.documentVersions(), { all: !!session && !session.mustAcceptTerms });
  }

  @FieldResolver(() => PaymentLimit, {
    description:
      "The operator's limit for one payment, in PLN at today's rate, and where the rate comes from.",
  })
  async paymentLimit(): Promise<PaymentLimit> {
    const { plnGrosze, ...limit } = await this.limits.current();
    return { ...limit, pln: plnGrosze };
  }

  @FieldResolver(() => [Cookie], { description: 'Every cookie that the portal may set.' })
  cookies(@Ctx() { config }: RequestContext): Cookie[] {
    const secure = isHttps(config);
    return (Object.keys(COOKIES) as CookieKind[]).map((kind) => ({
      kind,
      name: cookieName(kind, { secure }),
      maxAge: COOKIES[kind].seconds,
    }));
  }

  @FieldResolver(() => [SupportChannel])
  support(@Ctx() { config }: RequestContext): SupportChannel[] {
    return config.retailer.support.map((stated) => {
      const { audience, email, phone } = stated;
      return { stated, audience: audience as CustomerKind, email, phone };
    });
  }
}

@Resolver(() => Cookie)
export class CookieResolver {
  @FieldResolver(() => String, {
    description: 'What it is for, and when it is set, as customers read it.',
  })
  purpose(
    @Root() { kind }: Cookie,
    @Arg('language', () => Language, { nullable: true, description: "The request's where left out." })
    chosen: Language | null | undefined,
    @Ctx() { language }: RequestContext,
  ): string {
    return text(chosen ?? language, `cookie.${kind}`);
  }
}

@Resolver(() => SupportChannel)
export class SupportChannelResolver {
  constructor(private readonly now: () => Date) {}

  @FieldResolver(() => String, { description: 'When somebody answers, as customers read it.' })
  hours(
    @Root() { stated }: SupportChannel,
    @Arg('language', () => Language, { nullable: true, description: "The request's where left out." })
    chosen: Language | null | undefined,
    @Ctx() { language }: RequestContext,
  ): string {
    return writtenHours(stated, chosen ?? language);
  }

  @FieldResolver(() => [CallBackDay], {
    description:
      'The days on which a person can be asked to call back: today and the next 14, without public holidays.',
  })
  callBackDays(@Root() { stated }: SupportChannel): CallBackDay[] {
    return callBackDays(openHours(stated.openingHours), this.now());
  }
}
