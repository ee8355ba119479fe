import type { Step } from './step';
import { addColumn } from './restartable';

/** A link that was used stays for its 72 hours, so that who was told of a failure meanwhile can ask again. */
export const usedLinks: Step = {
  name: 'UsedLinks1760000011000',
  async up(runner) {
    await addColumn(runner, 'links', 'usedAt', 'datetime(3) NULL');
    await addColumn(runner, 'links', 'repeats', 'int NOT NULL DEFAULT 0');
  },
};
