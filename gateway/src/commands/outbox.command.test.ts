import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { openDatabase } from '../app/open-database';
import { OutboxService } from '../mail/outbox.service';
import { runOutbox } from './outbox.command';

describe('npm run outbox', () => {
  const url = `sqlite:${path.join(mkdtempSync(path.join(tmpdir(), 'ebok-outbox-')), 'test.sqlite')}`;
  const before = process.env.DATABASE_URL;
  let out: string[];
  let errors: string[];
  let id: string;
  beforeAll(async () => {
    process.env.DATABASE_URL = url;
    const database = await openDatabase(url);
    await database.transaction((manager) =>
      new OutboxService(database, () => new Date()).queueMail(manager, {
        event: 'one',
        recipient: 'jan@kowalski.pl',
        language: 'PL',
        template: 'passwordChanged',
        values: {},
      }),
    );
    const [mail] = await database.query<{ id: string }>('SELECT id FROM mails');
    id = mail!.id;
    await database.close();
  });
  afterAll(() => {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });
  beforeEach(() => {
    [out, errors] = [[], []];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
  });
  afterEach(() => jest.restoreAllMocks());
  const given = (text: string) =>
    jest
      .spyOn(process, 'stdin', 'get')
      .mockReturnValue(Readable.from([Buffer.from(text)]) as typeof process.stdin);
  const report = () =>
    [
      'Content-Type: multipart/report; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      `Original-Envelope-Id: ${id}`,
      '',
      'Action: failed',
      'Status: 5.1.1',
      '--b--',
    ].join('\r\n');

  it.each([[[]], [['failed', 'x']], [['bounce', 'x']], [['delete']]])(
    'explains wrong use: %j',
    async (argv) => {
      expect(await runOutbox(argv)).toBe(2);
      expect(errors.join('')).toContain('npm run outbox -- failed');
    },
  );

  it('takes whatever a mail server passes on, and lists what has failed by it', async () => {
    given('Subject: out of office\r\n\r\nBack on Monday.');
    expect(await runOutbox(['bounce'])).toBe(0);
    expect(errors).toEqual(['NO_BOUNCE\n']);
    given('x'.repeat(2 * 1024 * 1024));
    expect(await runOutbox(['bounce'])).toBe(0);
    given(report());
    expect(await runOutbox(['bounce'])).toBe(0);
    expect(errors.at(-1)).toBe('FAILED\n');
    expect(await runOutbox(['failed'])).toBe(0);
    expect(JSON.parse(out.join(''))).toMatchObject({
      id,
      recipient: 'j•••@kowalski.pl',
      reason: 'bounced 5.1.1',
    });
    expect(errors.at(-1)).toBe('1 given up.\n');
  });

  it('queues again what was named, and says so when there is none', async () => {
    expect(await runOutbox(['retry', 'nothing'])).toBe(1);
    expect(await runOutbox(['retry', id])).toBe(0);
    expect(errors).toEqual(['0 queued again.\n', '1 queued again.\n']);
    expect(await runOutbox(['retry'])).toBe(0);
  });

  it('tells the mail server to try later while the database is away', async () => {
    process.env.DATABASE_URL = 'mysql://root@127.0.0.1:1/none';
    given(report());
    expect(await runOutbox(['bounce'])).toBe(75);
    process.env.DATABASE_URL = url;
  });
});
