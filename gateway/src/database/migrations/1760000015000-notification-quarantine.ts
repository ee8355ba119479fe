import type { Step } from './step';
import { addIndex, dropIndex, renameTable } from './restartable';

/**
 * The table of quarantined notifications takes the name that code, command and metric have.
 * A node of the build before answers such a notification with 500 until it ends; the operator then sends it again.
 */
export const notificationQuarantine: Step = {
  name: 'NotificationQuarantine1760000015000',
  async up(runner) {
    const table = 'payment_notification_quarantine';
    await renameTable(runner, 'payments_aside', table);
    await addIndex(runner, table, `${table}_reason`, ['reason', 'receivedAt']);
    await dropIndex(runner, table, 'payments_aside_reason');
  },
};
