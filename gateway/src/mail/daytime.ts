import { isNotification } from './notification-parts';
import type { Mail } from './mail.entity';
import type { MailTemplate, NotificationExtras, RequestTemplate } from './templates';
import { nextDay, warsawClock, warsawInstant } from '../calendar';

const EVENING = '21:00';
const MORNING = '08:00';
/** What arises at night goes with the reminders of nine o'clock, as one mail. */
const AFTER_REMINDERS = '09:10';

/** Mails about what billing did, whenever its feed comes; others answer what their reader has just done. */
const WAITING: ReadonlySet<string> = new Set<MailTemplate | RequestTemplate>(['notification', 'ticketReply']);

/** True from nine in the evening until eight in the morning in Poland: nobody is told anything then. */
export function isQuiet(at: Date): boolean {
  const time = warsawClock(at).slice(11, 16);
  return time >= EVENING || time < MORNING;
}

/** The earliest moment at which a notification may leave. */
export function earliestNotification(at: Date): Date {
  const [day, time] = warsawClock(at).split(' ') as [string, string];
  if (time >= EVENING) return onDay(nextDay(day));
  return time < AFTER_REMINDERS ? onDay(day) : at;
}

function onDay(day: string): Date {
  return warsawInstant(`${day}${AFTER_REMINDERS}00`.replace(/\D/g, ''))!;
}

/** False for notifications and answers at night. A test message leaves at once: somebody waits for it. */
export function mayLeave({ template, content }: Pick<Mail, 'template' | 'content'>, at: Date): boolean {
  if (!isQuiet(at)) return true;
  const waits = WAITING.has(template) || isNotification(template as MailTemplate);
  return !waits || isTest(content);
}

/** True for the content of a test message. */
export function isTest(content: string | null): boolean {
  return (JSON.parse(content ?? '{}') as NotificationExtras).test === '1';
}
