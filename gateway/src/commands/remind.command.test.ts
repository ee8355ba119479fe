import { warsawDay, addDays } from '../calendar';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customerRow, invoiceRow } from '../../testing/world';
import { runRemind } from './remind.command';

describe.each(ENGINES)('npm run remind on %s', (engine) => {
  let api: Api;
  let out: string;
  let errors: string;
  const before = process.env.DATABASE_URL;
  const messages = () => api.database.query<any>('SELECT kind FROM messages ORDER BY kind');
  beforeEach(async () => {
    api = await startApi(engine);
    process.env.DATABASE_URL = api.test.url;
    [out, errors] = ['', ''];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
    await api.insert('customers', [customerRow('A')]);
    const due = { SOON: '2026-03-17', TODAY: '2026-03-16', LATE: '2026-03-15' };
    await api.insert(
      'invoices',
      Object.entries(due).map(([number, dueDate]) => invoiceRow('A', number, { dueDate, outstanding: 100 })),
    );
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
    await api.close();
  });

  it.each([
    [['--today', 'tomorrow']],
    [['--today', '2026-02-30']],
    [['--today', '2026-3-1']],
    [['--today', '']],
    [['--today']],
    [['2026-03-16']],
    [['--day', '2026-03-16']],
  ])('explains wrong use, and makes nothing: %j', async (argv) => {
    expect(await runRemind(argv)).toBe(2);
    expect(errors).toBe('Usage: npm run remind -- [--today YYYY-MM-DD]\n');
    expect(await messages()).toEqual([]);
  });

  it('makes the reminders of the day that was named, says how many, and none again', async () => {
    expect(await runRemind(['--today', '2026-03-16'])).toBe(0);
    expect(await runRemind(['--today', '2026-03-16'])).toBe(0);
    expect([out, errors]).toEqual([
      'Reminders of 2026-03-16: 1 due soon, 1 due today, 1 overdue.\n' +
        'Reminders of 2026-03-16: 0 due soon, 0 due today, 0 overdue.\n',
      '',
    ]);
    expect((await messages()).map(({ kind }: any) => kind)).toEqual([
      'PAYMENT_DUE_SOON',
      'PAYMENT_DUE_SOON',
      'PAYMENT_OVERDUE',
    ]);
  });

  it('makes nothing for an earlier day once a later one was made', async () => {
    await runRemind(['--today', '2026-03-16']);
    out = '';
    expect(await runRemind(['--today', '2026-03-14'])).toBe(0);
    expect(out).toBe('Reminders of 2026-03-14: 0 due soon, 0 due today, 0 overdue.\n');
  });

  it('means today in Poland where no day is named', async () => {
    await api.insert('invoices', [
      invoiceRow('A', 'NOW', { dueDate: addDays(warsawDay(), -1), outstanding: 100 }),
    ]);
    expect(await runRemind([])).toBe(0);
    expect(out).toBe(`Reminders of ${warsawDay()}: 0 due soon, 0 due today, 1 overdue.\n`);
  });

  it('twice at once makes each reminder once', async () => {
    const day = ['--today', '2026-03-16'];
    expect(await Promise.all([runRemind(day), runRemind(day)])).toEqual([0, 0]);
    expect(await messages()).toHaveLength(3);
  });
});
