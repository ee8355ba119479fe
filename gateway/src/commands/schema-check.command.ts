import { existsSync } from 'node:fs';
import { readConfig } from '../config';
import { openDatabase } from '../app/open-database';
import { buildGraphqlSchema } from '../app/schema';
import type { Services } from '../app/services';
import { LiveService, type LiveContract } from '../operations/schema-check/live.service';
import { checkSchema, type SchemaReport } from '../operations/schema-check/schema-check';

const NOTHING = 'schema:check: compared with nothing.';
const USAGE = 'Usage: npm run schema:check [-- --if-there]';

/**
 * `npm run schema:check`: compares the working schema with what runs at EBOK_URL (with EBOK_TOKEN), else with
 * the database.
 * @returns exit code: 0 compatible, 1 breaking, 2 nothing to compare with (`--if-there` makes that 0 and
 * reports it)
 */
export async function runSchemaCheck(argv: string[]): Promise<number> {
  const isOptional = argv[0] === '--if-there';
  if (argv.length > (isOptional ? 1 : 0)) return say(USAGE, 2);
  const url = process.env.EBOK_URL;
  const live = url ? await ask(url) : await readDatabase();
  if (typeof live === 'string') return isOptional && !url ? say(`${NOTHING} ${live}`, 0) : say(live, 2);
  const report = await checkSchema(live, await buildGraphqlSchema({} as Services));
  return say(text(report), report.breaking.length + report.faults.length > 0 ? 1 : 0);
}

async function ask(url: string): Promise<LiveContract | string> {
  try {
    const headers = { authorization: `Bearer ${process.env.EBOK_TOKEN ?? ''}` };
    const answer = await fetch(`${url.replace(/\/$/, '')}/contract`, { headers });
    if (answer.ok) return (await answer.json()) as LiveContract;
    return `${url} answered ${answer.status}: set EBOK_TOKEN to the token of a team.`;
  } catch (error) {
    return `No portal answers at ${url} (${(error as Error).message}): correct EBOK_URL.`;
  }
}

async function readDatabase(): Promise<LiveContract | string> {
  const { databaseUrl } = readConfig();
  const nothing =
    'No portal has run on this database yet: start one, or name a running one in EBOK_URL, with a token in EBOK_TOKEN.';
  if (databaseUrl.startsWith('sqlite:') && !existsSync(databaseUrl.slice('sqlite:'.length))) return nothing;
  // Without migrating: a check must not change tables.
  const database = await openDatabase(databaseUrl, { migrate: false });
  try {
    const live = await new LiveService(database, () => new Date()).contract();
    return live.schema === null ? nothing : live;
  } catch (error) {
    if (/no such table|doesn't exist/i.test((error as Error).message)) return nothing;
    throw error;
  } finally {
    await database.close();
  }
}

function text({ breaking, unused, faults, deprecated }: SchemaReport): string {
  const lines = breaking.flatMap(({ change, users }) => [change, ...users.map((user) => `    ${user}`)]);
  if (breaking.length > 0)
    lines.push(
      'Live versions use this: deprecate it with a date, move them on, and remove it when nobody uses it.',
    );
  lines.push(...faults);
  lines.push(...unused.map((change) => `Fine, nobody live uses it: ${change}`));
  if (deprecated.length > 0) lines.push('Deprecated:', ...deprecated.map((line) => `    ${line}`));
  if (lines.length === 0) return 'schema:check: every live operation fits.';
  return lines.join('\n');
}

function say(sentence: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
  return code;
}
