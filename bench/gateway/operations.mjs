// The measured operations: everything the home page shows, in one operation, and both usage charts.

const USE = `intervals { start kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing`;

export const TEXTS = {
  Home: `query Home($month: UsageInput!) {
  session {
    role
    customer {
      id number name
      balance { amount state overdue { amount documents earliestDueDate } upcoming { amount documents earliestDueDate } }
      invoices(first: 5) { totalCount edges { node { id number kind status issueDate dueDate gross outstanding } } }
      consumptionPoints { id ppe label tariff }
      unreadMessages
      messages(first: 3) { edges { node { id kind subject sentAt readAt } } }
      usage(input: $month) { totalKwh previousTotalKwh changePercent }
    }
  }
}`,
  Months: `query Months($input: UsageInput!) { customer { id usage(input: $input) { ${USE} } } }`,
  Days: `query Days($input: UsageInput!) { customer { id usage(input: $input) { ${USE} } } }`,
};

/**
 * Request bodies as a browser sends them.
 * @param lastDay the last day with usage, such as 2026-11-22
 */
export function bodies(lastDay) {
  const use = (from, resolution, comparePreviousYear) => ({
    from,
    to: lastDay,
    resolution,
    direction: 'CONSUMPTION',
    comparePreviousYear,
  });
  const month = use(`${lastDay.slice(0, 7)}-01`, 'MONTH', true);
  return {
    Home: body('Home', { month }),
    // The eleven full months before the current one.
    Months: body('Months', { input: use(`${shifted(lastDay, -334).slice(0, 7)}-01`, 'MONTH', true) }),
    Days: body('Days', { input: use(shifted(lastDay, -364), 'DAY', false) }),
  };
}

function body(operationName, variables) {
  return JSON.stringify({ operationName, variables, query: TEXTS[operationName] });
}

/** Adds this many days to a calendar day. */
export function shifted(day, days) {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
