// Commands of a team, run in the slice's folder: `npm run dev`, `check`, `publish`, `promote`, `canary`, `preview`,
// `rollback`, `remove`, `list`. Each says what it did and what to do next, and can be repeated safely.
import { install } from '../../../bin/install.mjs';
import { dev } from './dev.mjs';
import { canary, preview, promote, remove, rollback } from './moves.mjs';
import { list } from './list.mjs';
import { Refused } from './registry.mjs';

const COMMANDS = {
  dev,
  check: async () => (await releaseChecks()).checkSlice(),
  publish: async () => (await releaseChecks()).publish(),
  promote,
  canary,
  preview,
  rollback,
  remove,
  list,
};

const [name = '', ...words] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, name)) {
  process.stderr.write(`Usage: npm run ${Object.keys(COMMANDS).join(' | ')}\n`);
  process.exit(2);
}
try {
  await COMMANDS[name](words);
} catch (error) {
  // Refusals are one sentence; an unexpected error has its stack trace.
  process.stderr.write(`${error instanceof Refused ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}

/** Loaded on demand: the checks import the linters, Jest and Playwright's driver, which `npm start` does not install. */
function releaseChecks() {
  install('test');
  return import('./publish.mjs');
}
