import { buildSchema } from 'graphql';
import { hash } from 'node:crypto';
import { sqlInstant } from '../../database/columns';
import { buildGraphqlSchema, schemaText } from '../../app/schema';
import type { Services } from '../../app/services';
import { Manifest } from '../../slices/registry/manifest';
import { askAs, upload, World } from '../../../testing/slices';
import { ENGINES } from '../../../testing/database';
import type { LiveContract } from './live.service';
import { checkSchema } from './schema-check';
import { runSchemaCheck } from '../../commands/schema-check.command';

jest.setTimeout(60_000);

const SERVED = `
  type Query { inbox(first: Int): Inbox! things: [Thing!]! }
  type Mutation { send(input: SendInput!): Boolean! }
  type Inbox { unread: Int! subject: String! unused: String size: Int! }
  interface Thing { id: ID! label: String! }
  type Lamp implements Thing { id: ID! label: String! watts: Int! }
  input SendInput { text: String! kind: Kind }
  enum Kind { ONE TWO }`;

const operation = (text: string, name = 'Unread', more: object = {}) => ({
  slice: 'inbox',
  version: '1.2.0',
  channels: ['stable'],
  name,
  hash: hash('sha256', text),
  text,
  calls: 41,
  ...more,
});

const live = (text: string, fields: LiveContract['fields'] = []): LiveContract => ({
  schema: SERVED,
  operations: [operation(text)],
  fields,
});

const changed = (from: string, to: string) => {
  if (!SERVED.includes(from)) throw new Error(`The schema has no ${from}`);
  return buildSchema(SERVED.replace(from, to));
};
const INBOX = 'inbox 1.2.0 (stable): Unread, 41 calls in the last 7 days';

describe('a changed schema', () => {
  it.each([
    ['a field that is asked for is removed', 'query Unread { inbox { unread } }', 'unread: Int! ', ''],
    ['it may be null now', 'query Unread { inbox { unread } }', 'unread: Int!', 'unread: Int'],
    ['its type changes', 'query Unread { inbox { unread } }', 'unread: Int!', 'unread: String!'],
    ['an argument is removed', 'query Unread { inbox(first: 1) { unread } }', '(first: Int)', ''],
    ['an argument is required now', 'query Unread { inbox { unread } }', '(first: Int)', '(first: Int!)'],
    [
      'an input in a variable needs more',
      'mutation Unread($i: SendInput!) { send(input: $i) }',
      'text: String!',
      'text: String! to: ID!',
    ],
    [
      'a value that may be sent is gone',
      'mutation Unread($i: SendInput!) { send(input: $i) }',
      'ONE TWO',
      'ONE',
    ],
    [
      'a type loses the interface it is asked through',
      'query Unread { things { ... on Lamp { watts } } }',
      'implements Thing',
      '',
    ],
    [
      'a field of the interface is gone',
      'query Unread { things { label } }',
      'interface Thing { id: ID! label: String! }',
      'interface Thing { id: ID! }',
    ],
    [
      'it is asked for in a fragment',
      'query Unread { inbox { ...F } } fragment F on Inbox { subject }',
      'subject: String! ',
      '',
    ],
  ])('breaks a live operation where %s, and says whose', async (_what, text, from, to) => {
    const { breaking } = await checkSchema(live(text), changed(from, to));
    expect(breaking.flatMap(({ users }) => users)).toContain(INBOX);
  });

  it.each([
    ['a field nobody live asks for is removed', 'unused: String ', ''],
    ['another field is', 'size: Int!', ''],
    ['a field is added', 'unread: Int!', 'unread: Int! more: Int'],
    ['an argument it does not give is removed', '(first: Int)', ''],
    ['something is described', 'type Inbox', '"Messages." type Inbox'],
  ])('breaks nobody where %s', async (_what, from, to) => {
    const report = await checkSchema(live('query Unread { inbox { unread } }'), changed(from, to));
    expect([report.breaking, report.faults]).toEqual([[], []]);
  });

  it('says that a removal is fine where nobody live uses the field', async () => {
    const { unused } = await checkSchema(
      live('query Unread { inbox { unread } }'),
      changed('unused: String ', ''),
    );
    expect(unused).toEqual([expect.stringContaining("'unused' was removed")]);
  });

  it('breaks a program that asked for the field this week, though it registered nothing', async () => {
    const used = { field: 'Inbox.size', slice: 'api:raporty', version: '', calls: 7 };
    const other = { field: 'Inbox.size', slice: 'developer', version: '', calls: 9 };
    const { breaking } = await checkSchema(
      live('query Unread { inbox { unread } }', [used, other]),
      changed('size: Int!', ''),
    );
    expect(breaking[0]!.users).toEqual(['program raporty: Inbox.size, 7 calls in the last 7 days']);
  });

  it('wants a date at everything deprecated, and names who still uses it', async () => {
    const ask = (reason: string) =>
      checkSchema(
        live('query Unread { inbox { unread } }'),
        changed('unread: Int!', `unread: Int! @deprecated(reason: "${reason}")`),
      );
    expect((await ask('use size')).faults).toEqual([
      expect.stringContaining('Inbox.unread is deprecated without a date'),
    ]);
    expect((await ask('use size, until 2027-13-01')).faults).toHaveLength(1);
    const dated = await ask('use size, until 2027-03-01');
    expect(dated.faults).toEqual([]);
    expect(dated.deprecated).toEqual([`Inbox.unread until 2027-03-01: ${INBOX}`]);
  });

  const SEND = 'mutation Unread($i: SendInput!) { send(input: $i) }';
  const ASKED = 'query Unread { inbox(first: 1) { unread } }';
  const GO = ' @deprecated(reason: "until 2027-03-01")';
  it.each([
    ['an argument that is given', ASKED, 'first: Int', 'Query.inbox.first', true],
    [
      'an argument that is not',
      'query Unread { inbox { unread } }',
      'first: Int',
      'Query.inbox.first',
      false,
    ],
    ['a field of an input that is sent', SEND, 'kind: Kind', 'SendInput.kind', true],
    ['a value that may be sent', SEND, 'TWO', 'Kind.TWO', true],
    ['a value of something not asked for', ASKED, 'TWO', 'Kind.TWO', false],
  ])('names who uses %s when it is deprecated', async (_what, text, what, place, isUsed) => {
    const { deprecated, faults } = await checkSchema(live(text), changed(what, what + GO));
    expect(deprecated).toEqual([
      `${place} until 2027-03-01: ${isUsed ? INBOX : 'nobody uses it, it may go'}`,
    ]);
    expect(faults).toEqual([]);
    const { faults: undated } = await checkSchema(live(text), changed(what, `${what} @deprecated`));
    expect(undated).toEqual([expect.stringContaining(`${place} is deprecated without a date`)]);
  });

  it('names programs too, which may give whatever a field they ask for takes', async () => {
    const used = { field: 'Mutation.send', slice: 'api:raporty', version: '', calls: 7 };
    const report = await checkSchema(live(ASKED, [used]), changed('TWO', `TWO${GO}`));
    expect(report.deprecated).toEqual([
      'Kind.TWO until 2027-03-01: program raporty: Mutation.send, 7 calls in the last 7 days',
    ]);
  });
});

describe.each(ENGINES)('npm run schema:check on %s', (engine) => {
  const world = World.on(engine);
  const before = { ...process.env };
  let said: string;
  let working: string;

  beforeAll(async () => (working = schemaText(await buildGraphqlSchema({} as Services))));
  beforeEach(() => {
    said = '';
    process.env.DATABASE_URL = world.url;
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.env = { ...before };
  });

  /** The portal served this field until now, and a live version asks for it. */
  const motto = async (asks: boolean) => {
    world.now += 1000;
    await world.api.services.live.serve(
      working.replace('type Service {', 'type Service {\n  motto: String!'),
    );
    const text = asks ? 'query Motto { service { motto } }' : 'query Name { service { name } }';
    const { manifest, slice, operations, files } = upload('inbox', '1.2.0', { operations: [text] });
    const contents = Object.entries(files).map(
      ([file, base64]) => [file, { plain: Buffer.from(base64, 'base64') }] as const,
    );
    const { registry, channels, uses } = world.api.services.slices;
    const built = {
      manifest: Manifest.parse(manifest),
      description: slice,
      operations,
      files: new Map(contents),
    };
    await registry.publish(built, 'test');
    await channels.move({
      slice: 'inbox',
      channel: 'stable',
      version: '1.2.0',
      percentage: 100,
      kind: 'PROMOTE',
      by: 'test',
    });
    world.now = Date.now();
    for (let times = 0; times < 3; times++)
      uses.operation({ slice: 'inbox', version: '1.2.0' }, hash('sha256', text), []);
    await uses.flush();
  };

  it('fails where a removed field is used by a live inbox, with slice, version, operation and calls', async () => {
    await motto(true);
    expect(await runSchemaCheck([])).toBe(1);
    expect(said).toContain("'motto' was removed");
    expect(said).toContain('inbox 1.2.0 (stable): Motto, 3 calls in the last 7 days');
  });

  it.each([
    ['fails while', 6, 1, 'inbox 1.2.0 (open tabs): Motto, 3 calls in the last 7 days'],
    ['passes a week after', 8, 0, 'Fine, nobody live uses it'],
  ])('%s tabs of a version no channel points at any more ask for it', async (_what, days, code, sentence) => {
    await motto(true);
    await world.api.database.transaction((manager) =>
      manager.query("UPDATE slice_channels SET version = NULL WHERE slice = 'inbox'"),
    );
    const hour = sqlInstant(new Date(Date.now() - days * 86_400_000));
    await world.api.database.transaction((manager) =>
      manager.query('UPDATE operation_uses SET hour = ?', [hour]),
    );
    expect(await runSchemaCheck([])).toBe(code);
    expect(said).toContain(sentence);
  });

  it('passes where no live version uses it', async () => {
    await motto(false);
    expect(await runSchemaCheck([])).toBe(0);
    expect(said).toContain('Fine, nobody live uses it');
  });

  it('passes where nothing changed, and takes no harm from a database no portal has run on', async () => {
    expect(await runSchemaCheck([])).toBe(0);
    expect(said).toBe('schema:check: every live operation fits.\n');
    process.env.DATABASE_URL = 'sqlite:/nowhere/at-all.sqlite';
    expect(await runSchemaCheck([])).toBe(2);
    said = '';
    expect(await runSchemaCheck(['--if-there'])).toBe(0);
    expect(said).toMatch(/^schema:check: compared with nothing\. .* EBOK_URL, .* EBOK_TOKEN\.\n$/);
    expect(await runSchemaCheck(['--nonsense'])).toBe(2);
  });

  it('asks the portal at EBOK_URL, which answers whoever has a token', async () => {
    await motto(true);
    const url = await world.api.app.listen({ port: 0, host: '127.0.0.1' });
    Object.assign(process.env, { EBOK_URL: url, DATABASE_URL: 'sqlite:/nowhere/at-all.sqlite' });
    expect(await runSchemaCheck(['--if-there'])).toBe(2);
    expect(said).toContain('answered 401');
    process.env.EBOK_TOKEN = world.usage.token;
    expect(await runSchemaCheck([])).toBe(1);
    expect(said).toContain('inbox 1.2.0 (stable): Motto');
    expect((await askAs(world.api.app, undefined, 'GET', '/contract')).status).toBe(401);
  });
});
