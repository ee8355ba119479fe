import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** Getting in: logins, sessions, links, terms, and the mails that go with them. */
export const users: Step = {
  name: 'Users1760000001000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'users',
        columns: [
          key(c.id('id')),
          c.text('email', 254),
          c.text('written', 254),
          c.text('passwordHash', 128),
          c.text('language', 2),
          c.yes('developer'),
          c.yes('disabled'),
          c.instant('createdAt'),
        ],
        indices: [{ name: 'users_email', columnNames: ['email'], isUnique: true }],
      }),
      { users_language: "language IN ('PL','EN','UK')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'accesses',
        columns: [key(c.id('customerId')), key(c.id('userId')), c.text('role', 8)],
        indices: [{ name: 'accesses_user', columnNames: ['userId', 'customerId'] }],
      }),
      { accesses_role: "role IN ('OWNER','PAY','VIEW')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'terms_acceptances',
        columns: [key(c.id('userId')), key(c.text('version', 64)), c.instant('acceptedAt')],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'browsers',
        columns: [key(c.id('userId')), key(c.text('id', 43)), c.instant('lastUsedAt')],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'sessions',
        columns: [
          key(c.text('id', 43)),
          c.id('userId'),
          c.id('customerId'),
          c.text('ip', 45),
          c.text('device', 64),
          c.instant('createdAt'),
          c.instant('lastSeenAt'),
          c.instant('endsAt'),
        ],
        indices: [
          { name: 'sessions_user', columnNames: ['userId'] },
          { name: 'sessions_end', columnNames: ['endsAt'] },
        ],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'links',
        columns: [
          key(c.text('email', 254)),
          key(c.text('purpose', 16)),
          c.text('tokenHash', 43),
          c.instant('expiresAt'),
          c.text('written', 254),
          c.text('language', 2),
          nullable(c.id('customerId')),
          nullable(c.text('termsVersion', 64)),
        ],
        indices: [{ name: 'links_token', columnNames: ['tokenHash'], isUnique: true }],
      }),
      { links_purpose: "purpose IN ('ACTIVATE','RESET','ADD_CUSTOMER')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'attempts',
        columns: [key(c.id('id')), c.int('tries'), c.whole('blockedUntil'), c.whole('forgetAt')],
        indices: [{ name: 'attempts_forget', columnNames: ['forgetAt'] }],
      }),
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'mails',
        columns: [
          key(c.id('id')),
          c.text('recipient', 254),
          nullable(c.id('customerId')),
          c.text('template', 32),
          c.text('language', 2),
          nullable(c.long('content')),
          c.text('state', 8),
          c.int('attempts'),
          nullable(c.id('claim')),
          c.instant('createdAt'),
          c.instant('dueAt'),
        ],
        indices: [{ name: 'mails_due', columnNames: ['state', 'dueAt'] }],
      }),
      { mails_state: "state IN ('QUEUED','SENT','FAILED')" },
    );
    await dialect.createTable(
      runner,
      new Table({
        name: 'document_versions',
        columns: [
          key(c.text('id', 64)),
          key(c.text('version', 64)),
          c.text('title', 256),
          c.day('validFrom'),
          c.text('mimeType', 64),
          { name: 'bytes', type: dialect.longBytes },
        ],
      }),
    );
  },
};
