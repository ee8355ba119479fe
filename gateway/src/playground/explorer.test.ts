import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../config';
import { keyOf } from '../database/columns';
import { World } from '../../testing/slices';
import { ENGINES } from '../../testing/database';
import { PRODUCTION } from '../../testing/api';
import { customerRow } from '../../testing/world';

jest.setTimeout(60_000);

const BALANCE = 'query Balance { customer { balance { amount } } }';
const NAMES = 'query Names { customer { name } service { name } }';
const GETS = ['versions', 'deprecations', 'users?of=Customer.balance', 'schema.graphql'];

describe.each(ENGINES)('what the playground is told on %s', (engine) => {
  const world = World.on(engine);
  beforeEach(async () => {
    const { finance, api } = world;
    await finance.publish('1.0.0', { operations: [BALANCE] });
    await finance.promote('1.0.0');
    await finance.publish('1.1.0', { operations: [BALANCE, NAMES] });
    await finance.canary(10, '1.1.0');
    const { uses } = api.services.slices;
    const fields = ['Query.customer', 'Customer.balance', 'Balance.amount'];
    const count = (slice: string, version: string, times: number) => {
      for (let time = 0; time < times; time++) uses.operation({ slice, version }, hashOf(BALANCE), fields);
    };
    count('finance', '1.0.0', 3);
    count('finance', '1.1.0', 1);
    count('finance', '0.9.0', 2);
    count('api:raporty', '', 4);
    await uses.flush();
  });

  const get = async (path: string) => {
    const answer = await world.api.app.inject({ url: `/playground/${path}` });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };
  const asked = async (query: unknown) => {
    const answer = await world.api.app.inject({
      method: 'POST',
      url: '/playground/operation',
      payload: { query },
    });
    return { status: answer.statusCode, facts: answer.json() };
  };

  it('lists live versions with their operations, laid out to be read', async () => {
    const { status, headers, body } = await get('versions');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const laidOut = 'query Balance {\n  customer {\n    balance {\n      amount\n    }\n  }\n}';
    expect(JSON.parse(body)).toEqual([
      {
        slice: 'finance',
        version: '1.0.0',
        channels: ['stable'],
        operations: [{ name: 'Balance', text: laidOut, calls: 3 }],
      },
      {
        slice: 'finance',
        version: '1.1.0',
        channels: ['canary'],
        operations: [
          { name: 'Balance', text: laidOut, calls: 1 },
          { name: 'Names', text: expect.stringContaining('service'), calls: 0 },
        ],
      },
    ]);
  });

  it('says who uses a field: live versions, earlier ones that are still open somewhere, programs', async () => {
    const users = JSON.parse((await get('users?of=Customer.balance')).body);
    expect(users.map((one: any) => [one.slice, one.version, one.channels, one.calls])).toEqual([
      ['finance', '1.0.0', ['stable'], 3],
      ['finance', '1.1.0', ['canary'], 1],
      ['api:raporty', '', [], 4],
      ['finance', '0.9.0', [], 2],
    ]);
    expect(users[0].operations).toEqual([{ name: 'Balance', hash: hashOf(BALANCE), calls: 3 }]);
    expect(JSON.parse((await get('users?of=Customer.messages')).body)).toEqual([]);
    const unknown = await get('users?of=Customer.nothing');
    expect([unknown.status, unknown.body]).toEqual([400, '{"error":"The schema has no Customer.nothing."}']);
    expect((await get('users')).status).toBe(400);
  });

  it('tells what an operation costs, who has it, and who uses its fields', async () => {
    const { facts } = await asked(BALANCE.replace('{ amount', '{\n  # to pay\n amount'));
    expect(facts).toMatchObject({
      faults: [],
      limits: { depth: 12, aliases: 15, tokens: 1000, objects: 50_000, bodyBytes: 100_000 },
      tokens: 11,
      aliases: 0,
      costs: [{ name: 'Balance', depth: 3, objects: 2 }],
      isKnown: false,
      deprecated: [],
    });
    expect(facts.registered).toEqual([
      expect.objectContaining({ slice: 'finance', version: '1.0.0', channels: ['stable'], calls: 3 }),
      expect.objectContaining({ slice: 'finance', version: '1.1.0', channels: ['canary'], calls: 1 }),
    ]);
    expect(facts.fields.map(({ field }: any) => field)).toEqual([
      'Query.customer',
      'Customer.balance',
      'Balance.amount',
    ]);
    expect(facts.fields[0].users[0]).toEqual({
      slice: 'finance',
      version: '1.0.0',
      channels: ['stable'],
      calls: 3,
    });
    expect((await asked(BALANCE)).facts.isKnown).toBe(true);
  });

  it('refuses and measures exactly as /graphql does', async () => {
    const deep = (levels: number) =>
      `{ customer { invoices { edges { node ${'{ corrects '.repeat(levels)}{ id } ${'}'.repeat(levels)} } } } }`;
    const wide = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `a${at}: service { name }`).join(' ')} }`;
    const customers =
      '{ customer { invoices(first: 100) { edges { node { lines { name } messages: corrects { number lines { name } } } } } } }';
    for (const query of [
      deep(7),
      deep(8),
      wide(15),
      wide(16),
      customers,
      '{ nothing }',
      'query {',
      '',
      `{ ${'__typename '.repeat(998)} }`,
      `{ ${'__typename '.repeat(999)} }`,
      'fragment A on Query { ...B } fragment B on Query { ...A } { ...A }',
    ]) {
      const door = await world.api.gql(query);
      const { status, facts } = await asked(query);
      const refused = door.errors
        .filter(({ extensions: { code } }) => code !== 'UNAUTHENTICATED')
        .map(({ message }) => message.replace(/^Syntax Error: /, ''));
      if (query !== '')
        expect([query, facts.faults.map((fault: string) => fault.replace(/^Syntax Error: /, ''))]).toEqual([
          query,
          refused,
        ]);
      expect(status).toBe(200);
    }
    expect((await asked(wide(16))).facts).toMatchObject({ aliases: 16, faults: ['At most 15 aliases.'] });
    expect((await asked(deep(8))).facts.costs[0].depth).toBe(13);
  });

  it('takes no more than an operation may have, and nothing that is none', async () => {
    expect((await asked('x'.repeat(100_001))).status).toBe(413);
    for (const query of [undefined, 1, null, ['{ a }']]) expect((await asked(query)).status).toBe(400);
  });

  it('hands the schema out as a file with its day in its name', async () => {
    const { headers, body } = await get('schema.graphql');
    expect(headers['content-disposition']).toBe('attachment; filename="schema-2026-11-23.graphql"');
    const written = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');
    expect(body).toBe(written);
    expect(body).toBe(`${printSchema(lexicographicSortSchema(buildSchema(body)))}\n`);
  });

  it('says what is deprecated: nothing now', async () => {
    expect((await get('deprecations')).body).toBe('[]');
  });
});

describe.each(ENGINES)('what the playground is told in production on %s', (engine) => {
  const world = World.on(engine, PRODUCTION);

  it('answers developers; for customers and strangers there is nothing there, whatever they send', async () => {
    const { app, database } = world.api;
    await database.transaction((manager) => manager.query('DELETE FROM customers'));
    await world.api.insert('customers', [customerRow('A')]);
    const signIn = async () => (await world.api.signedIn(keyOf('A'))).replace('ebok=', '__Host-ebok=');
    const developer = await signIn();
    await database.transaction((manager) => manager.query('UPDATE users SET developer = 1'));
    const customer = await signIn();
    const ask = async (url: string, cookie: string, more: object = {}) => {
      const visitor = `__Host-ebok-visitor=${'v'.repeat(22)}`;
      const { statusCode, headers, body } = await app.inject({
        url,
        ...more,
        headers: { accept: '*/*', cookie: `${visitor}; ${cookie}`, 'content-type': 'application/json' },
      });
      return { statusCode, body, headers: { ...headers, date: undefined } };
    };
    for (const path of GETS) {
      expect((await ask(`/playground/${path}`, developer)).statusCode).toBe(200);
      for (const cookie of ['', customer, developer.replace('__Host-', '')])
        for (const method of ['GET', 'HEAD'])
          expect(await ask(`/playground/${path}`, cookie, { method })).toEqual(
            await ask('/playground/nie-ma', cookie, { method }),
          );
    }
    const post = { method: 'POST', payload: JSON.stringify({ query: BALANCE }) };
    expect((await ask('/playground/operation', developer, post)).statusCode).toBe(200);
    for (const cookie of ['', customer])
      for (const payload of [post.payload, '{ "query":', '', `"${'x'.repeat(100_001)}"`])
        expect(await ask('/playground/operation', cookie, { method: 'POST', payload })).toEqual(
          await ask('/playground/nie-ma', cookie, { method: 'POST', payload }),
        );
  });

  it('keeps no session alive', async () => {
    const { app, database } = world.api;
    const seen = () => database.query('SELECT id, lastSeenAt FROM sessions ORDER BY id');
    const cookie = (await world.api.signedIn(keyOf('A'))).replace('ebok=', '__Host-ebok=');
    await database.transaction((manager) => manager.query('UPDATE users SET developer = 1'));
    world.now += 120_000;
    const before = await seen();
    expect((await app.inject({ url: '/playground/versions', headers: { cookie } })).statusCode).toBe(200);
    expect(await seen()).toEqual(before);
  });
});

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
