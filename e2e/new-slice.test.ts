// `npm run new-slice` in a clone where npm only records its arguments; teams.test.ts tests the generated slice.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
let clone: string;

beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'ebok-new-slice-'));
  for (const place of [
    'bin',
    'package.json',
    'package-lock.json',
    'mf-shell/src/layout/gateway-addresses.json',
    'mf-shell/template',
    'mf-inbox/slice.json',
  ])
    cpSync(path.join(ROOT, place), path.join(clone, place), { recursive: true });
  mkdirSync(path.join(clone, 'tools'));
  tool('npm', 'case "$1" in install) echo "changed" >> package-lock.json; exit ${NPM_FAILS:-0};; esac');
  tool('npx', 'exit 0');
});
afterEach(() => rmSync(clone, { recursive: true }));

const lock = () => readFileSync(path.join(clone, 'package-lock.json'), 'utf8');

it.each(['react', 'vue'])(
  'makes a slice in %s with its entry in the lockfile, and says what comes next',
  (kind) => {
    expect(run({}, 'outages', kind)).toEqual({
      code: 0,
      output: expect.stringContaining('npm run dev -w mf-outages'),
    });
    const slice = JSON.parse(readFileSync(path.join(clone, 'mf-outages/slice.json'), 'utf8')) as object;
    expect(slice).toMatchObject({ name: 'outages', routes: ['/outages'] });
    expect(lock()).toMatch(/changed\n$/);
    expect(run({}, 'outages', kind)).toEqual({
      code: 1,
      output: expect.stringContaining('nothing was changed'),
    });
  },
);

it('leaves nothing behind where it could not be installed, the lockfile as it was', () => {
  const before = lock();
  expect(run({ NPM_FAILS: '1' }, 'outages', 'vue')).toEqual({
    code: 1,
    output: expect.stringContaining('mf-outages could not be created'),
  });
  expect([existsSync(path.join(clone, 'mf-outages')), lock() === before]).toEqual([false, true]);
});

it.each([
  ['no framework', ['outages'], 2],
  ['a framework nobody has', ['outages', 'svelte'], 2],
  ['no name of a slice', ['Outages', 'vue'], 2],
  ['a name that is taken', ['gateway', 'vue'], 1],
  ['an address of the gateway', ['graphql', 'vue'], 1],
  ['an address of another slice', ['wiadomosci', 'vue'], 1],
])('refuses %s and changes nothing', (_what, words, code) => {
  const before = lock();
  expect(run({}, ...words).code).toBe(code);
  expect([existsSync(path.join(clone, `mf-${words[0]}`)), lock() === before]).toEqual([false, true]);
});

function tool(name: string, script: string): void {
  writeFileSync(path.join(clone, 'tools', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function run(more: NodeJS.ProcessEnv, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/new-slice.mjs', ...words], {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, ...more, PATH: `${path.join(clone, 'tools')}:${process.env.PATH}` },
  });
  return { code: status, output: stdout + stderr };
}
