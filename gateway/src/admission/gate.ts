/** Requests under way at once: enough to keep the database busy, few enough that each is answered soon. */
const UNDER_WAY = 40;
/** What is under way for longer waits for something else (a lock, the operator): its place is free for others. */
const LEASE_MS = 100;
/** A request that gets no place within this time could not be answered in time. */
const WAIT_MS = 120;
/** One that waits for others of its own party, or goes first, has longer. */
const PATIENT_WAIT_MS = 4_000;
/** All that may wait; a queue as long as this is not worked off in time. */
const WAITING = 1_000;
/**
 * Requests are begun for so long in one turn of the event loop. Short, because each turn accepts one connection (libuv), and whoever
 * isn't accepted can't be refused in time either.
 */
const TURN_MS = 2;
const SWEEP_MS = 25;
/** Looks at a request before it is refused: when the whole process stood still, none has been looked at yet. */
const LOOKS = 3;

/** BUSY: the node can't do it in time. LIMITED: the party asks for too much at once. */
export type Refusal = 'BUSY' | 'LIMITED';

/** Whose requests they are, and how many of them may be under way and wait. */
export interface Share {
  party: string;
  underWay: number;
  waiting: number;
  /** Before all others, and whatever is under way. */
  isUrgent: boolean;
}

/** A place that a request has; given back once. */
export interface Place {
  leave(): void;
}

interface Waiting {
  since: number;
  looks: number;
  enter: (refusal: Refusal | null, place: Place) => void;
}

class Party {
  underWay = 0;
  /** When it last could not go because of others. */
  readyAt = 0;
  readonly waiting: Waiting[] = [];

  constructor(readonly share: Share) {}

  get isFull(): boolean {
    return this.underWay >= this.share.underWay;
  }
}

/**
 * Lets requests in: so many at once, urgent ones first, parties in turn. Whoever asks for a hundred things at once waits behind
 * others' one, and what can't be done in time is refused while the refusal is still of use.
 */
export class Gate {
  private readonly parties = new Map<string, Party>();
  /** Parties that have somebody waiting and a place of their own free; who was served goes to the end. */
  private readonly ready = { urgent: new Set<Party>(), others: new Set<Party>() };
  /** Since when each has its place, the oldest first. */
  private readonly places = new Map<Place, number>();
  private waiting = 0;
  private turnBegan: number | null = null;
  private sweeping?: NodeJS.Timeout;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How many are under way, and wait. */
  get load(): { underWay: number; waiting: number } {
    return { underWay: this.places.size, waiting: this.waiting };
  }

  /**
   * @param share of a party that is not there yet; asked for only then
   * @param enter called once, perhaps at once: with a place, or with why there is none
   */
  ask(share: Share, enter: Waiting['enter']): void {
    const party = this.party(share);
    const request = { since: this.now(), looks: 0, enter };
    if (party.waiting.length === 0 && !party.isFull && this.isFree(share.isUrgent)) {
      this.begin(party, request);
      return;
    }
    if (party.waiting.length >= share.waiting) refuse(request, 'LIMITED');
    else if (this.waiting >= WAITING && !share.isUrgent) refuse(request, 'BUSY');
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
    this.sweeping ??= setInterval(() => this.sweep(), SWEEP_MS).unref();
    if (!party.isFull) this.line(party).add(party);
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
    this.places.set(place, this.now());
    enter(null, place);
  }

  private leave(party: Party, place: Place): void {
    party.underWay--;
    this.places.delete(place);
    if (party.waiting.length > 0) {
      if (!this.line(party).has(party)) party.readyAt = this.now();
      this.line(party).add(party);
    }
    this.forget(party);
    if (this.waiting > 0) this.next();
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
        // Added to a Set that is gone through, it comes again at the end.
        if (party.waiting.length > 0 && !party.isFull) line.add(party);
      }
    if (this.waiting === 0) this.rest();
  }

  private isFree(isUrgent: boolean): boolean {
    const now = this.now();
    if (this.turnBegan !== null && now - this.turnBegan > TURN_MS) return false;
    if (isUrgent || this.places.size < UNDER_WAY) return true;
    for (const [place, since] of this.places) {
      if (now - since < LEASE_MS) break;
      this.places.delete(place);
    }
    return this.places.size < UNDER_WAY;
  }

  /** Refuses who has waited too long; the first of a party has waited longest. */
  private sweep(): void {
    const now = this.now();
    // Places may have been given back by time alone.
    this.next();
    for (const party of this.parties.values()) {
      for (const request of party.waiting) request.looks++;
      const isPatient = party.isFull || party.share.isUrgent;
      for (let first = party.waiting[0]; first; first = party.waiting[0]) {
        const waited = now - (isPatient ? first.since : Math.max(first.since, party.readyAt));
        if (first.looks < LOOKS || waited < (isPatient ? PATIENT_WAIT_MS : WAIT_MS)) break;
        party.waiting.shift();
        this.waiting--;
        refuse(first, party.isFull ? 'LIMITED' : 'BUSY');
      }
      if (party.waiting.length === 0) this.line(party).delete(party);
      this.forget(party);
    }
    if (this.waiting === 0) this.rest();
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
  }
}

function refuse({ enter }: Waiting, refusal: Refusal): void {
  enter(refusal, { leave: () => undefined });
}
