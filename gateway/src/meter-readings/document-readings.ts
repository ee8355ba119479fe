import type { Reader } from '../database/bulk-rows';
import { grouped } from '../database/grouped';
import { chunks, marks, padded } from '../database/sql-lists';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { InvoiceReadingRow } from '../invoices/invoice.entity';

type About = { pointId: string; invoiceId: string };

/**
 * Readings on a customer's documents since a day, by point: those of the meter that is there now, oldest document first.
 * Two statements for any number of points; a document about many points is read once.
 */
export async function documentReadings(
  reader: Reader,
  customerId: string,
  { points, since }: { points: readonly ConsumptionPoint[]; since: string },
): Promise<Map<string, InvoiceReadingRow[]>> {
  const ids = points.map(({ id }) => id);
  const about = await reader.query<About[]>(
    `SELECT ip.pointId, ip.invoiceId FROM invoice_points ip
     JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
     WHERE ip.customerId = ? AND ip.pointId IN (${marks(ids)}) AND i.issueDate >= ?
     ORDER BY i.issueDate, i.number`,
    [customerId, ...padded(ids), since],
  );
  const printed = await printedReadings(
    reader,
    customerId,
    about.map(({ invoiceId }) => invoiceId),
  );
  const documents = grouped(about, ({ pointId }) => pointId);
  return new Map(
    points.map(({ id, meterNumber }) => {
      const ofMeter = (invoiceId: string) =>
        (meterNumber && printed.get(invoiceId)?.get(meterNumber.trim())) || [];
      return [id, (documents.get(id) ?? []).flatMap(({ invoiceId }) => ofMeter(invoiceId))];
    }),
  );
}

/** Readings that documents print, by document and meter. */
export async function printedReadings(
  reader: Reader,
  customerId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, Map<string, InvoiceReadingRow[]>>> {
  const found = new Map<string, Map<string, InvoiceReadingRow[]>>();
  for (const ids of chunks([...new Set(invoiceIds)])) {
    const rows = await reader.query<{ invoiceId: string; readings: string }[]>(
      `SELECT invoiceId, readings FROM invoice_contents
       WHERE customerId = ? AND invoiceId IN (${marks(ids)}) AND readings <> '[]'`,
      [customerId, ...padded(ids)],
    );
    for (const { invoiceId, readings } of rows)
      found.set(
        invoiceId,
        grouped(JSON.parse(readings) as InvoiceReadingRow[], ({ meterNumber }) => meterNumber.trim()),
      );
  }
  return found;
}
