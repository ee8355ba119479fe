// The fastest GraphQL server for Node we know of: mercurius with its compiler, the gateway's schema, the same
// statements. `mercurius.mjs INPUT` prints its port.
import Fastify from 'fastify';
import { readFileSync } from 'node:fs';
import mercurius from 'mercurius';
import { balanceOf, invoicesOf, messagesOf, pointsOf } from '../gateway/shapes.mjs';
import { ask, openPool, visitor } from '../gateway/statements.mjs';
import { usageOf } from '../gateway/usage.mjs';

const { url, plans, today, schema } = JSON.parse(process.argv[2]);
const pool = openPool(url);
const plan = Object.assign({}, ...Object.values(plans));
/** Each operation has its own session statement, and its own dates in the usage statement. */
const planOf = (request) => plans[request.body.operationName];

/** One statement returns the page and the unread count. */
const messages = (context) =>
  (context.messages ??= ask(pool, plan.messages, context.who).then((rows) => messagesOf(rows, 3)));

const resolvers = {
  Query: {
    session: (_root, _args, { who }) => who,
    customer: (_root, _args, { who }) => who.customer,
  },
  Customer: {
    balance: (customer) => balanceOf(customer),
    invoices: async (_customer, { first }, { who }) =>
      invoicesOf(await ask(pool, plan.invoices, who), today, first),
    consumptionPoints: async (_customer, _args, { who }) => pointsOf(await ask(pool, plan.points, who)),
    unreadMessages: async (_customer, _args, context) => (await messages(context)).unread,
    messages: async (_customer, _args, context) => (await messages(context)).connection,
    usage: async (_customer, { input }, context) =>
      usageOf(await ask(pool, planOf(context.reply.request).use, context.who), input),
  },
};

const app = Fastify({ logger: false });
await app.register(mercurius, {
  schema: readFileSync(schema, 'utf8'),
  resolvers,
  jit: 1,
  context: async (request) => ({
    who: await visitor(pool, planOf(request).session, request.headers.cookie),
  }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
