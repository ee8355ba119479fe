import type { EntityManager } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { marks, padded } from '../database/sql-lists';
import { Unavailable } from '../errors';
import type { ConsentKind } from './consent.entity';
import { Handover } from './handover.entity';

const HANDOVERS = tableOf(Handover);

/** A handover counts as dead when its worker has said nothing for so long; clocks of nodes may differ by half of it. */
const ALIVE_MS = 3_000;
const BEAT_MS = 250;
/**
 * A worker breaks its handover off when for so long it could not say that it lives, or a withdrawal waits: well before
 * others count it as dead, and so late that one which is about to succeed does.
 */
const SILENT_MS = 1_500;
/** A withdrawal that was not written by then, because its process died, holds nothing back any more. */
const CLOSING_MS = 10_000;
const LOOK_EVERY_MS = 25;

/** Kinds of consent on which mails and SMS of the portal rest. */
export type SendingKind = 'MARKETING_EMAIL' | 'MARKETING_SMS';

export function isSendingKind(kind: `${ConsentKind}`): kind is SendingKind {
  return kind === 'MARKETING_EMAIL' || kind === 'MARKETING_SMS';
}

/** A mail or SMS about to be handed over. */
export interface Sending {
  customerId: string;
  kind: SendingKind;
  id: string;
}

/** A consent cannot be withdrawn at this moment: what rests on it is being handed over. Trying again helps. */
export class HandoverUnderWay extends Error {
  constructor() {
    super('A mail or SMS that rests on the consent is being handed over');
  }
}

/**
 * Keeps marketing from being handed over once a consent is withdrawn, whichever worker does it. A handover is a row that
 * its worker keeps alive; a withdrawal first lets no new ones begin, then waits until none is left, and only then commits.
 * A worker that sees a withdrawal waiting breaks its handover off soon, so a slow mail server delays nobody.
 */
export class ConsentGate {
  constructor(private readonly parts: { database: Database; now: () => Date }) {}

  /**
   * Hands over while the consent stands.
   * @param send must give up when its signal is aborted
   * @returns null where the consent does not stand, and nothing was sent
   */
  async whileGranted<T>(sending: Sending, send: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const { database } = this.parts;
    const begun = performance.now();
    if (!(await database.transaction((manager) => this.enter(manager, sending), { isPatient: true })))
      return null;
    const stop = new AbortController();
    const beat = this.keepAlive(sending, stop, begun);
    try {
      return await send(stop.signal);
    } finally {
      clearInterval(beat);
      await database
        .change(
          'DELETE FROM marketing_handovers WHERE customerId = ? AND kind = ? AND id = ?',
          keyOf(sending),
        )
        // It counts as dead soon.
        .catch(() => undefined);
    }
  }

  /** Lets no new handover begin, and waits until those under way have ended. */
  async close(customerId: string, kind: SendingKind, { until = Infinity }: Deadline = {}): Promise<void> {
    const { database, now } = this.parts;
    const closingUntil = sqlInstant(new Date(now().getTime() + CLOSING_MS));
    const closed = await database.change(
      'UPDATE consents SET closingUntil = ? WHERE customerId = ? AND kind = ? AND granted = 1',
      [closingUntil, customerId, kind],
      { until },
    );
    if (closed === 0) return;
    while (await this.isUnderWay(database, [customerId], kind)) {
      if (performance.now() >= until) throw new Unavailable();
      await pause(LOOK_EVERY_MS);
    }
  }

  /**
   * The same inside a transaction that has locked the consents.
   * @throws HandoverUnderWay
   */
  async mustBeQuiet(
    manager: EntityManager,
    withdrawn: readonly { customerId: string; kind: string }[],
  ): Promise<void> {
    for (const kind of ['MARKETING_EMAIL', 'MARKETING_SMS'] as const) {
      const ids = withdrawn.filter((one) => one.kind === kind).map(({ customerId }) => customerId);
      // A plain read may show the table as it was before the consents were locked.
      if (
        ids.length > 0 &&
        (await this.isUnderWay(manager, ids, kind, this.parts.database.dialect.forUpdate))
      )
        throw new HandoverUnderWay();
    }
  }

  /** The consent's row stays locked until the commit: a withdrawal comes before or after, never in between. */
  private async enter(manager: EntityManager, sending: Sending): Promise<boolean> {
    const { database, now } = this.parts;
    const { customerId, kind, id } = sending;
    const [consent] = await manager.query<{ granted: number | boolean; closingUntil: unknown }[]>(
      `SELECT granted, closingUntil FROM consents WHERE customerId = ? AND kind = ? ${database.dialect.forUpdate}`,
      [customerId, kind],
    );
    if (!consent?.granted) return false;
    if (consent.closingUntil !== null && instant(consent.closingUntil) > now()) return false;
    await database.rows.upsert(manager, HANDOVERS, [{ customerId, kind, id, aliveUntil: this.aliveUntil() }]);
    return true;
  }

  /** Says that the handover lives, and breaks it off where that was not possible for a while. */
  private keepAlive(sending: Sending, stop: AbortController, begun: number): NodeJS.Timeout {
    let told = begun;
    let isTelling = false;
    const beat = async () => {
      if (performance.now() - told > SILENT_MS) stop.abort();
      if (isTelling || stop.signal.aborted) return;
      isTelling = true;
      const at = performance.now();
      if (await this.prolong(sending).catch(() => false)) told = at;
      isTelling = false;
    };
    return setInterval(() => void beat(), BEAT_MS);
  }

  /** False where a withdrawal waits: the handover then has as long as if the database were away. */
  private async prolong(sending: Sending): Promise<boolean> {
    const { customerId, kind } = sending;
    const touched = await this.parts.database.change(
      `UPDATE marketing_handovers SET aliveUntil = ? WHERE customerId = ? AND kind = ? AND id = ?
         AND EXISTS (SELECT 1 FROM consents c WHERE c.customerId = ? AND c.kind = ? AND c.granted = 1
           AND (c.closingUntil IS NULL OR c.closingUntil <= ?))`,
      [this.aliveUntil(), ...keyOf(sending), customerId, kind, sqlInstant(this.parts.now())],
      { timeoutMs: SILENT_MS },
    );
    return touched > 0;
  }

  private async isUnderWay(
    reader: { query: (sql: string, values: unknown[]) => Promise<unknown> },
    customerIds: readonly string[],
    kind: SendingKind,
    lock = '',
  ): Promise<boolean> {
    const alive = (await reader.query(
      `SELECT id FROM marketing_handovers WHERE customerId IN (${marks(customerIds)}) AND kind = ? AND aliveUntil > ? LIMIT 1 ${lock}`,
      [...padded(customerIds), kind, sqlInstant(this.parts.now())],
    )) as object[];
    return alive.length > 0;
  }

  private aliveUntil(): string {
    return sqlInstant(new Date(this.parts.now().getTime() + ALIVE_MS));
  }
}

function keyOf({ customerId, kind, id }: Sending): string[] {
  return [customerId, kind, id];
}
