import type { EntityManager } from 'typeorm';
import type { Reader } from '../database/bulk-rows';
import type { Database, Deadline } from '../database/database';
import { columnsOf, tableOf } from '../database/entity-columns';
import { marks, padded } from '../database/sql-lists';
import { InvalidInput } from '../errors';
import type { MessageKind } from '../messages/message.entity';
import { channelsOf, KIND_RULES, KINDS, MOST_DAYS_BEFORE, MOST_REMINDERS_BEFORE } from './kind-rules';
import { NotificationChoice, NotificationSetting } from './notification-setting.entity';

const CHOICES = tableOf(NotificationChoice);
const COLUMNS = columnsOf(NotificationChoice);

/** What a customer changes; values left out stay as they are. */
export interface SettingChange {
  kind: MessageKind;
  email: boolean;
  sms: boolean;
  daysBefore?: readonly number[] | null;
  attachPdf?: boolean | null;
}

/** The settings of a customer by kind. */
export type SettingOf = (customerId: string, kind: MessageKind) => NotificationSetting;

/** Reads and writes what customers chose. Callers pass only customers that the signed-in user has access to. */
export class NotificationSettingsService {
  /** @param hasSms false where the retailer sends no SMS at all */
  constructor(
    private readonly database: Database,
    private readonly hasSms = true,
  ) {}

  /** All kinds, in the page's order. */
  async all(customerId: string): Promise<NotificationSetting[]> {
    const rows = await this.database.query<NotificationChoice>(
      `SELECT ${COLUMNS} FROM notification_settings WHERE customerId = ?`,
      [customerId],
    );
    const of = settingsOf(rows, this.hasSms);
    return KINDS.map((kind) => of(customerId, kind));
  }

  /** The settings of several customers, in one statement. */
  async ofCustomers(reader: Reader, customerIds: readonly string[]): Promise<SettingOf> {
    const rows = await this.database.rows.selectIn<NotificationChoice>(
      reader,
      `SELECT ${COLUMNS} FROM notification_settings WHERE customerId IN`,
      customerIds,
    );
    return settingsOf(rows, this.hasSms);
  }

  /** Those of the customers that want no mail of the kind. */
  async withoutMail(
    manager: EntityManager,
    kind: MessageKind,
    customerIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await manager.query<{ customerId: string }[]>(
      `SELECT customerId FROM notification_settings WHERE kind = ? AND email = 0 AND customerId IN (${marks(customerIds)})`,
      [kind, ...padded(customerIds)],
    );
    return new Set(rows.map(({ customerId }) => customerId));
  }

  /** @throws InvalidInput for what the kind does not have */
  async set(customerId: string, change: SettingChange, { until }: Deadline = {}): Promise<void> {
    check(change, this.hasSms);
    const { kind, daysBefore, attachPdf } = change;
    const row = {
      customerId,
      kind,
      email: change.email ? (1 as const) : (0 as const),
      sms: change.sms ? (1 as const) : (0 as const),
      daysBefore: daysBefore ? sorted(daysBefore).join(',') : null,
      attachPdf: attachPdf ? (1 as const) : (0 as const),
    };
    const keep = [!daysBefore && 'daysBefore', typeof attachPdf !== 'boolean' && 'attachPdf'].filter(
      (name) => typeof name === 'string',
    );
    const { names, key, columns, table } = CHOICES;
    await this.database.transaction(
      (manager) =>
        manager.query(
          this.database.dialect.upsert(table, names, key, 1, keep),
          columns.map((column) => row[column]),
        ),
      { subject: customerId, until },
    );
  }
}

function settingsOf(rows: readonly NotificationChoice[], hasSms: boolean): SettingOf {
  const chosen = new Map(rows.map((row) => [`${row.customerId} ${row.kind}`, row]));
  return (customerId, kind) => settingOf(customerId, kind, chosen.get(`${customerId} ${kind}`), hasSms);
}

function settingOf(
  customerId: string,
  kind: MessageKind,
  chosen: NotificationChoice | undefined,
  isSmsOn: boolean,
): NotificationSetting {
  const { isRequired, hasSms, daysBefore, attachPdf } = KIND_RULES[kind];
  return Object.assign(new NotificationSetting(), {
    customerId,
    kind,
    email: isRequired || Boolean(chosen?.email ?? true),
    sms: isSmsOn && hasSms && Boolean(chosen?.sms ?? false),
    portal: true,
    required: isRequired,
    channels: channelsOf(kind, isSmsOn),
    daysBefore: daysBefore && daysOf(chosen?.daysBefore ?? null, daysBefore),
    attachPdf: attachPdf === null ? null : Boolean(chosen?.attachPdf ?? attachPdf),
  });
}

/** Days as stored: `7,1`. */
export function daysOf(stored: string | null, otherwise: readonly number[]): number[] {
  return stored === null ? [...otherwise] : stored.split(',').filter(Boolean).map(Number);
}

function sorted(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => b - a);
}

function check({ kind, email, sms, daysBefore, attachPdf }: SettingChange, isSmsOn: boolean): void {
  const rules = KIND_RULES[kind];
  if (rules.isRequired && !email) throw new InvalidInput(`Mails of the kind ${kind} cannot be switched off.`);
  if (sms && !(rules.hasSms && isSmsOn)) throw new InvalidInput(`There are no SMS of the kind ${kind}.`);
  if (daysBefore && !rules.daysBefore) throw new InvalidInput(`${kind} has no days before.`);
  if (daysBefore && !daysBefore.every((day) => day >= 1 && day <= MOST_DAYS_BEFORE))
    throw new InvalidInput(`Days before are 1 to ${MOST_DAYS_BEFORE}.`);
  if (daysBefore && sorted(daysBefore).length > MOST_REMINDERS_BEFORE)
    throw new InvalidInput(`At most ${MOST_REMINDERS_BEFORE} days before.`);
  if (typeof attachPdf === 'boolean' && rules.attachPdf === null)
    throw new InvalidInput(`${kind} has no PDF.`);
}
