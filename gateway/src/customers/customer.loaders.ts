import DataLoader from 'dataloader';
import type { Loaders } from '../graphql/request-context';
import type { Customer } from './customer.entity';
import type { CustomerService } from './customer.service';

declare module '../graphql/request-context' {
  interface Loaders {
    customer: DataLoader<string, Customer | null>;
  }
}

/** @returns the customers' loaders, new for each request */
export function customerLoaders(customers: CustomerService): Pick<Loaders, 'customer'> {
  return {
    customer: new DataLoader(async (ids) => {
      const found = new Map((await customers.byIds(ids)).map((c) => [c.id, c]));
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}
