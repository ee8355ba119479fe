import pino from 'pino';
import { RateLimited } from '../../errors';
import { ENGINES, freshDatabase, type TestDatabase } from '../../../testing/database';
import { Alarm, Attempts } from './attempts';
import { accountSubject, ACCOUNT_PACE, SignInLimits } from './sign-in-limits';

const HOUR = 3600;
const OFFICE = '10.0.0.1';

/** A world in which passwords are right or wrong without being hashed, and time passes as the story wants. */
function world(test: TestDatabase) {
  const clock = { at: Date.parse('2026-03-02T10:00:00Z') };
  const now = () => new Date(clock.at);
  const attempts = new Attempts(test.database, now);
  const limits = new SignInLimits(
    attempts,
    new Alarm(pino({ level: 'silent' }), now, { failures: 1e9, seconds: 1 }),
  );
  /** The seconds to wait; 0 for who was let try. */
  const tryIn = async (email: string, isRight: boolean, ip = OFFICE): Promise<number> => {
    try {
      const one = await limits.begin({ email, ip });
      if (isRight) await test.database.transaction((manager) => limits.accepted(manager, one));
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      return error.extensions.retryAfter as number;
    }
  };
  /** What a plain count of failures lets through, as it was before. */
  const plainly = async (email: string, ip = OFFICE): Promise<number> =>
    attempts.tryCharge(
      {},
      { name: `plain ${accountSubject(email)}`, pace: ACCOUNT_PACE },
      { name: `plain ${ip}`, pace: { ...ACCOUNT_PACE, free: 20 } },
    );
  return { clock, tryIn, plainly };
}

/** How many wrong passwords get through in a day, each tried as soon as it may be. */
async function guesses(
  clock: { at: number },
  attempt: (n: number) => Promise<number>,
  hours: number,
): Promise<number> {
  const end = clock.at + hours * HOUR * 1000;
  let through = 0;
  while (clock.at < end) {
    const wait = await attempt(through);
    if (wait === 0) through++;
    clock.at += wait === 0 ? 1 : wait * 1000;
  }
  return through;
}

/** Stories are long where statements are quick; elsewhere a short one shows that they are understood alike. */
const lengths = (engine: string) =>
  engine === 'sqlite' || process.env.EBOK_LONG ? { seconds: 600, hours: 24 } : { seconds: 100, hours: 1 };

describe.each(ENGINES)('limits of signing in on %s', (engine) => {
  const { seconds, hours } = lengths(engine);
  let test: TestDatabase;
  beforeEach(async () => (test = await freshDatabase(engine)));
  afterEach(() => test.drop());

  it.each([
    ['20 people who come again and again', 20],
    ['200 people', 200],
    ['people of whom each comes once', 600],
  ])(
    'let every right password in from one address: %s, every eighth try mistyped, one a second',
    async (_who, people) => {
      const { clock, tryIn } = world(test);
      let refused = 0;
      for (let second = 1; second <= seconds; second++) {
        const wait = await tryIn(`p${second % people}@example.pl`, second % 8 !== 0);
        if (wait > 0) refused++;
        clock.at += 1000;
      }
      expect(refused).toBe(0);
    },
  );

  it('let no right password lengthen the pause of an address at which somebody guesses', async () => {
    const { clock, tryIn } = world(test);
    for (let n = 0; n < 24; n++) {
      const wait = await tryIn(`s${n}@example.pl`, false);
      if (wait > 0) clock.at += wait * 1000;
    }
    const wait = await tryIn('one@example.pl', true);
    clock.at += wait * 1000;
    for (let n = 0; n < 10; n++) expect(await tryIn(`p${n}@example.pl`, true)).toBe(0);
  });

  it('let no more passwords be tried at many accounts from one address than a plain count', async () => {
    const { clock, tryIn, plainly } = world(test);
    const now = await guesses(clock, (n) => tryIn(`s${n}@example.pl`, false), hours);
    expect(now).toBe(await guesses(clock, (n) => plainly(`t${n}@example.pl`), hours));
    expect(now).toBeLessThan(130);
  });

  it('let no more passwords be tried at one account, from however many addresses', async () => {
    const { clock, tryIn, plainly } = world(test);
    const now = await guesses(
      clock,
      (n) => tryIn('one@example.pl', false, `10.1.${n >> 8}.${n & 255}`),
      hours,
    );
    expect(now).toBe(
      await guesses(clock, (n) => plainly('one@example.pl', `10.2.${n >> 8}.${n & 255}`), hours),
    );
    expect(now).toBeLessThan(115);
  });

  it('let stolen pairs buy no more tries than those that are right', async () => {
    const { clock, tryIn, plainly } = world(test);
    let hits = 0;
    const now = await guesses(
      clock,
      async (n) => {
        const isRight = n % 10 === 9;
        const wait = await tryIn(`pair${n}@example.pl`, isRight);
        if (wait === 0 && isRight) hits++;
        return wait;
      },
      hours,
    );
    const before = await guesses(clock, (n) => plainly(`other${n}@example.pl`), hours);
    expect(hits).toBeGreaterThan(0);
    expect(now - before).toBeLessThanOrEqual(12 * hits);
  });

  it('let the owner of an account guess no more at others for signing in between', async () => {
    const { clock, tryIn, plainly } = world(test);
    const now = await guesses(
      clock,
      async (n) => {
        await tryIn('mine@example.pl', true);
        return tryIn(`s${n}@example.pl`, false);
      },
      hours,
    );
    const before = await guesses(clock, (n) => plainly(`t${n}@example.pl`), hours);
    expect(now - before).toBeLessThanOrEqual(12);
  });
});
