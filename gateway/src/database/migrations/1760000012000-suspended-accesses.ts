import { Table } from 'typeorm';
import { column as c, key, nullable } from '../columns';
import type { Step } from './step';
import { addColumn } from './restartable';

/** Owners whose address billing no longer lists for a customer it described with addresses. */
const OUTDATED = `
FROM accesses a
JOIN users u ON u.id = a.userId
JOIN customers c ON c.id = a.customerId AND c.described = 1
WHERE a.role = 'OWNER'
  AND EXISTS (SELECT 1 FROM customer_emails e WHERE e.customerId = a.customerId)
  AND NOT EXISTS (SELECT 1 FROM customer_emails e WHERE e.customerId = a.customerId AND e.email = u.email)`;

/** Access that billing took the ground from, kept apart; feeds taken before this version are made good for. */
export const suspendedAccesses: Step = {
  name: 'SuspendedAccesses1760000012000',
  async up(runner, dialect) {
    await addColumn(runner, 'accesses', 'taxId', 'varchar(16) NULL');
    await dialect.createTable(
      runner,
      new Table({
        name: 'suspended_accesses',
        columns: [
          key(c.id('customerId')),
          key(c.id('userId')),
          c.text('role', 8),
          nullable(c.text('taxId', 16)),
          c.instant('since'),
          c.yes('told'),
        ],
        indices: [{ name: 'suspended_accesses_user', columnNames: ['userId', 'customerId'] }],
      }),
      { suspended_accesses_role: "role IN ('OWNER','PAY','VIEW')" },
    );
    await runner.query(
      'UPDATE accesses SET taxId = (SELECT c.taxId FROM customers c WHERE c.id = accesses.customerId) WHERE taxId IS NULL',
    );
    await runner.query(
      `INSERT INTO suspended_accesses (customerId, userId, role, taxId, since)
       SELECT a.customerId, a.userId, a.role, a.taxId, CURRENT_TIMESTAMP ${OUTDATED}
         AND NOT EXISTS (SELECT 1 FROM suspended_accesses s WHERE s.customerId = a.customerId AND s.userId = a.userId)`,
    );
    await runner.query(
      `DELETE FROM accesses WHERE EXISTS
         (SELECT 1 FROM suspended_accesses s WHERE s.customerId = accesses.customerId AND s.userId = accesses.userId)`,
    );
  },
};
