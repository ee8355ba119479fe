import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';

/** The registry of slices, what their operations are, and who uses which field. */
export const slices: Step = {
  name: 'Slices1760000010000',
  async up(runner, dialect) {
    const longText = (name: string) => ({ name, type: dialect.longText });
    const create = (
      name: string,
      columns: Table['columns'] | ReturnType<typeof key>[],
      checks?: Record<string, string>,
    ) => dialect.createTable(runner, new Table({ name, columns }), checks);

    await create('slice_versions', [
      key(c.text('slice', 32)),
      key(c.text('version', 64)),
      c.text('folder', 96),
      c.text('digest', 64),
      longText('manifest'),
      nullable(longText('description')),
      c.instant('publishedAt'),
      c.text('publishedBy', 64),
      c.instant('lastUsedAt'),
      nullable(c.instant('removedAt')),
    ]);
    await create('slice_operations', [
      key(c.text('slice', 32)),
      key(c.text('version', 64)),
      key(c.text('hash', 64)),
    ]);
    await create('operations', [key(c.text('hash', 64)), c.text('name', 128), longText('text')]);
    await create(
      'slice_channels',
      [
        key(c.text('slice', 32)),
        key(c.text('channel', 32)),
        nullable(c.text('version', 64)),
        c.int('percentage'),
        c.int('revision'),
        c.yes('followsBuild'),
      ],
      { slice_channels_percentage: 'percentage BETWEEN 0 AND 100' },
    );
    await create('slice_moves', [
      key(c.text('slice', 32)),
      key(c.text('channel', 32)),
      key(c.int('revision')),
      c.text('kind', 16),
      nullable(c.text('fromVersion', 64)),
      nullable(c.text('toVersion', 64)),
      c.int('percentage'),
      c.instant('movedAt'),
      c.text('movedBy', 64),
    ]);
    await create(
      'tokens',
      [
        key(c.text('hash', 43)),
        c.text('scope', 16),
        nullable(c.text('slice', 32)),
        c.text('name', 64),
        c.instant('createdAt'),
        nullable(c.instant('revokedAt')),
      ],
      { tokens_scope: "scope IN ('SLICE','API','DEVELOPMENT')" },
    );
    await create('field_uses', [
      key(c.instant('hour')),
      key(c.text('slice', 72)),
      key(c.text('version', 64)),
      key(c.text('field', 128)),
      c.whole('calls'),
    ]);
    await create('operation_uses', [
      key(c.instant('hour')),
      key(c.text('slice', 72)),
      key(c.text('version', 64)),
      key(c.text('hash', 64)),
      c.whole('calls'),
    ]);
    await create('served_schemas', [key(c.text('hash', 64)), longText('text'), c.instant('servedAt')]);
  },
};
