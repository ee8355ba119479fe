import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What meters show, as customers submit it. */
export const meterReadings: Step = {
  name: 'MeterReadings1760000025000',
  async up(runner, dialect) {
    const underTicket = [key(c.id('customerId')), key(c.id('ticketId'))];
    await dialect.createTable(
      runner,
      new Table({
        name: 'meter_readings',
        columns: [
          ...underTicket,
          c.id('pointId'),
          nullable(c.text('meterNumber', 64)),
          c.day('takenOn'),
          c.yes('confirmed'),
          nullable(c.int('exportBatch')),
        ],
        indices: [
          { name: 'meter_readings_point', columnNames: ['customerId', 'pointId', 'takenOn'] },
          { name: 'meter_readings_export', columnNames: ['exportBatch'] },
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'meter_reading_values',
        columns: [...underTicket, key(c.int('position')), c.text('zone', 64), c.int('kwh')],
      }),
    );
  },
};
