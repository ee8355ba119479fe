import type { Loaders } from '../graphql/request-context';
import type { DocumentService, Versions } from './document.service';

declare module '../graphql/request-context' {
  interface Loaders {
    /** All documents in all versions, read once for each request. */
    documentVersions(): Promise<Versions>;
  }
}

export function documentLoaders(documents: DocumentService): Pick<Loaders, 'documentVersions'> {
  let versions: Promise<Versions> | undefined;
  return { documentVersions: () => (versions ??= documents.versions()) };
}
