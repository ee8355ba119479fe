// Facts about the portal itself, as the gateway last said them.
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
