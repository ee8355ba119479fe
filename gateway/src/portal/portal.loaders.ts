import type { PortalInfo, PortalInfoService } from './portal-info.service';

declare module '../graphql/request-context' {
  interface Loaders {
    /** Read once for each request. */
    portalInfo(): Promise<PortalInfo>;
  }
}

/** @param known where another statement has found it already */
export function portalInfoLoader(service: PortalInfoService, known?: PortalInfo): () => Promise<PortalInfo> {
  let portalInfo = known && Promise.resolve(known);
  return () => (portalInfo ??= service.current());
}
