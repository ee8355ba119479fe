import type { EntityManager } from 'typeorm';
import type { Retailer } from '../config';
import { lockCustomer } from '../customers/customer-lock';
import { instant, keyOf, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { grouped } from '../database/grouped';
import type { LanguageCode } from '../texts/language';
import { type ConsentGate, isSendingKind } from './consent-gate';
import { consentText } from './consent-text';
import {
  type Consent,
  type ConsentChange,
  CONSENT_KINDS,
  ConsentEvent,
  type ConsentKind,
  ConsentState,
  ConsentText,
} from './consent.entity';

const STATES = tableOf(ConsentState);
const EVENTS = tableOf(ConsentEvent);
const TEXTS = tableOf(ConsentText);

/** How the history names what was changed here. */
const PORTAL = 'eBOK';

/** Who changes a consent, and what they see. */
export interface ConsentAuthor {
  customerId: string;
  userId: string;
  language: LanguageCode;
}

/** Keys of a change: the same kind, moment and value are the same change. */
export function consentEventId(customerId: string, kind: `${ConsentKind}`, at: string, granted: boolean) {
  return keyOf('consent', customerId, kind, at, String(granted));
}

/** Reads and changes consents. Callers pass only customers that the signed-in user may read or change. */
export class ConsentService {
  constructor(
    private readonly parts: { database: Database; retailer: Retailer; now: () => Date; gate: ConsentGate },
  ) {}

  /** All kinds, in the page's order. */
  async all(customerId: string, language: LanguageCode): Promise<Consent[]> {
    const { database, retailer } = this.parts;
    const [states, changes] = await Promise.all([
      database.query<StateRow>('SELECT kind, granted, changedAt FROM consents WHERE customerId = ?', [
        customerId,
      ]),
      database.query<ChangeRow>(
        `SELECT c.kind, c.granted, c.at, c.source, t.text FROM consent_changes c
         LEFT JOIN consent_texts t ON t.id = c.textId WHERE c.customerId = ? ORDER BY c.at DESC, c.id`,
        [customerId],
      ),
    ]);
    const stateOf = new Map(states.map((row) => [row.kind, row]));
    const changesOf = grouped(changes, ({ kind }) => kind, changeOf);
    return CONSENT_KINDS.map((kind) => {
      const state = stateOf.get(kind);
      return {
        kind,
        granted: Boolean(state?.granted),
        text: consentText(kind, language, retailer).text,
        changedAt: state ? instant(state.changedAt) : null,
        history: changesOf.get(kind) ?? [],
      };
    });
  }

  /**
   * Grants or withdraws; what is so already stays as it is, and its history too. Once a withdrawal is committed, nothing
   * that rests on the consent is handed over any more.
   */
  async set(
    author: ConsentAuthor,
    change: { kind: ConsentKind; granted: boolean },
    { until }: Deadline = {},
  ): Promise<void> {
    const { customerId } = author;
    const { kind, granted } = change;
    if (!granted && isSendingKind(kind)) await this.parts.gate.close(customerId, kind, { until });
    await this.parts.database.transaction((manager) => this.setIn(manager, author, change), {
      subject: customerId,
      until,
    });
  }

  private async setIn(
    manager: EntityManager,
    { customerId, userId, language }: ConsentAuthor,
    { kind, granted }: { kind: ConsentKind; granted: boolean },
  ): Promise<void> {
    const { database, retailer, now } = this.parts;
    await lockCustomer(database, manager, customerId);
    const [was] = await manager.query<StateRow[]>(
      `SELECT kind, granted, changedAt FROM consents WHERE customerId = ? AND kind = ? ${database.dialect.forUpdate}`,
      [customerId, kind],
    );
    if (Boolean(was?.granted) === granted) return;
    const at = sqlInstant(after(now(), was && instant(was.changedAt)));
    const shown = consentText(kind, language, retailer);
    const flag = granted ? (1 as const) : (0 as const);
    await database.rows.insertMissing(manager, TEXTS, [shown]);
    await database.rows.insertMissing(manager, EVENTS, [
      {
        ...{ customerId, id: consentEventId(customerId, kind, at, granted), kind, granted: flag, at },
        ...{ source: PORTAL, textId: shown.id, userId },
      },
    ]);
    await database.rows.upsert(manager, STATES, [
      { customerId, kind, granted: flag, changedAt: at, closingUntil: null },
    ]);
  }
}

interface StateRow {
  kind: ConsentKind;
  granted: number | boolean;
  changedAt: unknown;
}

interface ChangeRow {
  kind: ConsentKind;
  granted: number | boolean;
  at: unknown;
  source: string;
  text: string | null;
}

function changeOf({ granted, at, source, text }: ChangeRow): ConsentChange {
  return { granted: Boolean(granted), at: instant(at), source, text };
}

/** Billing's clock may be ahead of ours: what the customer says now is the newest all the same. */
function after(now: Date, last: Date | undefined): Date {
  return last && last >= now ? new Date(last.getTime() + 1) : now;
}
