import { addColumn } from './restartable';
import type { Step } from './step';

/** Since when a new document waits for its settlement. Of rows before this nobody knows. */
export const pendingSince: Step = {
  name: 'PendingSince1760000024300',
  async up(runner) {
    await addColumn(runner, 'pending_invoice_notices', 'notedAt', 'datetime(3) NULL');
  },
};
