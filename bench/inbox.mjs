// `npm run bench -- inbox [--messages 10000] [--rounds 200] [--engines sqlite,mysql]`: the first page of the message
// list and searches in it, for a customer with many messages and one with ten. Exit code 1 where many take longer than
// allowed.
import { parseArgs } from 'node:util';
import { compareSizes } from './few-and-many.mjs';
import { world } from './inbox/world.mjs';

const { values: options } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '200' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
// The operation of the inbox slice.
const LIST = `query Messages($filter: MessageFilter, $first: Int!, $after: String) { customer { id
  messages(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { id kind subject language sentAt readAt } } } } }`;
const list = (filter, most) => ({ query: LIST, variables: { filter, first: 20 }, most });

await compareSizes({
  name: 'inbox',
  sizes: [10, Number(options.messages)],
  world,
  cases: {
    'first page': list({}, 1.3),
    'search, 1 % fits': list({ search: 'przerwa' }, 3),
    'search, nothing fits': list({ search: 'nie ma takiej' }, 3),
  },
  engines: options.engines.split(','),
  rounds: Number(options.rounds),
});
