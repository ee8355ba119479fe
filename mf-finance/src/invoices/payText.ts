import { t } from '../texts';
import type { Basket } from './selection';

/** The label of the link to pay; a label of its own when only a transfer can pay the selection. */
export function payText({ byTransfer }: Basket): string {
  return t(byTransfer ? 'balance.transfer' : 'basket.pay');
}
