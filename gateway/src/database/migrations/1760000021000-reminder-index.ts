import { addIndex, dropIndex } from './restartable';
import type { Step } from './step';

/**
 * All that a reminder says is in the index by due date. Documents of a day belong to customers all over the table: read by
 * rows, each would be a page of its own.
 */
export const reminderIndex: Step = {
  name: 'ReminderIndex1760000021000',
  async up(runner) {
    const facts = ['outstanding', 'covered', 'heldBy', 'number'];
    await addIndex(runner, 'invoices', 'invoices_reminded', ['dueDate', 'customerId', 'id', ...facts]);
    await dropIndex(runner, 'invoices', 'invoices_due');
  },
};
