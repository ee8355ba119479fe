import { performance } from 'node:perf_hooks';

/**
 * Limit of concurrent requests: as many as keep the thread busy. More would lengthen each turn of the event
 * loop.
 * A turn accepts one connection (libuv), and a connection that is not accepted cannot be rejected in time.
 */
const UNDER_WAY = { least: 8, most: 40 };
/** The share of its time that a busy thread works; and by how much fewer, or how many more, are under way next. */
const BUSY = { utilization: 0.95, fewer: 0.9, more: 2 };
/**
 * A request that lasts longer while the thread has idle time waits for something else (a lock, the operator).
 * Its place is free for others.
 */
const LEASE_MS = 100;
/** A queued request that gets no place within this time could not be answered in time. */
const WAIT_MS = 800;
/**
 * A new request that would wait longer than this is rejected. A short burst is queued.
 * When the queue was never shorter than this for a while, the load exceeds the capacity, and a long queue
 * would delay everyone (CoDel).
 */
const LATE_MS = { rush: 400, overload: 80 };
const RUSH_MS = 1_000;
/** All that may wait; a queue as long as this is not worked off in time. */
const WAITING = 1_000;
/** Time that one turn of the event loop spends on starting requests. */
const TURN_MS = 2;
const SWEEP_MS = 25;
/** How much the last sweep counts in how many are let in a millisecond. */
const LAST_SWEEP = 1 / 4;
/**
 * Requests that must be examined before waiting times count: after a pause of the whole process none has been
 * examined.
 */
const MIN_CHECKS = 3;
/** Requests that a party may start without an idle moment, as a page does, before it counts as one without pauses. */
const BURST = 12;

/** BUSY: the node cannot serve it in time. LIMITED: the party sent too many requests. */
export type Rejection = 'BUSY' | 'LIMITED';

/** A party, and how many of its requests may run and wait. */
export interface Share {
  party: string;
  underWay: number;
  /**
   * The limit for parties without pauses; their next request also starts only at the next sweep. Absent: no
   * lower limit.
   */
  steady?: number;
  waiting: number;
  /** How long one waits for others of its own party, or that goes first. */
  timeoutMs: number;
  /** Before all others, without the limit of running requests. */
  isUrgent: boolean;
}

/** The place of a running request; released once. */
export interface Place {
  leave(): void;
}

interface Waiting {
  since: number;
  looks: number;
  enter: (refusal: Rejection | null, place: Place) => void;
}

/** Kept from its first request until it has none any more. */
class Party {
  underWay = 0;
  begun = 0;
  /** Not before the next sweep: other parties come in between, even after short requests. */
  isPaused = false;
  /** When it last could not go because of others. */
  readyAt = 0;
  readonly waiting: Waiting[] = [];

  constructor(readonly share: Share) {}

  get isFull(): boolean {
    const { underWay, steady = underWay } = this.share;
    return this.isPaused || this.underWay >= (this.isSteady ? steady : underWay);
  }

  get isSteady(): boolean {
    return this.share.steady !== undefined && this.begun >= BURST;
  }
}

/**
 * Admits requests: a limited number at a time, urgent ones first, parties in turn. A party with a hundred
 * requests cannot delay another's single one.
 * Requests that would be late are rejected while that still helps.
 */
export class Gate {
  private readonly parties = new Map<string, Party>();
  /** Parties with a waiting request and a free place; a served party moves to the end. */
  private readonly ready = { urgent: new Set<Party>(), others: new Set<Party>() };
  /** Since when each has its place, the oldest first. */
  private readonly places = new Map<Place, number>();
  private waiting = 0;
  /** Since when at least one request could have run but for the others. */
  private rushSince = 0;
  /** How many are let in a millisecond while others wait, and since when that has been counted. */
  private pace = 1;
  private paceSince = 0;
  private begun = 0;
  private most = UNDER_WAY.most;
  private isBusy = false;
  private turnBegan: number | null = null;
  private sweeping?: NodeJS.Timeout;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly utilization: () => number = sinceLastAsked(),
  ) {}

  /** How many are under way, and wait. */
  get load(): { underWay: number; waiting: number } {
    return { underWay: this.places.size, waiting: this.waiting };
  }

  /**
   * @param share limit of a new party; computed only then
   * @param enter called once, possibly immediately: with a place, or with the reason for rejection
   */
  ask(share: Share, enter: Waiting['enter']): void {
    const party = this.party(share);
    const request = { since: this.now(), looks: 0, enter };
    if (party.waiting.length === 0 && !party.isFull && this.isFree(share.isUrgent)) {
      this.begin(party, request);
      return;
    }
    if (party.waiting.length >= share.waiting) refuse(request, 'LIMITED');
    else if (!share.isUrgent && !party.isFull && this.isLate(party)) refuse(request, 'BUSY');
    else this.wait(party, request);
    this.forget(party);
  }

  private party(share: Share): Party {
    const known = this.parties.get(share.party);
    if (known) return known;
    const party = new Party(share);
    this.parties.set(share.party, party);
    return party;
  }

  private wait(party: Party, request: Waiting): void {
    party.waiting.push(request);
    this.waiting++;
    if (!this.sweeping) {
      this.sweeping = setInterval(() => this.sweep(), SWEEP_MS).unref();
      [this.begun, this.paceSince] = [0, this.now()];
    }
    if (!party.isFull) this.lineUp(party);
  }

  private lineUp(party: Party): void {
    if (this.ready.others.size === 0) this.rushSince = this.now();
    this.line(party).add(party);
  }

  private begin(party: Party, { enter }: Waiting): void {
    if (this.turnBegan === null) {
      this.turnBegan = this.now();
      setImmediate(() => {
        this.turnBegan = null;
        this.next();
      });
    }
    const place = {
      leave: () => {
        if (has) this.leave(party, place);
        has = false;
      },
    };
    let has = true;
    party.underWay++;
    party.begun++;
    this.begun++;
    this.places.set(place, this.now());
    enter(null, place);
  }

  private leave(party: Party, place: Place): void {
    party.underWay--;
    party.isPaused = party.isSteady;
    this.places.delete(place);
    this.goOn(party);
    this.forget(party);
    if (this.waiting > 0) this.next();
  }

  private goOn(party: Party): void {
    if (party.waiting.length === 0 || party.isFull) return;
    if (!this.line(party).has(party)) party.readyAt = this.now();
    this.lineUp(party);
  }

  /** Begins what may begin now. */
  private next(): void {
    for (const line of [this.ready.urgent, this.ready.others])
      for (const party of line) {
        if (!this.isFree(line === this.ready.urgent)) break;
        line.delete(party);
        const request = party.waiting.shift();
        if (!request) continue;
        this.waiting--;
        this.begin(party, request);
        // Re-adding during iteration over a Set moves the entry to the end.
        if (party.waiting.length > 0 && !party.isFull) line.add(party);
      }
    if (this.waiting === 0) this.rest();
  }

  private isFree(isUrgent: boolean): boolean {
    const now = this.now();
    if (this.turnBegan !== null && now - this.turnBegan > TURN_MS) return false;
    if (isUrgent || this.places.size < this.most) return true;
    for (const [place, since] of this.places) {
      if (this.isBusy || now - since < LEASE_MS) break;
      this.places.delete(place);
    }
    return this.places.size < this.most;
  }

  /** Parties take turns: the next request of this one waits for one of each other party, and for its own queue. */
  private isLate({ waiting }: Party): boolean {
    if (this.waiting >= WAITING) return true;
    const most = this.now() - this.rushSince < RUSH_MS ? LATE_MS.rush : LATE_MS.overload;
    return (this.ready.others.size * (waiting.length + 1)) / this.pace > most;
  }

  /** Rejects requests that waited too long; the first of a party has waited longest. */
  private sweep(): void {
    const now = this.now();
    this.adapt();
    for (const party of this.parties.values()) {
      party.isPaused = false;
      this.goOn(party);
    }
    // Places may have been released by time alone.
    this.next();
    for (const party of this.parties.values()) {
      for (const request of party.waiting) request.looks++;
      const isPatient = party.isFull || party.share.isUrgent;
      const most = isPatient ? party.share.timeoutMs : WAIT_MS;
      for (let first = party.waiting[0]; first; first = party.waiting[0]) {
        const waited = now - (isPatient ? first.since : waitingSince(party));
        if (first.looks < MIN_CHECKS || waited < most) break;
        party.waiting.shift();
        this.waiting--;
        refuse(first, party.isFull ? 'LIMITED' : 'BUSY');
      }
      if (party.waiting.length === 0) this.line(party).delete(party);
      this.forget(party);
    }
    if (this.waiting === 0) this.rest();
  }

  private adapt(): void {
    this.isBusy = this.utilization() >= BUSY.utilization;
    this.most = this.isBusy
      ? Math.max(UNDER_WAY.least, this.most * BUSY.fewer)
      : Math.min(UNDER_WAY.most, this.most + BUSY.more);
    const now = this.now();
    if (now === this.paceSince) return;
    this.pace += (this.begun / (now - this.paceSince) - this.pace) * LAST_SWEEP;
    [this.begun, this.paceSince] = [0, now];
  }

  private line({ share }: Party): Set<Party> {
    return share.isUrgent ? this.ready.urgent : this.ready.others;
  }

  private forget(party: Party): void {
    if (party.underWay === 0 && party.waiting.length === 0) this.parties.delete(party.share.party);
  }

  private rest(): void {
    clearInterval(this.sweeping);
    this.sweeping = undefined;
    this.isBusy = false;
    this.pace = 1;
  }
}

/** The share of the time since the last call that the thread was not waiting for anything. */
function sinceLastAsked(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

/** Since when its first has waited for others, and not for its own. */
function waitingSince({ waiting, readyAt }: Party): number {
  return Math.max(waiting[0]!.since, readyAt);
}

function refuse({ enter }: Waiting, refusal: Rejection): void {
  enter(refusal, { leave: () => undefined });
}
