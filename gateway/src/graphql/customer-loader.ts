import DataLoader from 'dataloader';
import { grouped } from '../database/grouped';

/** What names a row of a customer: the customer is part of every key, so that no answer is another one's. */
export interface CustomerKey {
  customerId: string;
  id: string;
}

/**
 * A loader for rows of customers. One request nearly always has one customer, so there is one statement for
 * each customer.
 * @param read reads rows by id
 * @param missing the value for unknown ids
 */
export function customerLoader<T>(
  read: (customerId: string, ids: string[]) => Promise<Map<string, NonNullable<T>>>,
  missing: T,
): DataLoader<CustomerKey, T, string> {
  return new DataLoader<CustomerKey, T, string>(
    async (keys) => {
      const found = new Map<string, Map<string, NonNullable<T>>>();
      for (const [customerId, some] of grouped(keys, (key) => key.customerId)) {
        const ids = some.map(({ id }) => id);
        found.set(customerId, await read(customerId, ids));
      }
      return keys.map(({ customerId, id }) => found.get(customerId)!.get(id) ?? missing);
    },
    { cacheKeyFn: ({ customerId, id }) => `${customerId}:${id}` },
  );
}
