// What a team is told in its own folder, with no other slice beside it.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ebok-teams-'));
  for (const place of ['node_modules', 'mf-shell', 'schema.graphql', 'tsconfig.base.json'])
    symlinkSync(path.join(ROOT, place), path.join(root, place));
  cpSync(path.join(ROOT, 'mf-profile'), path.join(root, 'mf-profile'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

it('finds nothing in a slice that keeps to everything', () => {
  expect(check()).toEqual({ code: 0, said: expect.stringContaining('profile: nothing to complain of') });
});

it('names every fault of a slice at once', () => {
  spoil('src/profile.css', (css) => `${css}\n.card { display: none; }`);
  spoil('src/texts/uk.json', (texts) => texts.replace(/"loading": .*,/, '"loading": "",'));
  spoil('src/operations/generated/persisted-documents.json', (json) => json.replace('taxId', 'shoeSize'));
  spoil('src/pages/ProfilePage.vue', (page) => page.replace('<h1>', '<img src="data:," /><h1>'));
  const ballast = randomBytes(20_000).toString('base64');
  spoil('src/open.ts', (code) => `${code}\nObject.assign(globalThis, { ballast: '${ballast}' });`);
  const { code, said } = check();
  expect(code).toBe(1);
  expect(said).toMatch(/size: \d\d\.\d kB of JavaScript in brotli, and 25\.0 kB is the limit \(\w+/);
  expect(said).toContain('styles: ".card" does not begin with .ebok-profile');
  expect(said).toContain('mf-profile uk: "loading" is missing');
  expect(said).toMatch(/operations: Profile: Cannot query field .shoeSize. on type .Customer./);
  expect(said).toContain('axe: image-alt at /dane: img');
});

it('names a page that stays empty, and what it complained of', () => {
  spoil('src/pages/ProfilePage.vue', (page) =>
    page.replace('onMounted(', 'throw new Error("no page");onMounted('),
  );
  const { code, said } = check();
  expect(code).toBe(1);
  expect(said).toContain('page: no heading stands at /dane');
});

it('tells when operations were changed and not generated', () => {
  spoil('src/operations/profile.graphql', (text) => text.replace('    taxId\n', ''));
  expect(check()).toEqual({ code: 1, said: expect.stringContaining('npm run codegen') });
});

describe('an operation that is not registered', () => {
  const sneaky = 'fetch("/graphql", { body: "query Sneaky { session { role } }" });';
  const fault = 'carries the operation Sneaky as a text that is not registered';

  it('stops the build', () => {
    spoil('src/open.ts', (code) => `${code}\n${sneaky}`);
    expect(check()).toEqual({ code: 1, said: expect.stringContaining(fault) });
  });

  it('is refused in a chunk that was built in another way', () => {
    spoil('package.json', (json) => json.replace('"vite build"', '"true"'));
    const manifest = readFileSync(path.join(root, 'mf-profile/dist/manifest.json'), 'utf8');
    const { entry } = JSON.parse(manifest) as { entry: string };
    spoil(path.join('dist', entry), (code) => `${code}\n${sneaky}`);
    expect(check()).toEqual({ code: 1, said: expect.stringContaining(`operations: ${entry} ${fault}`) });
  });
});

it.each(['react', 'vue'])(
  'finds nothing in a slice made from the template in %s, whose tests pass',
  (framework) => {
    copyTemplate(framework);
    expect(run('mf-power-cuts', 'node_modules/@graphql-codegen/cli/cjs/bin.js', '--silent')).toMatchObject({
      code: 0,
    });
    expect(run('mf-power-cuts', 'node_modules/jest/bin/jest.js', '--ci')).toEqual({
      code: 0,
      said: expect.stringMatching(/Tests: +7 passed, 7 total/),
    });
    expect(check('mf-power-cuts')).toEqual({
      code: 0,
      said: expect.stringContaining('power-cuts: nothing to complain of'),
    });
  },
);

function copyTemplate(framework: string): void {
  const code = `import { copyTemplate } from '${ROOT}/bin/slice-template.mjs';
    copyTemplate('${root}', 'power-cuts', '${framework}');`;
  expect(spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stderr).toBe(
    '',
  );
  const tools = path.join(ROOT, framework === 'react' ? 'mf-inbox' : 'mf-profile', 'node_modules');
  if (existsSync(tools)) symlinkSync(tools, path.join(root, 'mf-power-cuts/node_modules'));
}

function spoil(file: string, change: (text: string) => string): void {
  const place = path.join(root, 'mf-profile', file);
  const before = readFileSync(place, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(place, after);
}

function check(folder = 'mf-profile') {
  return run(folder, 'mf-shell/build/team/slice.mjs', 'check');
}

function run(folder: string, command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, command), ...args], {
    cwd: path.join(root, folder),
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}
