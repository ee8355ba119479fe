import type { Database } from '../database/database';
import type { Loaders } from '../graphql/request-context';
import type { Invoice } from '../invoices/invoice.entity';
import { prosumerFacts, type StatingDocument } from './prosumer-facts';
import type { ProsumerMonth } from './prosumer-month';

/** Five years of months. */
const MOST = 60;

/** Reads what documents of producing points state about energy and deposit. */
export class ProsumerService {
  constructor(private readonly database: Database) {}

  /** Settlements of points that feed energy in, newest first; those that say nothing about it are left out. */
  async months(customerId: string, loaders: Loaders): Promise<ProsumerMonth[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT i.id, i.issueDate, i.periodTo FROM consumption_points p
       JOIN invoice_points ip ON ip.customerId = p.customerId AND ip.pointId = p.id
       JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
       WHERE p.customerId = ? AND p.producer = 1 AND i.kind IN ('SETTLEMENT', 'FINAL')
         AND i.periodFrom IS NOT NULL AND i.periodTo IS NOT NULL
       ORDER BY i.periodTo DESC, i.issueDate DESC, i.id LIMIT ${MOST}`,
      [customerId],
    );
    const months = await Promise.all(
      rows.map(async ({ id }) => {
        const [invoice, content] = await Promise.all([
          loaders.invoice.load({ customerId, id }),
          loaders.invoiceContent.load({ customerId, id }),
        ]);
        return invoice && content ? monthOf(invoice, content) : null;
      }),
    );
    return months.filter((month) => month !== null);
  }
}

function monthOf(invoice: Invoice, content: StatingDocument): ProsumerMonth | null {
  const { takenWh, fedWh, balancedWh, depositUsed, depositLeft } = prosumerFacts(content);
  if ([fedWh, balancedWh, depositUsed, depositLeft].every((fact) => fact === null)) return null;
  const { periodFrom, periodTo } = invoice;
  return {
    ...{ invoice, from: periodFrom!, to: periodTo! },
    takenKwh: kwh(takenWh),
    fedKwh: kwh(fedWh),
    balancedKwh: kwh(balancedWh),
    ...{ depositUsed, depositLeft },
  };
}

function kwh(wh: number | null): number | null {
  return wh === null ? null : wh / 1000;
}
