// Records the statements that the gateway runs for each operation, so that its peers run the same ones: `record.mjs
// INPUT` prints JSON.
import { createRequire } from 'node:module';
import path from 'node:path';
import { openDatabase, partOf } from '../parts.mjs';

const { root, person, bodies } = JSON.parse(process.argv[2]);
const require = createRequire(path.join(root, 'package.json'));
const part = (...places) => partOf(path.join(root, 'gateway/dist'), ...places);

/** The purpose of a statement, recognised by its text. */
const PURPOSES = {
  session: /FROM sessions s/,
  invoices: /FROM invoices i WHERE/,
  points: /^SELECT \* FROM consumption_points/,
  messages: /JOIN messages m /,
  use: /FROM usage_customer_months/,
};

require('reflect-metadata');
const config = part('config').readConfig();
const database = await openDatabase(path.join(root, 'gateway/dist'), config.databaseUrl);
const log = require('pino')({ level: 'silent' });
const services = part('app/services', 'services').createServices({ config, database, log });
const schema = await part('app/schema', 'schema').buildGraphqlSchema(services);
const app = await part('app/server', 'server').buildServer({ config, services, schema, log });
const cookie = `${part('auth/session/cookies', 'app/create-context', 'graphql/context').sessionCookie(config)}=${person.token}`;
const [{ customerId }] = await database.query('SELECT customerId FROM sessions WHERE id = ?', [
  person.sessionId,
]);

let statements;
const read = database.dialect.read.bind(database.dialect);
database.dialect.read = (sql, parameters) => {
  statements.push({ sql, parameters });
  return read(sql, parameters);
};
const plans = {};
for (const [name, payload] of Object.entries(bodies)) {
  const headers = { cookie, 'content-type': 'application/json' };
  // The gateway knows what an operation needs only after its first request, so the second one is recorded.
  for (let time = 1; time <= 2; time++) {
    statements = [];
    const answer = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
    if (answer.json().errors) throw new Error(`${name}: ${answer.body}`);
  }
  plans[name] = Object.fromEntries(statements.map((statement) => [purposeOf(statement), planOf(statement)]));
  if (Object.keys(plans[name]).length < statements.length)
    throw new Error(`${name}: one statement runs twice`);
}
await app.close();
await database.close();
console.log(JSON.stringify(plans));

function purposeOf({ sql }) {
  const found = Object.entries(PURPOSES).find(([, says]) => says.test(sql));
  if (!found) throw new Error(`A statement the benchmark's peers do not know:\n${sql}`);
  return found[0];
}

/** The parameters that differ between visitors. */
function planOf({ sql, parameters }) {
  const visitor = new Map([
    [person.sessionId, 'sessionId'],
    [person.userId, 'userId'],
    [customerId, 'customerId'],
  ]);
  return {
    sql,
    parameters: parameters.map((value) =>
      visitor.has(value) ? { of: visitor.get(value) } : { value: String(value) },
    ),
  };
}
