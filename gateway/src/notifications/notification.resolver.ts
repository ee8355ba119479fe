import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessService } from '../auth/access/access.service';
import { Customer } from '../customers/customer.entity';
import type { RequestContext } from '../graphql/request-context';
import { Channel, MessageKind } from '../messages/message.entity';
import { text } from '../texts/text';
import type { NotificationExamples } from './notification-examples';
import { NotificationSetting } from './notification-setting.entity';
import type { NotificationSettingsService } from './notification-settings.service';

const CUSTOMER = {
  nullable: true,
  description: "The session's current customer, unless another one is named.",
} as const;

@Resolver(() => Customer)
export class CustomerNotificationsResolver {
  constructor(private readonly service: NotificationSettingsService) {}

  @FieldResolver(() => [NotificationSetting], {
    description: 'By which channels the customer is told, one for each kind of message.',
  })
  notificationSettings(@Root() customer: Customer): Promise<NotificationSetting[]> {
    return this.service.all(customer.id);
  }
}

@Resolver(() => NotificationSetting)
export class NotificationSettingResolver {
  constructor(
    private readonly service: NotificationSettingsService,
    private readonly examples: NotificationExamples,
    private readonly access: AccessService,
  ) {}

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the mail cannot be switched off, as a sentence; null where it can be.',
  })
  requiredReason(
    @Root() { kind, required }: NotificationSetting,
    @Ctx() { language }: RequestContext,
  ): string | null {
    if (!required) return null;
    return text(
      language,
      kind === MessageKind.DUNNING ? 'setting.required.DUNNING' : 'setting.required.ACCOUNT',
    );
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'A message as it is sent, with invented details; null where the channel has none.',
  })
  example(
    @Root() { customerId, kind }: NotificationSetting,
    @Arg('channel', () => Channel) channel: Channel,
    @Ctx() { language }: RequestContext,
  ): Promise<string | null> {
    return this.examples.example(customerId, kind, channel, language);
  }

  @Mutation(() => [NotificationSetting], {
    description: `Chooses the channels of a kind of message, and answers all settings. daysBefore (1 to 14, at most three) and attachPdf stay as they are where left out.
BAD_USER_INPUT where the kind has no such choice or its mail is required. FORBIDDEN for users who may only look.`,
  })
  async setNotification(
    @Arg('kind', () => MessageKind) kind: MessageKind,
    @Arg('email', () => Boolean) email: boolean,
    @Arg('sms', () => Boolean) sms: boolean,
    @Arg('daysBefore', () => [Int], { nullable: true }) daysBefore: number[] | null | undefined,
    @Arg('attachPdf', () => Boolean, { nullable: true }) attachPdf: boolean | null | undefined,
    @Arg('customerId', () => ID, CUSTOMER) customerId: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<NotificationSetting[]> {
    const id = await this.access.changeable(context.session!, customerId);
    await this.service.set(id, { kind, email, sms, daysBefore, attachPdf }, context);
    return this.service.all(id);
  }

  @Mutation(() => Boolean, {
    description:
      'Sends the example of a kind to the signed-in user. False: the same was sent within five minutes.',
  })
  async sendTestNotification(
    @Arg('kind', () => MessageKind) kind: MessageKind,
    @Arg('channel', () => Channel) channel: Channel,
    @Arg('customerId', () => ID, CUSTOMER) customerId: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<boolean> {
    const id = await this.access.changeable(context.session!, customerId);
    const { userId, email, language } = context.session!;
    return this.examples.sendTest({ userId, email, language, customerId: id, kind, channel }, context);
  }
}
