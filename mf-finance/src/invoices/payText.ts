import { t } from '../texts';
import type { Selection } from './selection';

/** The label of the link to pay; a label of its own when only a transfer can pay the selection. */
export function payText({ byTransfer }: Selection): string {
  return t(byTransfer ? 'balance.transfer' : 'selection.pay');
}
