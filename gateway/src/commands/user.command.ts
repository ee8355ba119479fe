import { readConfig } from '../config';
import { openDatabase } from '../app/open-database';
import { normaliseEmail } from '../mail/email-address';
import { User } from '../auth/user.entity';

const USAGE = 'Usage: npm run user -- developer|disable|enable EMAIL';

/** What each word changes of a login, and its confirmation. */
const CHANGES: Record<string, { set: Partial<User>; said: string }> = {
  developer: {
    set: { developer: true },
    said: 'may use the playground and other than persisted operations from now on.',
  },
  disable: { set: { disabled: true }, said: 'can no longer sign in; sessions have ended.' },
  enable: { set: { disabled: false }, said: 'can sign in again.' },
};

/** `npm run user`: marks a login. Exit code 0 done, 1 no such login or no database, 2 wrong use. */
export async function runUser(argv: string[]): Promise<number> {
  const [word = '', address = '', ...more] = argv;
  const change = Object.hasOwn(CHANGES, word) ? CHANGES[word] : undefined;
  const email = normaliseEmail(address);
  if (!change || more.length > 0) return say(USAGE, 2);
  if (!email) return say(`"${address}" is no e-mail address. ${USAGE}`, 2);
  const database = await openDatabase(readConfig().databaseUrl);
  try {
    const { affected } = await database.transaction((manager) =>
      manager.update(User, { normalisedEmail: email }, change.set),
    );
    if (!affected)
      return say(`Nobody has registered as ${email} yet: first sign up and set a password in the portal.`, 1);
    return say(`${email} ${change.said}`, 0);
  } finally {
    await database.close();
  }
}

function say(sentence: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  return code;
}
