import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customer, importFeed } from '../../testing/feed';
import { runExport } from '../commands/export.command';
import { keyOf } from '../database/columns';
import { CONSENT_KINDS } from './consent.entity';

const A = keyOf('A');
const B = keyOf('B');
const FIELDS = 'kind granted text changedAt history { granted at source text }';
const LIST = `query ($id: ID) { customer(id: $id) { consents { ${FIELDS} } } }`;
const SET = `mutation ($kind: ConsentKind!, $granted: Boolean!, $customerId: ID) {
  setConsent(kind: $kind, granted: $granted, customerId: $customerId) { ${FIELDS} } }`;
const LONG = process.env.EBOK_LONG === '1';

describe.each(ENGINES)('consents on %s', (engine) => {
  const clock = { at: new Date('2024-03-02T10:00:00Z') };
  let api: Api;
  let cookie: string;
  const tick = (seconds: number) => (clock.at = new Date(clock.at.getTime() + seconds * 1000));
  const run = (query: string, variables: object = {}, headers = {}) =>
    api.gql(query, variables, { cookie, headers });
  const all = async () => (await run(LIST)).data.customer.consents as any[];
  const of = async (kind: string) => (await all()).find((one) => one.kind === kind);
  const set = (kind: string, granted: boolean, more: object = {}) => run(SET, { kind, granted, ...more });
  const code = async (answer: ReturnType<typeof run>) => (await answer).errors[0]?.extensions.code;
  const take = (...consents: object[]) =>
    importFeed(api.test, { 'customers.ndjson': [customer('A', { consents })] });
  const rows = () => api.database.query<any>('SELECT * FROM consent_changes');
  const heard = (kind: string, granted: boolean, at: string, source = 'infolinia') => ({
    ...{ kind, granted, at, source },
  });

  beforeAll(async () => (api = await startApi(engine, { now: () => clock.at })));
  afterAll(() => api.close());
  beforeEach(async () => {
    for (const table of ['consents', 'consent_changes', 'consent_texts', 'export_batches', 'accesses'])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    await importFeed(api.test, { 'customers.ndjson': [customer('A'), customer('B')] });
    cookie = await api.signedIn(A);
  });

  it('lists all kinds with their texts, none granted, where nobody ever asked', async () => {
    const consents = await all();
    expect(consents.map(({ kind }) => kind)).toEqual(CONSENT_KINDS);
    for (const consent of consents) {
      expect(consent).toMatchObject({ granted: false, changedAt: null, history: [] });
      expect(consent.text).toContain('Jasna Energia');
    }
    expect(new Set(consents.map(({ text }) => text)).size).toBe(5);
    await api.database.transaction((m) => m.query("UPDATE users SET language = 'UK'"));
    expect((await all()).every(({ text }) => text.startsWith('Я погоджуюся'))).toBe(true);
  });

  it('are granted and withdrawn at once, and the history keeps who heard what, when and from where', async () => {
    const granted = await set('MARKETING_SMS', true);
    expect(granted.errors).toEqual([]);
    const [shown] = granted.data.setConsent.filter(({ kind }: any) => kind === 'MARKETING_SMS');
    tick(60);
    await set('MARKETING_SMS', false);
    expect(await of('MARKETING_SMS')).toEqual({
      kind: 'MARKETING_SMS',
      granted: false,
      text: shown.text,
      changedAt: '2024-03-02T10:01:00Z',
      history: [
        { granted: false, at: '2024-03-02T10:01:00Z', source: 'eBOK', text: shown.text },
        { granted: true, at: '2024-03-02T10:00:00Z', source: 'eBOK', text: shown.text },
      ],
    });
    expect((await all()).filter(({ granted: is }) => is)).toEqual([]);
  });

  it('keep the text that was agreed to, also when the retailer words it differently now', async () => {
    await set('PROFILING', true);
    const before = (await of('PROFILING')).text;
    api.config.retailer.consents = {
      PROFILING: { PL: 'Nowa treść.', EN: 'New text.', UK: 'Новий текст.' },
    };
    tick(1);
    await set('PROFILING', false);
    const { text, history } = await of('PROFILING');
    delete api.config.retailer.consents;
    expect([text, history.map((one: any) => one.text)]).toEqual(['Nowa treść.', ['Nowa treść.', before]]);
  });

  it('write nothing for what is so already', async () => {
    await set('E_INVOICE', false);
    expect(await rows()).toEqual([]);
    await set('E_INVOICE', true);
    tick(1);
    expect((await set('E_INVOICE', true)).data.setConsent).toHaveLength(5);
    expect(await rows()).toHaveLength(1);
  });

  it('pressed many times at once are one change', async () => {
    for (let round = 0; round < (LONG ? 20 : 2); round++) {
      const granted = round % 2 === 0;
      tick(1);
      const answers = await Promise.all(Array.from({ length: 6 }, () => set('MARKETING_EMAIL', granted)));
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      expect((await of('MARKETING_EMAIL')).history).toHaveLength(round + 1);
    }
  });

  it('of another customer are neither read nor changed, and whoever may only look changes none', async () => {
    expect(await code(run(LIST, { id: B }))).toBe('NOT_FOUND');
    expect(await code(set('PROFILING', true, { customerId: B }))).toBe('NOT_FOUND');
    await api.database.transaction((m) => m.query("UPDATE accesses SET role = 'VIEW'"));
    const { errors } = await set('PROFILING', true);
    expect(errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    expect(await rows()).toEqual([]);
    expect(await all()).toHaveLength(5);
  });

  it('of a second customer of the login are changed where it is named', async () => {
    cookie = await api.signedIn(A, B);
    await set('PROFILING', true, { customerId: B });
    expect((await rows()).map(({ customerId }) => customerId)).toEqual([B]);
  });

  it('come by the feed with their history, in whatever order, and the newest counts', async () => {
    const { code: exit, warnings } = await take(
      heard('MARKETING_PHONE', false, '2024-02-01T10:00:00+01:00'),
      heard('MARKETING_PHONE', true, '2023-01-01T10:00:00+01:00', 'umowa'),
      heard('E_INVOICE', true, '2023-01-01T10:00:00+01:00', 'umowa'),
    );
    expect([exit, warnings]).toEqual([0, []]);
    expect(await of('MARKETING_PHONE')).toMatchObject({
      granted: false,
      changedAt: '2024-02-01T09:00:00Z',
      history: [
        { granted: false, source: 'infolinia', text: null },
        { granted: true, source: 'umowa', text: null },
      ],
    });
    expect(await of('E_INVOICE')).toMatchObject({ granted: true });
    // An older one that arrives late takes its place in the history and changes nothing else.
    await take(heard('MARKETING_PHONE', true, '2024-01-01T10:00:00+01:00', 'oddział'));
    const late = await of('MARKETING_PHONE');
    expect([late.granted, late.history.map(({ source }: any) => source)]).toEqual([
      false,
      ['infolinia', 'oddział', 'umowa'],
    ]);
  });

  it('of a feed taken twice change nothing, also beside a record that changed', async () => {
    const consents = [heard('PROFILING', true, '2024-01-01T10:00:00+01:00')];
    const files = (more: object) => ({ 'customers.ndjson': [customer('A', { consents, ...more })] });
    await importFeed(api.test, files({}));
    const before = await rows();
    expect((await importFeed(api.test, files({}))).summary).toMatchObject({ taken: 0, unchanged: 1 });
    expect((await importFeed(api.test, files({ phone: '600100200' }))).summary).toMatchObject({ taken: 1 });
    expect(await rows()).toEqual(before);
  });

  it('changed here are not undone by what billing heard before, and are by what it heard later', async () => {
    await take(heard('MARKETING_EMAIL', true, '2024-03-01T10:00:00+01:00'));
    await set('MARKETING_EMAIL', false);
    await take(
      heard('MARKETING_EMAIL', true, '2024-03-01T10:00:00+01:00'),
      heard('MARKETING_EMAIL', true, '2024-03-02T10:59:59+01:00'),
    );
    expect(await of('MARKETING_EMAIL')).toMatchObject({ granted: false });
    tick(900);
    await take(heard('MARKETING_EMAIL', true, '2024-03-02T11:10:00+01:00'));
    expect(await of('MARKETING_EMAIL')).toMatchObject({ granted: true });
  });

  it('come back from billing as what they are, even without fractions of a second', async () => {
    clock.at = new Date('2024-03-02T10:00:00.450Z');
    await set('MARKETING_SMS', true);
    await take(heard('MARKETING_SMS', true, '2024-03-02T11:00:00+01:00', 'portal'));
    expect((await of('MARKETING_SMS')).history).toHaveLength(1);
  });

  it('dated in the future are not taken, and said so', async () => {
    const { code: exit, warnings } = await take(
      heard('PROFILING', true, '2998-01-01T10:00:00+01:00'),
      heard('E_INVOICE', true, '2024-01-01T10:00:00+01:00'),
    );
    expect([exit, warnings.map(({ field, value }) => [field, value])]).toEqual([
      0,
      [['consents', '2998-01-01T09:00:00.000Z']],
    ]);
    expect((await all()).filter(({ granted }) => granted).map(({ kind }) => kind)).toEqual(['E_INVOICE']);
  });

  it('changed while a feed is taken end as the newest says, with both in the history', async () => {
    for (let round = 0; round < (LONG ? 20 : 3); round++) {
      tick(60);
      const granted = round % 2 === 0;
      const older = new Date(clock.at.getTime() - 30_000).toISOString();
      await Promise.all([
        take(heard('MARKETING_EMAIL', !granted, older, `feed ${round}`)),
        set('MARKETING_EMAIL', granted),
      ]);
      const consent = await of('MARKETING_EMAIL');
      const sources = consent.history.map(({ source }: any) => source);
      expect(sources).toContain(`feed ${round}`);
      // Where the portal came first and found it so already, the feed's older word is the only new one.
      expect(consent.granted).toBe(consent.history[0].granted);
    }
  });

  it('leave by the export with the text, once; what billing said itself does not', async () => {
    await take(heard('E_INVOICE', true, '2024-01-01T10:00:00+01:00'));
    await set('MARKETING_EMAIL', true);
    const root = mkdtempSync(path.join(tmpdir(), 'ebok-consents-'));
    Object.assign(process.env, { DATABASE_URL: api.test.url, FILES_DIR: api.config.filesDir });
    const exported = async (name: string, since: string) => {
      const folder = path.join(root, name);
      expect(await runExport([folder, '--since', since])).toBe(0);
      const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
      const lines = read('consents.ndjson').split('\n').filter(Boolean);
      return { lines: lines.map((line) => JSON.parse(line)), next: JSON.parse(read('cursor.json')).next };
    };
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const first = await exported('1', '0');
    expect(first.lines).toEqual([
      {
        ...{ customerNumber: 'A', kind: 'MARKETING_EMAIL', granted: true, source: 'eBOK' },
        at: clock.at.toISOString(),
        language: 'PL',
        text: (await of('MARKETING_EMAIL')).text,
      },
    ]);
    tick(1);
    await set('MARKETING_EMAIL', false);
    const second = await exported('2', first.next);
    expect(second.lines.map(({ granted }) => granted)).toEqual([false]);
    expect((await exported('3', '0')).lines).toEqual([...first.lines, ...second.lines]);
    jest.restoreAllMocks();
    rmSync(root, { recursive: true });
  });
});
