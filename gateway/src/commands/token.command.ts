import { readConfig } from '../config';
import { openDatabase } from '../app/open-database';
import { Name } from '../slices/registry/manifest';
import type { Holder } from '../slices/registry/token.service';
import { TokenService } from '../slices/registry/token.service';

const USAGE = 'Usage: npm run token -- SLICE [NAME] | --api NAME | --revoke NAME';
const TOKEN_NAME = /^[\w.@-]{1,64}$/;

/**
 * `npm run token`: makes a token for a slice's team, or one for a program that may run operations that are
 * not persisted.
 * `--revoke` ends all tokens of a name.
 * @returns exit code: 0 done, 1 nothing to revoke, 2 wrong use
 */
export async function runToken(argv: string[]): Promise<number> {
  const [first = '', second, ...more] = argv;
  if (more.length > 0) return say(USAGE, 2);
  if (first === '--revoke' && second) return withTokens((tokens) => revoke(tokens, second));
  if (first === '--api')
    return withTokens((tokens) => create(tokens, { name: second ?? '', scope: 'API', slice: null }));
  if (!Name.safeParse(first).success) return say(USAGE, 2);
  return withTokens((tokens) => create(tokens, { name: second ?? first, scope: 'SLICE', slice: first }));
}

async function create(tokens: TokenService, holder: Holder): Promise<number> {
  if (!TOKEN_NAME.test(holder.name)) return say(USAGE, 2);
  const token = await tokens.create(holder);
  const use =
    holder.scope === 'API'
      ? 'may run operations nobody registered: send it as `authorization: Bearer …`.'
      : `may publish and move ${holder.slice}: its team sets EBOK_TOKEN to it.`;
  process.stderr.write(
    `${holder.name} ${use} It is shown this once; \`npm run token -- --revoke ${holder.name}\` ends it.\n`,
  );
  return say(token, 0);
}

async function revoke(tokens: TokenService, name: string): Promise<number> {
  const count = await tokens.revoke(name);
  return count > 0
    ? say(`${name}: ${count} token(s) no longer work.`, 0)
    : say(`There is no token of ${name}.`, 1);
}

async function withTokens(work: (tokens: TokenService) => Promise<number>): Promise<number> {
  const { databaseUrl, production } = readConfig();
  const database = await openDatabase(databaseUrl);
  try {
    return await work(new TokenService(database, { production, now: () => new Date() }));
  } finally {
    await database.close();
  }
}

function say(sentence: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  return code;
}
