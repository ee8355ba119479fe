// Answers for tests and for standalone mode.
import { fake } from '@ebok/shell/fake';
import { mailboxAnswer } from '../fixtures';
import type {
  CalendarFeedQuery,
  NotificationExamplesQuery,
  NotificationSettingRowFragment,
  NotificationSettingsQuery,
} from './generated/graphql';

export const CALENDAR_ADDRESS = 'https://ebok.example/calendar/abc.ics';

export function calendarAnswer(createdAt: string | null): CalendarFeedQuery {
  const calendarFeed = createdAt === null ? null : { __typename: 'CalendarFeed' as const, createdAt };
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', calendarFeed } };
}

export function setting(
  kind: NotificationSettingRowFragment['kind'],
  change: Partial<NotificationSettingRowFragment> = {},
): NotificationSettingRowFragment {
  return {
    __typename: 'NotificationSetting',
    kind,
    channels: ['EMAIL', 'SMS', 'PORTAL'],
    email: true,
    sms: false,
    required: false,
    requiredReason: null,
    daysBefore: null,
    attachPdf: null,
    ...change,
  };
}

export function settings(): NotificationSettingRowFragment[] {
  return [
    setting('INVOICE_ISSUED', { channels: ['EMAIL', 'PORTAL'], attachPdf: false }),
    setting('PAYMENT_DUE_SOON', { daysBefore: [7, 1] }),
    setting('DUNNING', { required: true, requiredReason: 'Wezwanie musi do Ciebie dotrzeć.' }),
  ];
}

export function settingsAnswer(notificationSettings = settings()): NotificationSettingsQuery {
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', notificationSettings } };
}

const examples: NotificationExamplesQuery = {
  __typename: 'Query',
  customer: {
    __typename: 'Customer',
    id: 'c1',
    notificationSettings: settings().map(({ kind, channels }) => ({
      __typename: 'NotificationSetting',
      kind,
      email: `Temat: ${kind}\n\nDzień dobry`,
      sms: channels.includes('SMS') ? `SMS o ${kind}` : null,
    })),
  },
};

/** A customer with settings to change, and without a calendar, who can make one and end it. */
export function answerSettings(): void {
  let chosen = settings();
  fake.answer('NotificationSettings', () => settingsAnswer(chosen));
  fake.answer('SetNotification', ({ kind, email, sms, daysBefore, attachPdf }) => {
    const change = { email, sms, daysBefore, attachPdf } as Partial<NotificationSettingRowFragment>;
    chosen = chosen.map((one) => (one.kind === kind ? { ...one, ...change } : one));
    return { setNotification: chosen };
  });
  fake.answer('NotificationExamples', examples);
  fake.answer('OwnMailbox', mailboxAnswer(false));
  fake.answer('SendTestNotification', { sendTestNotification: true });
  let createdAt: string | null = null;
  fake.answer('CalendarFeed', () => calendarAnswer(createdAt));
  fake.answer('RenewCalendarFeed', () => {
    createdAt = '2026-03-29T06:00:00Z';
    return { renewCalendarFeed: CALENDAR_ADDRESS };
  });
  fake.answer('EndCalendarFeed', () => {
    createdAt = null;
    return { endCalendarFeed: true };
  });
}
