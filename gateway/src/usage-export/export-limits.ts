// How many exports there may be: each reads for seconds, and a slow receiver keeps it open for minutes.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { TextKey } from '../texts/text';

/** Exports under way: of a session, and of a node. */
const UNDER_WAY = { session: 2, node: 6 };
const STARTED = { points: 30, duration: 600 };

/** Why an export does not start. */
export interface Refusal {
  status: 429 | 503;
  /** Seconds after which asking again is worth it. */
  retryAfter: number;
  key: TextKey;
}

/** A place for an export that runs; given back once. */
export interface Place {
  leave(): void;
}

/** Places for exports of one node. */
export class ExportLimits {
  private readonly started = new RateLimiterMemory(STARTED);
  private readonly underWay = new Map<string, number>();
  private total = 0;

  async enter(sessionId: string): Promise<Place | Refusal> {
    const mine = this.underWay.get(sessionId) ?? 0;
    if (mine >= UNDER_WAY.session) return { status: 429, retryAfter: 10, key: 'usageExport.limited' };
    if (this.total >= UNDER_WAY.node) return { status: 503, retryAfter: 10, key: 'usageExport.busy' };
    // Taken before anything is awaited: requests of one moment must count one another.
    const place = this.take(sessionId);
    try {
      await this.started.consume(sessionId);
      return place;
    } catch (refused) {
      place.leave();
      const retryAfter = Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000) || 1;
      return { status: 429, retryAfter, key: 'usageExport.often' };
    }
  }

  private take(sessionId: string): Place {
    this.add(sessionId, 1);
    let isTaken = true;
    return {
      leave: () => {
        if (isTaken) this.add(sessionId, -1);
        isTaken = false;
      },
    };
  }

  private add(sessionId: string, change: 1 | -1): void {
    this.total += change;
    const left = (this.underWay.get(sessionId) ?? 0) + change;
    if (left > 0) this.underWay.set(sessionId, left);
    else this.underWay.delete(sessionId);
  }
}
