import { countDays } from '../calendar';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import type { Loaders } from '../graphql/request-context';
import { detailedLines, lacksPrices } from '../invoices/attached-lines';
import { InvoiceKind, type Invoice } from '../invoices/invoice.entity';
import { vatRatesOf } from '../invoices/invoice.facts';
import { isFedIn } from '../invoices/line-kinds';
import type { UsageService } from '../usage/usage.service';
import { billedWh, chargeShares, sumOf, type ChargeShare } from './charge-shares';
import { correctionsOf } from './corrections';
import { ChargePart, type InvoiceComparison, type InvoiceExplanation, type MeasuredUse } from './explanation';
import { measuredUse } from './measured-use';
import { daysOfPeriod } from './period-days';
import { sameYearEarlier, type Settlement } from './same-period';
import { costsOf, splitDifference } from './split-difference';

const SETTLEMENTS: readonly InvoiceKind[] = [InvoiceKind.SETTLEMENT, InvoiceKind.FINAL];

/** Explains what a document asks for: from its own lines, the documents of the same points, and the meter's hours. */
export class ExplanationService {
  constructor(
    private readonly database: Database,
    private readonly usage: UsageService,
  ) {}

  /** Null for notes and forecasts, and where no line of a document is recognised. */
  async explain(invoice: Invoice, loaders: Loaders): Promise<InvoiceExplanation | null> {
    const isCorrection = invoice.kind === InvoiceKind.CORRECTION;
    if (!isCorrection && !SETTLEMENTS.includes(invoice.kind)) return null;
    const shares = await this.shares(invoice, loaders);
    if (shares.length === 0 || (!isCorrection && costsOf(shares).length === 0)) return null;
    const sum = (part: ChargePart) => sumOf(shares.filter((share) => share.part === part));
    return {
      invoice,
      energy: sum(ChargePart.ENERGY),
      distribution: sum(ChargePart.DISTRIBUTION),
      fixed: sum(ChargePart.FIXED),
      other: sum(ChargePart.OTHER),
      charges: chargesOf(shares),
    };
  }

  /** Null without the document of a year earlier, and where one of both does not say how much energy it bills. */
  async compare(invoice: Invoice, loaders: Loaders): Promise<InvoiceComparison | null> {
    const { periodFrom, periodTo } = invoice;
    if (!SETTLEMENTS.includes(invoice.kind) || !periodFrom || !periodTo) return null;
    const previous = await this.yearEarlier({ ...invoice, periodFrom, periodTo }, loaders);
    if (!previous) return null;
    const corrections = await correctionsOf([previous], loaders);
    const [now, ...earlier] = await Promise.all(
      [invoice, previous, ...corrections].map((one) => this.shares(one, loaders)),
    );
    const [shares, before] = [now!, earlier.flat()];
    const [wh, previousWh] = [billedWh(shares), billedWh(before)];
    if (wh === 0 && previousWh === 0) return null;
    const days = countDays(periodFrom, periodTo);
    const previousDays = countDays(previous.periodFrom!, previous.periodTo!);
    const [amount, previousAmount] = [sumOf(costsOf(shares)), sumOf(costsOf(before))];
    return {
      invoice: previous,
      amount,
      previousAmount,
      difference: amount - previousAmount,
      ...splitDifference({ days, shares }, { days: previousDays, shares: before }),
      days,
      previousDays,
      kwh: wh / 1000,
      previousKwh: previousWh / 1000,
    };
  }

  /** Null without a period, points or hours in it, and for corrections, which state differences. */
  async measured(invoice: Invoice, loaders: Loaders): Promise<MeasuredUse | null> {
    const { customerId, periodFrom, periodTo } = invoice;
    if (!SETTLEMENTS.includes(invoice.kind) || !periodFrom || !periodTo) return null;
    const points = await loaders.invoicePoints.load(invoice);
    const readings = (await loaders.invoiceContent.load(invoice))?.readings ?? [];
    const billed = billedWh(await this.shares(invoice, loaders)) || readWh(readings);
    if (points.length === 0 || billed === null) return null;
    return measuredUse({
      invoice,
      billedWh: billed,
      readings,
      days: await daysOfPeriod(this.usage, { customerId, points, from: periodFrom, to: periodTo }),
      producer: points.some(({ producer }) => producer),
    });
  }

  /** Settlements of points of one customer, by point. */
  async settlements(customerId: string, pointIds: readonly string[]): Promise<Map<string, Settlement[]>> {
    const rows = await this.database.query<Settlement & { pointId: string }>(
      `SELECT ip.pointId, i.id, i.issueDate, i.periodFrom, i.periodTo
       FROM invoice_points ip JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
       WHERE ip.customerId = ? AND ip.pointId IN (${marks(pointIds)}) AND i.kind IN (${marks(SETTLEMENTS)})
         AND i.periodFrom IS NOT NULL AND i.periodTo IS NOT NULL`,
      [customerId, ...padded(pointIds), ...padded(SETTLEMENTS)],
    );
    return grouped(rows, ({ pointId }) => pointId);
  }

  /** How many documents each of some corrections names, here or not. */
  async correctedCounts(customerId: string, ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ invoiceId: string; named: number }>(
      `SELECT invoiceId, COUNT(*) AS named FROM invoice_corrections
       WHERE customerId = ? AND invoiceId IN (${marks(ids)}) AND correctedId <> invoiceId GROUP BY invoiceId`,
      [customerId, ...padded(ids)],
    );
    return new Map(rows.map(({ invoiceId, named }) => [invoiceId, Number(named)]));
  }

  private async shares(invoice: Invoice, loaders: Loaders): Promise<ChargeShare[]> {
    const [content, printed] = await Promise.all([
      loaders.invoiceContent.load(invoice),
      loaders.invoicePrinted.load(invoice),
    ]);
    if (!content || content.lines.length === 0) return [];
    const { lines: own, details } = content;
    const lines = lacksPrices(own) ? detailedLines(own, details) : own;
    return chargeShares(invoice, lines, vatRatesOf(invoice, printed, content));
  }

  /** The document of exactly the same points for the same period a year earlier. */
  private async yearEarlier(
    invoice: Invoice & { periodFrom: string; periodTo: string },
    loaders: Loaders,
  ): Promise<Invoice | null> {
    const { customerId } = invoice;
    const points = await loaders.invoicePoints.load(invoice);
    const [first] = points;
    if (!first) return null;
    const settlements = await loaders.pointSettlements.load({ customerId, id: first.id });
    const found = sameYearEarlier(invoice, settlements);
    const previous = found && (await loaders.invoice.load({ customerId, id: found.id }));
    if (!previous) return null;
    const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id).join(' ');
    return ids(points) === ids(await loaders.invoicePoints.load(previous)) ? previous : null;
  }
}

function chargesOf(shares: readonly ChargeShare[]): InvoiceExplanation['charges'] {
  const charges = [...grouped(shares, ({ kind, part }) => `${part} ${kind}`).values()];
  return charges
    .map((some) => ({ kind: some[0]!.kind, part: some[0]!.part, gross: sumOf(some) }))
    .sort((a, b) => Math.abs(b.gross) - Math.abs(a.gross));
}

function readWh(readings: readonly { zone: string; usedWh: number }[]): number | null {
  const taken = readings.filter(({ zone }) => !isFedIn(zone));
  return taken.length > 0 ? taken.reduce((sum, { usedWh }) => sum + usedWh, 0) : null;
}
