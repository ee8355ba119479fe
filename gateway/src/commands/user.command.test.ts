import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../app/open-database';
import { runUser } from './user.command';

describe('npm run user', () => {
  const url = `sqlite:${path.join(mkdtempSync(path.join(tmpdir(), 'ebok-user-')), 'test.sqlite')}`;
  const before = process.env.DATABASE_URL;
  let said: string[];
  beforeAll(async () => {
    process.env.DATABASE_URL = url;
    const database = await openDatabase(url);
    await database.transaction((m) =>
      m.query(
        "INSERT INTO users (id, email, written, passwordHash, language, developer, disabled, createdAt) VALUES ('u', 'jan@kowalski.pl', 'Jan@Kowalski.pl', '-', 'PL', 0, 0, '2026-01-01 00:00:00.000')",
      ),
    );
    await database.close();
  });
  afterAll(() => {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });
  beforeEach(() => {
    said = [];
    const say = (text: string | Uint8Array) => said.push(String(text)) > 0;
    jest.spyOn(process.stdout, 'write').mockImplementation(say);
    jest.spyOn(process.stderr, 'write').mockImplementation(say);
  });
  afterEach(() => jest.restoreAllMocks());
  const marks = async () => {
    const database = await openDatabase(url);
    const [row] = await database.query('SELECT developer, disabled FROM users');
    await database.close();
    return row;
  };

  it('marks a login as developer, disabled or enabled', async () => {
    expect(await runUser(['developer', ' JAN@kowalski.pl'])).toBe(0);
    expect(await runUser(['disable', 'jan@kowalski.pl'])).toBe(0);
    expect(await marks()).toEqual({ developer: 1, disabled: 1 });
    expect(await runUser(['enable', 'jan@kowalski.pl'])).toBe(0);
    expect(await marks()).toEqual({ developer: 1, disabled: 0 });
    expect(said[0]).toBe(
      'jan@kowalski.pl may use the playground and other than persisted operations from now on.\n',
    );
  });

  it('says in one sentence what it could not do', async () => {
    expect(await runUser(['developer', 'nobody@example.pl'])).toBe(1);
    expect(said.join('')).toBe(
      'Nobody has registered as nobody@example.pl yet: first sign up and set a password in the portal.\n',
    );
    expect(await runUser(['developer'])).toBe(2);
    expect(await runUser(['developer', 'jan'])).toBe(2);
    expect(await runUser(['promote', 'jan@kowalski.pl'])).toBe(2);
    expect(await runUser(['toString', 'jan@kowalski.pl'])).toBe(2);
    expect(await runUser([])).toBe(2);
  });
});
