import { isCalendarDay } from '../../calendar';
import { z } from 'zod';
import { InvoiceKind, InvoiceStatus } from '../invoice.entity';
import { InvoiceOrder, type InvoiceFilter } from '../invoice.input';

/** How many documents one request takes as files. */
export const MOST_DOCUMENTS = 100;

/** A parameter that may occur several times, once, or not at all. */
const many = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (value === undefined ? [] : ([value].flat() as unknown[])), z.array(one));
const day = z.string().refine(isCalendarDay).optional();

const query = z.strictObject({
  /** Documents by id; without ids, those that match the filter. */
  id: many(z.string().min(1).max(64)),
  /** Whose list; the session's current customer without it. */
  customerId: z.string().min(1).max(64).optional(),
  status: many(z.enum(InvoiceStatus)),
  kind: many(z.enum(InvoiceKind)),
  issuedFrom: day,
  issuedTo: day,
  consumptionPointId: z.string().max(64).optional(),
  search: z.string().max(200).optional(),
  orderBy: z.enum(InvoiceOrder).default(InvoiceOrder.NEWEST),
});

export interface ListQuery {
  ids: string[];
  customerId: string | undefined;
  filter: InvoiceFilter;
  orderBy: InvoiceOrder;
}

/** Parses an address's query: `id` repeated, or the fields of InvoiceFilter; null when it is invalid. */
export function readListQuery(parameters: unknown): ListQuery | null {
  const parsed = query.safeParse(parameters);
  if (!parsed.success) return null;
  const { id, customerId, orderBy, ...filter } = parsed.data;
  return { ids: [...new Set(id)], customerId, filter, orderBy };
}
