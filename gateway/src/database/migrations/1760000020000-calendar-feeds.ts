import { Table } from 'typeorm';
import { column as c, key } from '../columns';
import type { Step } from './step';

/** Calendars of due dates, each behind a secret address of one user. */
export const calendarFeeds: Step = {
  name: 'CalendarFeeds1760000020000',
  async up(runner, dialect) {
    await dialect.createTable(
      runner,
      new Table({
        name: 'calendar_feeds',
        columns: [
          key(c.id('customerId')),
          key(c.id('userId')),
          c.text('tokenHash', 43),
          c.instant('createdAt'),
        ],
        // A request knows only the token.
        indices: [{ name: 'calendar_feeds_token', columnNames: ['tokenHash'], isUnique: true }],
      }),
    );
  },
};
