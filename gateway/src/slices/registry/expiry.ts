import type { Logger } from 'pino';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { PeriodicTask } from '../../runtime/periodic-task';
import type { SliceServices } from '../slice.services';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days without use after which a version expires: open tabs and rollbacks still need it before. */
const RETENTION_DAYS = 30;
/** How many days statistics of field usage are stored. */
const COUNTED_DAYS = 35;

/** Takes old versions and old counts away, once an hour. */
export class SliceExpiry extends PeriodicTask {
  constructor(
    private readonly parts: { database: Database; log: Logger; now: () => Date; slices: SliceServices },
  ) {
    super(parts.log, HOUR_MS, () => this.tidy());
  }

  async tidy(): Promise<void> {
    const { database, log, now, slices } = this.parts;
    // The target of a rollback never expires.
    const isKept = (slice: string, version: string) => slices.channels.isBeforeStable(slice, version);
    for (const version of await slices.registry.expire(RETENTION_DAYS, isKept))
      log.info(version, 'an unused version expired and was removed');
    const before = sqlInstant(new Date(now().getTime() - COUNTED_DAYS * DAY_MS));
    for (const table of ['field_uses', 'operation_uses'])
      await database.transaction(
        (manager) => manager.query(`DELETE FROM ${table} WHERE hour < ?`, [before]),
        { isPatient: true },
      );
  }
}
