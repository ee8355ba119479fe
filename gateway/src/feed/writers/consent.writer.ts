import type { EntityManager } from 'typeorm';
import { ConsentEvent, ConsentState } from '../../consents/consent.entity';
import type { ConsentGate } from '../../consents/consent-gate';
import { consentEventId } from '../../consents/consent.service';
import type { RowOf } from '../../database/bulk-rows';
import { instant, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { tableOf } from '../../database/entity-columns';
import { grouped } from '../../database/grouped';
import { chunks, marks, padded } from '../../database/sql-lists';
import type { CustomerRecord, FeedConsent } from '../records/customer.record';
import type { Outcome } from '../records/record';

const STATES = tableOf(ConsentState);
const EVENTS = tableOf(ConsentEvent);

/** Clocks differ a little. */
const AHEAD_MS = 10 * 60_000;

type EventRow = RowOf<ConsentEvent>;
type StateRow = RowOf<ConsentState>;
/** What is known of a customer's consents before the feed. */
interface Known {
  states: Map<string, { changedAt: string; granted: boolean }>;
  events: Map<string, Set<string>>;
}

/**
 * Merges the consents of customer records with their history. Of each kind the newest change counts, whether it was made
 * in the portal or came by a feed; a change that is known already, or was made here and comes back, adds nothing.
 */
export class ConsentWriter {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
    private readonly gate: ConsentGate,
  ) {}

  /**
   * @param outcomes what became of the records otherwise
   * @throws HandoverUnderWay
   */
  async write(
    manager: EntityManager,
    records: readonly CustomerRecord[],
    outcomes: readonly Outcome[],
  ): Promise<Outcome[]> {
    const known = await this.known(
      manager,
      records.filter(({ consents }) => consents.length > 0).map(({ id }) => id),
    );
    const latest = this.now().getTime() + AHEAD_MS;
    const ahead = ({ at }: FeedConsent) => at.getTime() > latest;
    const events = new Map<string, EventRow[]>();
    for (const { id, consents } of records)
      events.set(
        id,
        newEvents(
          id,
          consents.filter((one) => !ahead(one)),
          known,
        ),
      );
    const fresh = [...events.values()].flat();
    await this.database.rows.insertMissing(
      manager,
      EVENTS,
      inOrder(fresh, ({ id }) => id),
    );
    const states = inOrder(newStates(fresh, known), ({ kind }) => kind);
    const isWithdrawn = ({ customerId, kind, granted }: StateRow) =>
      !granted && known.states.get(`${customerId} ${kind}`)?.granted === true;
    await this.gate.mustBeQuiet(manager, states.filter(isWithdrawn));
    await this.database.rows.upsert(manager, STATES, states);
    return records.map(({ id, consents }, n) => {
      const wrong = consents.find(ahead);
      if (wrong) return { warnings: [inTheFuture(wrong)] };
      return events.get(id)!.length > 0 ? 'taken' : outcomes[n]!;
    });
  }

  /** States stay locked until the commit, so that no change of the portal comes in between. */
  private async known(manager: EntityManager, ids: readonly string[]): Promise<Known> {
    const states: { customerId: string; kind: string; granted: unknown; changedAt: unknown }[] = [];
    for (const some of chunks([...ids].sort(), 512))
      states.push(
        ...(await manager.query<typeof states>(
          `SELECT customerId, kind, granted, changedAt FROM consents WHERE customerId IN (${marks(some)}) ${this.database.dialect.forUpdate}`,
          padded(some),
        )),
      );
    const events = await this.database.rows.selectIn<{
      customerId: string;
      kind: string;
      at: unknown;
      granted: number | boolean;
    }>(manager, 'SELECT customerId, kind, at, granted FROM consent_changes WHERE customerId IN', ids);
    return {
      states: new Map(
        states.map(({ customerId, kind, granted, changedAt }) => [
          `${customerId} ${kind}`,
          { changedAt: sqlInstant(instant(changedAt)), granted: Boolean(granted) },
        ]),
      ),
      events: new Map(
        [
          ...grouped(
            events,
            ({ customerId }) => customerId,
            ({ kind, at, granted }) => nameOf(kind, sqlInstant(instant(at)), Boolean(granted)),
          ),
        ].map(([id, names]) => [id, new Set(names)]),
      ),
    };
  }
}

function newEvents(customerId: string, consents: readonly FeedConsent[], { events }: Known): EventRow[] {
  const seen = new Set(events.get(customerId));
  return consents.flatMap(({ kind, granted, source, ...consent }): EventRow[] => {
    const at = sqlInstant(consent.at);
    const name = nameOf(kind, at, granted);
    if (seen.has(name)) return [];
    seen.add(name);
    const id = consentEventId(customerId, kind, at, granted);
    return [{ customerId, id, kind, granted: granted ? 1 : 0, at, source, textId: null, userId: null }];
  });
}

/** Billing may keep whole seconds of what it got from us. */
function nameOf(kind: string, at: string, granted: boolean): string {
  return `${kind} ${at.slice(0, 'YYYY-MM-DD HH:MM:SS'.length)} ${granted}`;
}

/** The kinds whose newest change is among these. A grant and a withdrawal at the same moment are a withdrawal. */
function newStates(fresh: readonly EventRow[], { states }: Known): StateRow[] {
  const newest = new Map<string, EventRow>();
  for (const event of fresh) {
    const key = `${event.customerId} ${event.kind}`;
    const last = newest.get(key)?.at ?? states.get(key)?.changedAt ?? '';
    if (event.at > last || (event.at === last && !event.granted)) newest.set(key, event);
  }
  return [...newest.values()].map(({ customerId, kind, granted, at }) => ({
    ...{ customerId, kind, granted, changedAt: at, closingUntil: null },
  }));
}

/** By key, so that locks are taken in one order. */
function inOrder<R extends { customerId: string }>(rows: readonly R[], rest: (row: R) => string): R[] {
  const key = (row: R) => `${row.customerId},${rest(row)}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function inTheFuture({ at }: FeedConsent) {
  return {
    field: 'consents',
    value: at.toISOString(),
    reason: 'A consent can not be given in the future: not taken.',
  };
}
