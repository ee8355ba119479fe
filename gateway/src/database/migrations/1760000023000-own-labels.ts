import { addColumn } from './restartable';
import type { Step } from './step';

/** Customers name their points. Imports leave this column as it is. */
export const ownLabels: Step = {
  name: 'OwnLabels1760000023000',
  async up(runner) {
    await addColumn(runner, 'consumption_points', 'ownLabel', 'varchar(100) NULL');
  },
};
