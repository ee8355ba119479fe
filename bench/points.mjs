// `npm run bench -- points [--points 300] [--rounds 200] [--engines sqlite,mysql]`: the first page of the list of
// consumption points, for a customer with many and one with three. Exit code 1 where many take longer than allowed.
import { parseArgs } from 'node:util';
import { compareSizes } from './few-and-many.mjs';
import { world } from './points/world.mjs';

const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '200' },
    engines: { type: 'string', default: 'sqlite,mysql' },
  },
});
// The operation of the profile slice.
const LIST = `query PointList($search: String, $first: Int!, $after: String) { customer { id
  consumptionPointList(search: $search, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { id ppe label ownLabel address { line1 line2 country } meterNumber tariff contractFrom contractTo
      producer } } } } }`;

await compareSizes({
  name: 'points',
  sizes: [3, Number(options.points)],
  world,
  cases: {
    'first page': { query: LIST, variables: { first: 20 }, most: 1.3 },
    'search, one fits': { query: LIST, variables: { first: 20, search: 'lipowa 2/' }, most: 3 },
  },
  engines: options.engines.split(','),
  rounds: Number(options.rounds),
});
