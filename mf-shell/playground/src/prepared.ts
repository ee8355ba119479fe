// Prepared operations for newcomers. They use the session's customer, so they contain no one's data.
import balance from './operations/balance.graphql?raw';
import documents from './operations/documents.graphql?raw';
import messages from './operations/messages.graphql?raw';
import session from './operations/session.graphql?raw';
import use from './operations/use.graphql?raw';

/** A tab in GraphiQL's format. Variables may contain comments. */
export interface PreparedTab {
  name: string;
  query: string;
  variables: string;
}

/** All prepared tabs; those with dates ask for the period before `now`. */
export function preparedTabs(now: Date): PreparedTab[] {
  const today = warsawDay(now);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const lastMonth = warsawDay(new Date(now.getTime() - 30 * 86_400_000));
  return [
    { name: 'Session', query: session, variables: '' },
    { name: 'Balance', query: balance, variables: BALANCE },
    { name: 'Documents', query: documents, variables: DOCUMENTS },
    {
      name: 'Use',
      query: use,
      variables: `{
  // from and to are both included
  "months": {
    "from": "${year - 1}-${String(month).padStart(2, '0')}-01",
    "to": "${today}",
    "resolution": "MONTH",
    "comparePreviousYear": true,
    // or PRODUCTION: fed into the grid
    "direction": "CONSUMPTION"
  },
  // a day from usageFrom to usageTo
  "day": {
    "from": "${lastMonth}",
    "to": "${lastMonth}",
    "resolution": "HOUR",
    "comparePreviousYear": false,
    "direction": "CONSUMPTION"
  }
}`,
    },
    { name: 'Messages', query: messages, variables: MESSAGES },
  ];
}

const BALANCE = `{
  // null: the customer chosen in the portal
  "customer": null
}`;

const DOCUMENTS = `{
  "first": 5,
  // the endCursor of the page before
  "after": null,
  // other ways: NEWEST, DUE_DATE, AMOUNT
  "orderBy": "OPEN_FIRST",
  // all that is given must fit; {} is everything
  "filter": { "status": ["OVERDUE", "DUE", "PAID"] }
}`;

const MESSAGES = `{
  "first": 10,
  "filter": { "unreadOnly": false },
  // for MarkRead: ids from Messages, up to 100
  "ids": []
}`;

/** Days of the API are Polish days, wherever the developer is. */
function warsawDay(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(at);
}
