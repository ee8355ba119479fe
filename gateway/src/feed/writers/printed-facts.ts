import type { EntityManager } from 'typeorm';
import { buyerOf, printedPoint } from '../../invoices/invoice.facts';
import type { PrintedFacts } from '../../invoices/invoice.printed';
import type { Customer } from '../../customers/customer.entity';
import type { ConsumptionPoint } from '../../consumption-points/consumption-point.entity';
import type { Rows } from '../../database/bulk-rows';

/** A document, and the facts it states itself. */
export interface PrintedDocument {
  customerId: string;
  /** Keys of points. */
  points: readonly string[];
  printed?: PrintedFacts;
}

/**
 * Printed facts about customer and points for billing's records: the facts at import time, from then on
 * fixed.
 * XML documents state them themselves.
 */
export async function withPrintedFacts<I extends PrintedDocument>(
  manager: EntityManager,
  rows: Rows,
  invoices: readonly I[],
): Promise<Map<I, PrintedFacts>> {
  const withoutFacts = invoices.filter(({ printed }) => !printed);
  const customers = new Map(
    (
      await rows.selectIn<Customer>(
        manager,
        'SELECT * FROM customers WHERE id IN',
        withoutFacts.map(({ customerId }) => customerId),
      )
    ).map((row) => [row.id, row]),
  );
  const points = new Map(
    (
      await rows.selectIn<ConsumptionPoint>(
        manager,
        'SELECT * FROM consumption_points WHERE id IN',
        withoutFacts.flatMap((invoice) => invoice.points),
      )
    ).map((row) => [`${row.customerId}${row.id}`, row]),
  );
  return new Map(
    invoices.map((invoice) => {
      const { customerId, printed } = invoice;
      if (printed) return [invoice, printed];
      const customer = customers.get(customerId);
      const found = invoice.points.flatMap((id) => points.get(`${customerId}${id}`) ?? []);
      return [
        invoice,
        {
          seller: null,
          buyer: customer ? buyerOf(customer) : null,
          others: [],
          account: null,
          isFactored: false,
          // Null where a point is not imported yet: the page then shows the point as it is when it is asked for.
          points: found.length === invoice.points.length ? found.map(printedPoint) : null,
          vatRates: [],
          annotations: [],
          supplyDate: null,
        },
      ];
    }),
  );
}
