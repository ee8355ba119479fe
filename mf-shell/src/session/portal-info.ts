// Portal info: name, company, terms, maintenance and age of the data, as the gateway last sent them.
import type { PortalInfo } from './session.operations';

let current: PortalInfo | null = null;

export const portalInfo = {
  get current(): PortalInfo | null {
    return current;
  },
};

export function setPortalInfo(next: PortalInfo): void {
  current = next;
}
