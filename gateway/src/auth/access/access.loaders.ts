import DataLoader from 'dataloader';
import type { Loaders } from '../../graphql/request-context';
import type { AccessService } from './access.service';

declare module '../../graphql/request-context' {
  interface Loaders {
    /** User id → ids of the customers they have access to. */
    customerIds: DataLoader<string, string[]>;
  }
}

export function accessLoaders(access: AccessService): Pick<Loaders, 'customerIds'> {
  return {
    customerIds: new DataLoader((userIds) => Promise.all(userIds.map((id) => access.customerIds(id)))),
  };
}
