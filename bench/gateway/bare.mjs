// The lower bound: node:http and mysql2 with the same statements and the same JSON. `bare.mjs INPUT` prints its port.
import { createServer } from 'node:http';
import { balanceOf, invoicesOf, messagesOf, pointsOf } from './shapes.mjs';
import { ask, openPool, visitor } from './statements.mjs';
import { usageOf } from './usage.mjs';

const { url, plans, today } = JSON.parse(process.argv[2]);
const pool = openPool(url);

const answers = {
  async Home(plan, who, { month }) {
    const [invoices, points, messages, use] = await Promise.all(
      ['invoices', 'points', 'messages', 'use'].map((name) => ask(pool, plan[name], who)),
    );
    const { id, number, name } = who.customer;
    const { unread, connection } = messagesOf(messages, 3);
    const { totalKwh, previousTotalKwh, changePercent } = usageOf(use, month);
    const customer = {
      id,
      number,
      name,
      balance: balanceOf(who.customer),
      invoices: invoicesOf(invoices, today, 5),
      consumptionPoints: pointsOf(points),
      unreadMessages: unread,
      messages: connection,
      usage: { totalKwh, previousTotalKwh, changePercent },
    };
    return { session: { role: who.role, customer } };
  },
  Months: use,
  Days: use,
};

async function use(plan, who, { input }) {
  return { customer: { id: who.customerId, usage: usageOf(await ask(pool, plan.use, who), input) } };
}

async function answer(request, body) {
  const { operationName, variables } = JSON.parse(body);
  const plan = plans[operationName];
  const who = await visitor(pool, plan.session, request.headers.cookie);
  if (!who) return { errors: [{ message: 'Sign in first.' }] };
  return { data: await answers[operationName](plan, who, variables) };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const text = JSON.stringify(await answer(request, Buffer.concat(chunks).toString()));
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(text);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
