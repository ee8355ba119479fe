// Which document tells a point's prices on a day.
import { groupOf } from '../tariffs/tariffs';
import { isCorrection } from './billed-days';
import { lastDaysOfPrices, linesOn, pricesOf, type PricedPoint, type Prices } from './document-prices';
import type { SettledDocument } from './settled-documents';

/** A point whose use costs something. */
export interface CostPoint extends PricedPoint {
  id: string;
  contractFrom: string | null;
  contractTo: string | null;
}

/** Prices and the document that states them. */
export interface Priced {
  /** Equal for equal prices of one search. */
  key: string;
  prices: Prices;
  document: SettledDocument;
}

/**
 * Finds prices in the documents of points that are asked for together. A day that a document bills has its prices of
 * that day; other days have the newest ones. A point whose own documents state none borrows those of another point of its
 * tariff.
 */
export class PriceSearch {
  /** Newest first. */
  private readonly ofPoint = new Map<string, SettledDocument[]>();
  private readonly ofTariff = new Map<string, SettledDocument[]>();
  private readonly newestOf = new Map<string, Priced | null>();
  private readonly stated = new Map<string, Priced | null>();
  private readonly lastDays = new Map<string, string[]>();

  constructor(documents: readonly SettledDocument[], points: readonly CostPoint[]) {
    const groups = new Map(points.map(({ id, tariff }) => [id, tariff === null ? null : groupOf(tariff)]));
    for (const document of documents.toReversed()) {
      if (isCorrection(document)) continue;
      const asked = document.pointIds.filter((id) => groups.has(id));
      for (const id of asked) listed(this.ofPoint, id).push(document);
      for (const group of new Set(asked.map((id) => groups.get(id)!)))
        if (group) listed(this.ofTariff, group).push(document);
    }
  }

  on(day: string, point: CostPoint): Priced | null {
    for (const document of this.ofPoint.get(point.id) ?? []) {
      if (day < document.from || document.to < day) continue;
      const priced = this.statedBy(document, point, day);
      if (priced) return priced;
    }
    return this.newest(point);
  }

  newest(point: CostPoint): Priced | null {
    let newest = this.newestOf.get(point.id);
    if (newest === undefined) {
      newest =
        this.firstOf(this.ofPoint.get(point.id), point) ??
        (point.tariff === null ? null : this.firstOf(this.ofTariff.get(groupOf(point.tariff)), point));
      this.newestOf.set(point.id, newest);
    }
    return newest;
  }

  private firstOf(documents: readonly SettledDocument[] = [], point: CostPoint): Priced | null {
    for (const document of documents) {
      const priced = this.statedBy(document, point);
      if (priced) return priced;
    }
    return null;
  }

  /**
   * Points of one tariff and power have the same prices in a document.
   * @param day the last prices of the document unless given
   */
  private statedBy(document: SettledDocument, point: CostPoint, day?: string): Priced | null {
    const until = this.lastDayOfPrices(document, day);
    const key = `${document.id} ${until ?? ''} ${point.tariff} ${point.contractedPowerW}`;
    let priced = this.stated.get(key);
    if (priced === undefined) {
      const lines = until === undefined ? document.lines : linesOn(until, document.lines);
      const prices = pricesOf(lines, document, document.points, point);
      priced = prices && { key, prices, document };
      this.stated.set(key, priced);
    }
    return priced;
  }

  private lastDayOfPrices(document: SettledDocument, day = '9999-12-31'): string | undefined {
    let days = this.lastDays.get(document.id);
    if (!days) {
      days = lastDaysOfPrices(document.lines);
      this.lastDays.set(document.id, days);
    }
    return days.find((last) => last >= day) ?? days.at(-1);
  }
}

function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key);
  if (known) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
}
