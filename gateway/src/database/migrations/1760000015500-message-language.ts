import { addColumn } from './restartable';
import type { Step } from './step';

/** What messages are written in. Those from before keep none, since nobody recorded it. */
export const messageLanguage: Step = {
  name: 'MessageLanguage1760000015500',
  async up(runner) {
    await addColumn(runner, 'messages', 'language', 'varchar(2) NULL');
  },
};
