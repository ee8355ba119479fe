// Facts about the portal itself, as the gateway last said them.
import type { Service } from './session.operations';

let current: Service | null = null;

export const service = {
  get current(): Service | null {
    return current;
  },
};

export function setService(next: Service): void {
  current = next;
}
