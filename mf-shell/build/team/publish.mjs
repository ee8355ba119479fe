// `npm run publish`: builds, checks, and sends the version to the registry. Visitors get it only when a channel
// points to it.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sliceFaults } from './checks.mjs';
import { descriptionFaults } from './description.mjs';
import { ask, Refused, thisSlice } from './registry.mjs';
import { run } from './tools.mjs';

const SHELL = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run check`: the same checks without publishing. */
export async function checkSlice() {
  const { name } = thisSlice();
  refuseDescription(name);
  await build();
  await refuseFaults(name);
  process.stdout.write(
    `${name}: nothing to complain of.\n  For the registry: npm run publish -w ${basename(process.cwd())}.\n`,
  );
}

export async function publish() {
  const { name, version } = thisSlice();
  refuseDescription(name);
  await build();
  await refuseFaults(name);
  const dist = join(process.cwd(), 'dist');
  const manifest = readJson(dist, 'manifest.json');
  const names = Object.keys(manifest.files);
  const published = await ask('POST', `${name}/versions`, {
    manifest,
    slice: name === 'shell' ? undefined : readJson(dist, 'slice.json'),
    operations: readJson(dist, 'operations.json'),
    files: Object.fromEntries(names.map((file) => [file, readFileSync(join(dist, file), 'base64')])),
  });
  process.stdout.write(`${said(published, names.length)}\n`);
  process.stdout.write(
    `  Try it on some: npm run canary -w mf-${name} -- 10. For everybody: npm run promote -w mf-${name} -- ${version}\n`,
  );
}

function said({ slice, version, isNew, restored }, files) {
  if (isNew) return `${slice} ${version} is published (${files} files); nobody sees it yet.`;
  const before = `${slice} ${version} was published before, with the same contents`;
  if (restored > 0) return `${before}: ${restored} files the portal had lost were written anew.`;
  return `${before}: nothing changed.`;
}

function build() {
  return script('build', 'It could not be built');
}

/** Checked first, because the build depends on it. */
function refuseDescription(name) {
  if (name !== 'shell') refuse(name, descriptionFaults(process.cwd(), SHELL));
}

async function refuseFaults(name) {
  const say = (sentence) => process.stderr.write(`${name}: ${sentence}\n`);
  const [faults] = await Promise.all([
    sliceFaults(process.cwd(), say),
    script('types', 'Its types do not fit'),
  ]);
  refuse(name, faults);
}

function refuse(name, faults) {
  if (faults.length > 0)
    throw new Refused(`${name} can't be published:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
}

async function script(name, sentence) {
  const { status, stdout, stderr } = await run('npm', ['run', '--silent', name], process.cwd());
  if (status !== 0) throw new Refused(`${sentence}:\n${stdout}${stderr}`);
}

function readJson(folder, file) {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
