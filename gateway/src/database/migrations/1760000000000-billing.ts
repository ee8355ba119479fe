import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What billing says: customers, points, documents. */
export const billing: Step = {
  name: 'Billing1760000000000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'customers',
        columns: [
          key(c.id('id')),
          c.text('number', 64),
          c.text('kind', 16),
          c.text('name', 512),
          nullable(c.text('taxId', 16)),
          nullable(c.text('bankAccount', 40)),
          c.whole('overpayment'),
          nullable(c.text('phone', 32)),
          c.text('addressLine1', 512),
          c.text('addressLine2', 512),
          c.text('addressCountry', 2),
          nullable(c.text('correspondenceLine1', 512)),
          nullable(c.text('correspondenceLine2', 512)),
          nullable(c.text('correspondenceCountry', 2)),
          c.yes('described'),
        ],
        indices: [{ name: 'customers_tax_id', columnNames: ['taxId'] }],
      }),
      { customers_kind: "kind IN ('PERSON','COMPANY')", customers_overpayment: 'overpayment >= 0' },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'customer_emails',
        columns: [
          key(c.id('customerId')),
          key(c.text('email', 254)),
          c.text('written', 254),
          c.int('position'),
        ],
        indices: [{ name: 'customer_emails_email', columnNames: ['email'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'consumption_points',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('ppe', 40),
          c.text('addressLine1', 512),
          c.text('addressLine2', 512),
          c.text('addressCountry', 2),
          nullable(c.text('meterNumber', 64)),
          nullable(c.text('tariff', 32)),
          nullable(c.text('distributor', 128)),
          nullable(c.int('contractedPowerW')),
          nullable(c.day('contractFrom')),
          nullable(c.day('contractTo')),
          c.yes('producer'),
          nullable(c.text('previousCode', 40)),
          c.yes('described'),
        ],
        indices: [{ name: 'consumption_points_ppe', columnNames: ['ppe'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'invoices',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('number', 256),
          c.text('kind', 16),
          c.day('issueDate'),
          nullable(c.day('dueDate')),
          nullable(c.day('periodFrom')),
          nullable(c.day('periodTo')),
          c.whole('net'),
          c.whole('vat'),
          c.whole('gross'),
          c.whole('outstanding'),
          nullable(c.whole('previousYearWh')),
          nullable(c.text('ksefNumber', 40)),
          c.text('searchText', 320),
        ],
        indices: [
          // The list, newest first, and its cursor.
          { name: 'invoices_newest', columnNames: ['customerId', 'issueDate', 'id'] },
          // The balance: open documents of one customer, answered from the index alone.
          { name: 'invoices_open', columnNames: ['customerId', 'outstanding', 'dueDate'] },
          // Settlements may name a document without its customer; registration looks a number up.
          { name: 'invoices_number', columnNames: ['id'] },
        ],
      }),
      {
        invoices_kind:
          "kind IN ('SETTLEMENT','FORECAST','CORRECTION','FINAL','INTEREST_NOTE','ACCOUNTING_NOTE','DUNNING_FEE')",
      },
    );
    const underInvoice = [key(c.id('customerId')), key(c.id('invoiceId'))];
    await dialect.createTable(
      runner,
      new Table({
        name: 'invoice_contents',
        columns: [
          ...underInvoice,
          { name: 'lines', type: dialect.longText },
          { name: 'details', type: dialect.longText },
          { name: 'readings', type: dialect.longText },
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'invoice_points',
        columns: [...underInvoice, key(c.id('pointId'))],
        indices: [{ name: 'invoice_points_point', columnNames: ['customerId', 'pointId'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'invoice_corrections',
        columns: [...underInvoice, key(c.id('correctedId')), c.int('position')],
        indices: [{ name: 'invoice_corrections_corrected', columnNames: ['customerId', 'correctedId'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'invoice_sources',
        columns: [
          ...underInvoice,
          c.text('sha256', 43),
          c.text('sellerNip', 10),
          { name: 'xml', type: dialect.longBytes },
        ],
      }),
    );
  },
};
