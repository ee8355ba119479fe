import DataLoader from 'dataloader';
import type { Loaders } from '../graphql/request-context';
import type { UserService } from './user.service';

declare module '../graphql/request-context' {
  interface Loaders {
    /** User id → when they accepted which version of the terms. */
    acceptedTerms: DataLoader<string, ReadonlyMap<string, Date>>;
  }
}

export function userLoaders(users: UserService): Pick<Loaders, 'acceptedTerms'> {
  return {
    acceptedTerms: new DataLoader((userIds) => Promise.all(userIds.map((id) => users.acceptedTerms(id)))),
  };
}
