// `npm run new-slice -- NAME react|vue`: generates a slice that mounts, shows a page, calls the API and has tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyTemplate, PLACEHOLDER } from './slice-template.mjs';
import { note, prepare, rememberInstall, ROOT, SLICES, stop } from './prepare.mjs';

const FRAMEWORKS = ['react', 'vue'];
/** The registry's rule. A name also becomes part of identifiers in code, so it must not end with a hyphen. */
const NAME = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const LONGEST_NAME = 32;
const TAKEN = ['shell', 'playground', 'gateway', 'e2e', 'bench', PLACEHOLDER];
/** Prefixes of the gateway's own addresses: the registry accepts no slice there. */
const ADDRESSES = json('mf-shell/src/layout/gateway-addresses.json');
const LOCK = path.join(ROOT, 'package-lock.json');

const [name = '', framework = '', ...more] = process.argv.slice(2);
const folder = `mf-${name}`;
refuse();
await prepare([], 'test');
const lockBefore = readFileSync(LOCK);
copyTemplate(ROOT, name, framework);
install();
generate();
note(`${folder} is ready at /${name}, for signed-in users.
  See it in the running portal (npm start) as you edit it:   npm run dev -w ${folder}
  Test it:                                                   npm test -w ${folder}
  Find what is missing before it can be published:           npm run check -w ${folder}
  How to publish it: docs/new-slice.md. Its texts are in src/texts and slice.json.`);

function refuse() {
  if (!name || more.length > 0 || !FRAMEWORKS.includes(framework))
    stop('Usage: npm run new-slice -- NAME react|vue', 2);
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    stop(
      `"${name}" can't be a slice's name: lower-case letters and digits, words joined by hyphens, at most ${LONGEST_NAME} characters.`,
      2,
    );
  if (TAKEN.includes(name) || existsSync(path.join(ROOT, folder)))
    stop(`There is a ${existsSync(path.join(ROOT, folder)) ? folder : name} already: nothing was changed.`);
  if (ADDRESSES.includes(name))
    stop(`/${name} is an address of the gateway itself: choose another name. Nothing was changed.`);
  const owner = SLICES.find((slice) => json(slice, 'slice.json').routes.includes(`/${name}`));
  if (owner) stop(`/${name} is an address of ${owner}: choose another name. Nothing was changed.`);
}

/** The slice has the same libraries as the others, so the lockfile gains only the slice's own entry. */
function install() {
  run(
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefer-offline',
    '--loglevel=error',
  );
  rememberInstall();
}

function generate() {
  run('npm', 'run', '--silent', 'codegen', '-w', folder);
  run('npx', 'prettier', '--write', '--log-level', 'warn', folder);
}

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return;
  rmSync(path.join(ROOT, folder), { recursive: true });
  writeFileSync(LOCK, lockBefore);
  stop(
    `${stdout}${stderr}\n${folder} could not be created (${command} ${args.join(' ')}); its folder was removed.`,
  );
}

function json(...place) {
  return JSON.parse(readFileSync(path.join(ROOT, ...place), 'utf8'));
}
