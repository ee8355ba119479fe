import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** What customers consented to: the present state, the changes that led to it, and the texts they saw. */
export const consents: Step = {
  name: 'Consents1760000024000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'consents',
        columns: [
          key(c.id('customerId')),
          key(c.text('kind', 16)),
          c.yes('granted'),
          c.instant('changedAt'),
          nullable(c.instant('closingUntil')),
        ],
      }),
      { consents_kind: KINDS },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'consent_changes',
        columns: [
          key(c.id('customerId')),
          key(c.id('id')),
          c.text('kind', 16),
          c.yes('granted'),
          c.instant('at'),
          c.text('source', 128),
          nullable(c.id('textId')),
          nullable(c.id('userId')),
          nullable(c.int('exportBatch')),
        ],
        // What came by the feed has no user, and is never exported.
        indices: [{ name: 'consent_changes_export', columnNames: ['exportBatch', 'userId'] }],
      }),
      { consent_changes_kind: KINDS },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'consent_texts',
        columns: [key(c.id('id')), c.text('language', 2), c.long('text')],
      }),
    );
  },
};

const KINDS = "kind IN ('MARKETING_EMAIL','MARKETING_SMS','MARKETING_PHONE','E_INVOICE','PROFILING')";
