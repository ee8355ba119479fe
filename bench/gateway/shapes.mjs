// Maps rows to the API's answers, for the peers, which have no services of their own.

export function money(grosze) {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const moment = (date) => date.toISOString().replace('.000Z', 'Z');

export function balanceOf(row) {
  const part = (name) => ({
    amount: money(Number(row[name])),
    documents: Number(row[`${name}Documents`]),
    earliestDueDate: row[`${name}From`],
  });
  const amount = Number(row.documents) - Number(row.overpayment) - Number(row.pendingPayments);
  const state = row.overdueDocuments > 0 ? 'RED' : amount < 0 ? 'BLUE' : 'NEUTRAL';
  return { amount: money(amount), state, overdue: part('overdue'), upcoming: part('upcoming') };
}

/** @param first the requested page size; one more row was read */
export function invoicesOf(rows, today, first) {
  const edges = rows.slice(0, first).map(({ id, number, kind, issueDate, dueDate, gross, outstanding }) => ({
    node: {
      id,
      number,
      kind,
      status: statusOf(outstanding, dueDate, today),
      issueDate,
      dueDate,
      gross: money(gross),
      outstanding: money(outstanding),
    },
  }));
  return { totalCount: Number(rows[0]?.total ?? 0), edges };
}

function statusOf(outstanding, dueDate, today) {
  if (outstanding <= 0) return outstanding < 0 ? 'CREDIT' : 'PAID';
  return dueDate !== null && dueDate < today ? 'OVERDUE' : 'DUE';
}

export function pointsOf(rows) {
  return rows.map(({ id, ppe, addressLine1, addressLine2, tariff }) => ({
    id,
    ppe,
    label: [addressLine1, addressLine2].filter(Boolean).join(', ') || ppe,
    tariff,
  }));
}

export function messagesOf(rows, first) {
  const edges = rows.slice(0, first).map(({ id, kind, subject, sentAt, readAt }) => ({
    node: { id, kind, subject, sentAt: moment(sentAt), readAt: readAt && moment(readAt) },
  }));
  return { unread: Number(rows[0]?.unread ?? 0), connection: { edges } };
}
