import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';
import { addColumn } from './restartable';

/**
 * What is printed on a document is kept with it, and from which document each fact of a customer or point is.
 * Documents whose bytes were kept are read again afterwards, by the worker: `documents_reread` says how far it came.
 */
export const printedFacts: Step = {
  name: 'PrintedFacts1760000013000',
  async up(runner, dialect) {
    await addColumn(runner, 'invoice_contents', 'printed', `${dialect.longText} NULL`);
    await addColumn(runner, 'customers', 'xmlRanks', 'varchar(512) NULL');
    await addColumn(runner, 'consumption_points', 'xmlRanks', 'varchar(512) NULL');
    await dialect.createTable(
      runner,
      new Table({
        name: 'documents_reread',
        columns: [
          key(c.int('id')),
          // All documents of customers up to this one have been read again.
          c.text('customerId', 22),
          c.int('documents'),
          nullable(c.instant('finishedAt')),
        ],
      }),
    );
    const [known] = (await runner.query('SELECT id FROM documents_reread LIMIT 1')) as object[];
    const [source] = (await runner.query('SELECT customerId FROM invoice_sources LIMIT 1')) as object[];
    if (source && !known)
      await runner.query("INSERT INTO documents_reread (id, customerId, documents) VALUES (1, '', 0)");
  },
};
