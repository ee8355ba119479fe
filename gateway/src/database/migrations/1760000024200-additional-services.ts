import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What the retailer offers besides energy, who has it, who ordered it, and what of that was taken back. */
export const additionalServices: Step = {
  name: 'AdditionalServices1760000024200',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'additional_services',
        columns: [
          key(c.text('id', 64)),
          c.text('namePl', 256),
          c.text('nameEn', 256),
          c.text('nameUk', 256),
          c.long('descriptionPl'),
          c.long('descriptionEn'),
          c.long('descriptionUk'),
          c.whole('monthlyPrice'),
          c.yes('available'),
          c.text('recordHash', 16),
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'additional_service_customers',
        columns: [key(c.id('customerId')), key(c.text('serviceId', 64))],
        // A record names all customers of its service.
        indices: [{ name: 'additional_service_customers_service', columnNames: ['serviceId'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'service_orders',
        columns: [
          key(c.id('customerId')),
          key(c.id('ticketId')),
          c.text('serviceId', 64),
          c.whole('monthlyPrice'),
          nullable(c.text('outcome', 9)),
          nullable(c.int('exportBatch')),
        ],
        indices: [{ name: 'service_orders_export', columnNames: ['exportBatch', 'outcome'] }],
      }),
      { service_orders_outcome: "outcome IN ('DONE','CANCELLED')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'service_cancellations',
        columns: [
          key(c.id('customerId')),
          key(c.id('ticketId')),
          c.instant('at'),
          nullable(c.int('exportBatch')),
        ],
        indices: [{ name: 'service_cancellations_export', columnNames: ['exportBatch'] }],
      }),
    );
  },
};
