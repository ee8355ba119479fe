import type { Logger } from 'pino';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { PeriodicTask } from '../runtime/periodic-task';
import { DRAFT_MS } from './ticket-draft.service';

const HOUR_MS = 3_600_000;

/** Deletes drafts that nobody changed for 7 days. */
export class DraftCleanup extends PeriodicTask {
  constructor(private readonly parts: { database: Database; log: Logger; now: () => Date }) {
    super(parts.log, HOUR_MS, () => this.tidy());
  }

  async tidy(): Promise<void> {
    const before = sqlInstant(new Date(this.parts.now().getTime() - DRAFT_MS));
    await this.parts.database.transaction(
      (manager) => manager.query('DELETE FROM ticket_drafts WHERE savedAt <= ?', [before]),
      { isPatient: true },
    );
  }
}
