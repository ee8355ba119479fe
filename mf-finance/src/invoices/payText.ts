import { t } from '../texts';
import type { Basket } from './selection';

/** What the way to pay is called: where there is none but a transfer, it says so. */
export function payText({ byTransfer }: Basket): string {
  return t(byTransfer ? 'balance.transfer' : 'basket.pay');
}
