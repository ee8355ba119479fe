import { hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../database/columns';
import { World } from '../../testing/slices';
import { ENGINES } from '../../testing/database';
import { PRODUCTION } from '../../testing/api';
import { customerRow } from '../../testing/world';

jest.setTimeout(60_000);

const NAME = 'query Name { service { name } }';
const LOOK = 'query Look { session { role } }';
const OTHER = 'query Other { service { dataAsOf } }';
/** Sends an operation as a slice does. */
function asker(world: World) {
  return async (payload: object, headers: Record<string, string> = {}) => {
    const answer = await world.api.app.inject({ method: 'POST', url: '/graphql', payload, headers });
    const { data, errors } = JSON.parse(answer.body) as { data?: any; errors?: any[] };
    return { status: answer.statusCode, data, code: errors?.[0].extensions.code as string | undefined };
  };
}

function byHash(text: string, more: object = {}): object {
  return { extensions: { persistedQuery: { version: 1, sha256Hash: hash('sha256', text) } }, ...more };
}

describe.each(ENGINES)('operations in production on %s', (engine) => {
  const world = World.on(engine, { ...PRODUCTION, PUBLIC_URL: 'http://ebok.example' });
  const ask = asker(world);
  beforeEach(() => world.finance.publish('1.0.0', { operations: [NAME] }));

  it('run by hash as soon as a version that has them is published', async () => {
    expect((await ask(byHash(NAME))).data.service.name).toBeTruthy();
    expect(await ask(byHash(LOOK))).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    await world.usage.publish('1.0.0', { operations: [OTHER] });
    expect((await ask(byHash(OTHER))).data.service).toBeTruthy();
  });

  it('run by their text too, to the letter, and nothing else does', async () => {
    expect((await ask({ query: NAME })).data.service.name).toBeTruthy();
    expect(await ask({ query: `${NAME} ` })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    expect(await ask({ query: '{ __schema { types { name } } }' })).toMatchObject({ status: 400 });
    // Not even read: whatever it would say of the schema is not said.
    expect(await ask({ query: '{ servic' })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it.each([
    ['another operation’s text', { ...byHash(NAME), query: OTHER }],
    ['the same text but for a space', { ...byHash(NAME), query: `${NAME} ` }],
    ['no hash but something', { extensions: { persistedQuery: { sha256Hash: "' OR 1=1" } } }],
    ['a list', { extensions: { persistedQuery: { sha256Hash: [hash('sha256', NAME), 'x'] } } }],
  ])('are refused by a hash with %s', async (_what, payload) => {
    expect(await ask(payload)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it('are not all a developer or a program with a token may run', async () => {
    const tokens = world.api.services.slices.tokens;
    const token = await tokens.create({ name: 'monitoring', scope: 'API', slice: null });
    const authorization = `Bearer ${token}`;
    expect((await ask({ query: OTHER }, { authorization })).data.service).toBeTruthy();
    expect(await ask({ query: OTHER }, { authorization: `Bearer ${world.finance.token}` })).toMatchObject({
      status: 400,
    });
    await tokens.revoke('monitoring');
    expect((await ask({ query: OTHER }, { authorization })).status).toBe(400);

    const cookie = await signedIn(world);
    expect((await ask({ query: OTHER }, { cookie })).status).toBe(400);
    await world.api.database.transaction((manager) => manager.query('UPDATE users SET developer = 1'));
    expect((await ask({ query: OTHER }, { cookie })).data.service).toBeTruthy();
  });

  it('of a token for a desk open nothing here', async () => {
    const token = await world.api.services.slices.tokens.create({
      name: 'development',
      scope: 'DEVELOPMENT',
      slice: null,
    });
    const said = await world.api.app.inject({
      url: '/slices/finance',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(said.statusCode).toBe(401);
  });

  it('find no token for a desk lying there', async () => {
    const file = path.join(world.api.config.filesDir, 'team-token');
    await world.api.services.slices.tokens.keepDevelopmentToken(file);
    expect(existsSync(file)).toBe(false);
  });
});

describe.each(ENGINES)('while developing on %s', (engine) => {
  const world = World.on(engine);

  it('a token for every slice lies there, for this user alone, and stays the same', async () => {
    const file = path.join(world.api.config.filesDir, 'team-token');
    const keep = async () => {
      await world.api.services.slices.tokens.keepDevelopmentToken(file);
      return readFileSync(file, 'utf8').trim();
    };
    const token = await keep();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const ask = (authorization: string) =>
      world.api.app.inject({ url: '/slices/finance', headers: { authorization } });
    expect((await ask(`Bearer ${token}`)).statusCode).toBe(200);
    expect((await ask(`Bearer ${'x'.repeat(43)}`)).statusCode).toBe(401);
    expect(await keep()).toBe(token);
  });

  it('operations run that nobody registered', async () => {
    expect((await world.api.gql(OTHER)).data.service).toBeTruthy();
  });
});

describe.each(ENGINES)('uses on %s', (engine) => {
  const world = World.on(engine);
  const ask = asker(world);
  const as = (caller: string) => ({ 'x-ebok-slice': caller });
  const counted = async (table: string, what: string) => {
    await world.api.services.slices.uses.flush();
    const rows = await world.api.database.query(
      `SELECT slice, version, ${what} AS what, SUM(calls) AS calls FROM ${table} GROUP BY slice, version, ${what} ORDER BY slice, version, ${what}`,
    );
    return rows.map((row) =>
      [row.slice, row.version, row.what, Number(row.calls)].join(' ').replaceAll('  ', ' '),
    );
  };

  beforeEach(async () => {
    for (const version of ['1.0.0', '1.1.0'])
      await world.finance.publish(version, { operations: [NAME, LOOK] });
  });

  it('are counted by field, slice and version, and by operation', async () => {
    for (let times = 0; times < 3; times++) await ask(byHash(NAME), as('finance@1.0.0'));
    await ask(byHash(NAME), as('finance@1.1.0'));
    await ask(byHash(LOOK), as('finance@1.1.0'));
    expect(await counted('field_uses', 'field')).toEqual([
      'finance 1.0.0 Query.service 3',
      'finance 1.0.0 Service.name 3',
      'finance 1.1.0 Query.service 1',
      'finance 1.1.0 Query.session 1',
      'finance 1.1.0 Service.name 1',
      'finance 1.1.0 Session.role 1',
    ]);
    await ask(byHash(NAME), as('finance@1.0.0'));
    expect(await counted('operation_uses', 'hash')).toContain(`finance 1.0.0 ${hash('sha256', NAME)} 4`);
  });

  it('stand in rows of their hours', async () => {
    await ask(byHash(NAME), as('finance@1.0.0'));
    world.now += 3_600_000;
    await ask(byHash(NAME), as('finance@1.0.0'));
    await world.api.services.slices.uses.flush();
    const rows = await world.api.database.query("SELECT calls FROM field_uses WHERE field = 'Service.name'");
    expect(rows.map(({ calls }) => Number(calls))).toEqual([1, 1]);
  });

  it.each(['finance@9.9.9', 'usage@1.0.0', "finance@1.0.0'; --", 'x'.repeat(200), 'shell'])(
    'are nobody’s where the caller says what isn’t so: %s',
    async (caller) => {
      await ask(byHash(NAME), as(caller));
      expect(await counted('field_uses', 'field')).toEqual([
        'unknown Query.service 1',
        'unknown Service.name 1',
      ]);
    },
  );

  it('of a program are its own, and what is refused is not counted', async () => {
    const token = await world.api.services.slices.tokens.create({
      name: 'raporty',
      scope: 'API',
      slice: null,
    });
    await ask({ query: NAME }, { authorization: `Bearer ${token}` });
    await ask({ query: '{ customer { id } }' });
    expect(await counted('field_uses', 'field')).toEqual([
      'api:raporty Query.service 1',
      'api:raporty Service.name 1',
    ]);
  });

  it('of a thousand calls, fifty at once, are all there', async () => {
    // Under load the gate may reject some: they did not run, and are sent again.
    const answered = async () => {
      while (!(await ask(byHash(NAME), as('finance@1.0.0'))).data) await pause(100);
    };
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, answered));
    expect(await counted('operation_uses', 'hash')).toEqual([`finance 1.0.0 ${hash('sha256', NAME)} 1000`]);
  });

  it('wait while the database is away, and are written when it is back', async () => {
    await ask(byHash(NAME), as('finance@1.0.0'));
    const { transaction } = world.api.database;
    world.api.database.transaction = () => Promise.reject(new Error('away'));
    await world.api.services.slices.uses.flush();
    world.api.database.transaction = transaction;
    await ask(byHash(NAME), as('finance@1.0.0'));
    expect(await counted('operation_uses', 'hash')).toEqual([`finance 1.0.0 ${hash('sha256', NAME)} 2`]);
  });
});

async function signedIn(world: World): Promise<string> {
  await world.api.database.transaction(async (manager) => {
    for (const table of ['accesses', 'sessions', 'users', 'customers'])
      await manager.query(`DELETE FROM ${table}`);
  });
  await world.api.insert('customers', [customerRow('1')]);
  return world.api.signedIn(keyOf('1'));
}
