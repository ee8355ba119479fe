// Which document tells a point's prices on a day.
import { groupOf } from '../tariffs/tariffs';
import { isCorrection } from './billed-days';
import { pricesOf, type PricedPoint, type Prices } from './document-prices';
import type { SettledDocument } from './settled-documents';

/** A point whose use costs something. */
export interface CostPoint extends PricedPoint {
  id: string;
  contractFrom: string | null;
  contractTo: string | null;
}

/** Prices and the document that states them. */
export interface Priced {
  prices: Prices;
  document: SettledDocument;
}

/**
 * Finds prices in the documents of some points. A day that a document bills has that document's prices; other days have
 * the newest ones. A point whose own documents state none borrows those of another point of its tariff.
 */
export class PriceSearch {
  private readonly newestFirst: SettledDocument[];
  private readonly found = new Map<string, Priced | null>();
  private readonly tariffs: Map<string, string | null>;

  constructor(documents: readonly SettledDocument[], points: readonly CostPoint[]) {
    this.newestFirst = documents.filter((one) => !isCorrection(one)).toReversed();
    this.tariffs = new Map(points.map(({ id, tariff }) => [id, tariff]));
  }

  on(day: string, point: CostPoint): Priced | null {
    for (const document of this.newestFirst) {
      if (day < document.from || document.to < day || !document.pointIds.includes(point.id)) continue;
      const priced = this.pricedBy(document, point);
      if (priced) return priced;
    }
    return this.newest(point);
  }

  newest(point: CostPoint): Priced | null {
    const known = this.found.get(point.id);
    if (known !== undefined) return known;
    const own = this.newestFirst.filter(({ pointIds }) => pointIds.includes(point.id));
    const others = this.newestFirst.filter((one) => !own.includes(one) && this.isOfTariff(one, point));
    for (const document of [...own, ...others]) {
      const priced = this.pricedBy(document, point);
      if (!priced) continue;
      this.found.set(point.id, priced);
      return priced;
    }
    this.found.set(point.id, null);
    return null;
  }

  private isOfTariff({ pointIds }: SettledDocument, { tariff }: CostPoint): boolean {
    if (tariff === null) return false;
    return pointIds.some((id) => {
      const other = this.tariffs.get(id);
      return typeof other === 'string' && groupOf(other) === groupOf(tariff);
    });
  }

  private pricedBy(document: SettledDocument, point: CostPoint): Priced | null {
    const key = `${document.id} ${point.id}`;
    let priced = this.found.get(key);
    if (priced === undefined) {
      const prices = pricesOf(document.lines, document, document.points, point);
      priced = prices && { prices, document };
      this.found.set(key, priced);
    }
    return priced;
  }
}
