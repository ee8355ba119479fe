// The output of a team's commands in its own folder, where no other slice exists.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveFaulty } from './faulty';

const ROOT = path.resolve(__dirname, '..');
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ebok-teams-'));
  for (const place of ['node_modules', 'mf-shell', 'schema.graphql', 'tsconfig.base.json'])
    symlinkSync(path.join(ROOT, place), path.join(root, place));
  // Copies, because the linters look for the slices beside their rules.
  for (const file of ['oxlint.config.mjs', 'eslint.config.mjs'])
    cpSync(path.join(ROOT, file), path.join(root, file));
  cpSync(path.join(ROOT, 'mf-profile'), path.join(root, 'mf-profile'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

it('finds nothing in a slice that keeps to everything', () => {
  expect(check()).toEqual({ code: 0, output: expect.stringContaining('profile: nothing to complain of') });
});

it('names every fault of a slice at once', () => {
  spoil(
    'src/profile.css',
    (css) => `${css}\n.card { display: none; }\n.ebok-profile__wide { inline-size: 500px; }`,
  );
  spoil('src/texts/uk.json', (texts) => texts.replace(/"loading": .*,/, '"loading": "",'));
  spoil('src/overview/generated/persisted-documents.json', (json) => json.replace('taxId', 'shoeSize'));
  spoil('src/overview/OverviewPage.vue', (page) =>
    page
      .replace('<h1>', '<img src="data:," /><p class="ebok-profile__wide">wide</p><h1>')
      .replace(
        'onMounted(',
        'document.createElement("b").setAttribute("style", "color: red");\nlet never = 1;\nonMounted(',
      ),
  );
  spoil('package.json', (json) => json.replace(/"vue": "[^"]+"/, '"vue": "^2.7.0"'));
  spoil('slice.json', (json) =>
    json
      .replace('"parcels": []', '"parcels": [{ "name": "moje", "order": 1 }]')
      .replace(/"en": "[^"]*"/, '"en": "Your use"'),
  );
  // A tile whose name differs from slice.json.
  spoil('src/lifecycle.ts', (code) =>
    code.replace('parcels = {}', "parcels = { other: lifecycles(() => import('./OtherTile')) }"),
  );
  spoil('src/OtherTile.ts', () => "export { open } from './open';\n");
  spoil('src/profile.test.ts', (tests) => `${tests}\nit('keeps its word', () => expect(1).toBe(2));`);
  const ballast = randomBytes(30_000).toString('base64');
  spoil('src/open.ts', (code) => `${code}\nObject.assign(globalThis, { ballast: '${ballast}' });`);
  const { code, output } = check();
  expect(code).toBe(1);
  expect(output).toMatch(/size: \d\d\.\d kB of JavaScript in brotli, and 25\.0 kB is the limit \(\w+/);
  expect(output).toContain('styles: ".card" does not begin with .ebok-profile');
  expect(output).toContain('mf-profile uk: "loading" is missing');
  expect(output).toContain('mf-profile en: the menu says "Your use": your electricity use');
  expect(output).toMatch(/operations: Profile: Cannot query field .shoeSize. on type .Customer./);
  expect(output).toContain('axe: image-alt at /dane: img');
  expect(output).toMatch(/libraries: package\.json asks for vue \^2\.7\.0, and the page has 3\./);
  expect(output).toContain('slice.json names the parcel "moje", and src/lifecycle exports no parcels.moje');
  expect(output).toMatch(/width: at \/dane <p class="ebok-profile__wide"> to \d+ px reaches beyond a phone/);
  expect(output).toMatch(/page: at \/dane: the page's policy \(style-src-attr\) blocks/);
  expect(output).toMatch(
    /lint: src\/overview\/OverviewPage\.vue:\d+: 'never' is assigned a value but never used/,
  );
  expect(output).toMatch(/tests: src\/profile\.test\.ts: keeps its word: .*expect/);
});

it.each([
  [
    'a misspelt key',
    (json: string) => json.replace('"order"', '"ordr"'),
    /nobody knows "menu\[0\]\.ordr"; the keys here are path, text, order/,
  ],
  [
    'an unknown icon',
    (json: string) => json.replace('"icon": "user"', '"icon": "person"'),
    /the shell has no icon "person" \(menu \/dane\); it has home, receipt/,
  ],
  [
    'a shell that is not here',
    (json: string) => json.replace('^0.1.0', '^9.0.0'),
    /it is for shell \^9\.0\.0, and the shell here is 0\.1\.0/,
  ],
  [
    'a range that is none',
    (json: string) => json.replace('^0.1.0', 'newest'),
    /"shell" is a range of versions such as/,
  ],
  [
    'a menu entry to nobody’s page',
    (json: string) => json.replace('"path": "/dane"', '"path": "/inne"'),
    /the menu leads to \/inne, which is under none of its routes/,
  ],
  [
    'a key that is missing',
    (json: string) => json.replace(/"uk": "[^"]*"/, '"en": "x"'),
    /"menu\[0\]\.text\.uk" is a text, not left out/,
  ],
])('refuses %s in slice.json before anything is built', (_what, change, sentence) => {
  spoil('slice.json', change);
  expect(check()).toEqual({ code: 1, output: expect.stringMatching(sentence) });
});

it('refuses a page of a slice in React that is under none of its routes', () => {
  spoil('src/routes.tsx', () => "export const routes = [{ path: '/inne/:id', page: OtherPage }];\n");
  expect(check()).toEqual({
    code: 1,
    output: expect.stringContaining(
      'src/routes.tsx has a page at /inne/:id, which is under no route (/dane)',
    ),
  });
});

it('refuses the sources of another slice', () => {
  cpSync(path.join(ROOT, 'mf-finance/src'), path.join(root, 'mf-finance/src'), { recursive: true });
  spoil('src/ui/address.ts', (code) => `import '../../../mf-finance/src/ui/money';\n${code}`);
  expect(check()).toEqual({
    code: 1,
    output: expect.stringMatching(
      /src\/ui\/address\.ts imports \.\.\/mf-finance\/src\/ui\/money\.ts, which is not this slice's own/,
    ),
  });
});

it('names a page that stays empty and the error at its mount, and an unknown field by its file and line', () => {
  // Each of the slice's own tests would wait for the page.
  spoil('src/profile.test.ts', () => "it('waits for nothing', () => {});\n");
  spoil('src/overview/OverviewPage.vue', (page) =>
    page.replace('onMounted(', 'throw new Error("no page");onMounted('),
  );
  spoil('src/overview/profile.graphql', (text) => text.replace('    taxId\n', '    shoeSize\n'));
  const { code, output } = check();
  expect(code).toBe(1);
  expect(output).toContain('page: no heading stands at /dane');
  expect(output).toContain('page: at /dane: Error: no page');
  expect(output).toMatch(
    /operations: src\/overview\/profile\.graphql:\d+: Cannot query field "shoeSize" on type "Customer"/,
  );
});

it('looks at slices under the very policy of the page', async () => {
  const site = await serveFaulty(['mf-shell'], []);
  const { headers } = await fetch(site.url, { headers: { accept: 'text/html' } });
  await site.stop();
  const policy = headers.get('content-security-policy')!.replace(/(script-src 'self') 'sha256-[^']+'/, '$1');
  const code = `import('${ROOT}/mf-shell/build/team/policy.mjs').then((it) => console.log(it.PAGE_POLICY))`;
  expect(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout.trim()).toBe(policy);
});

it('knows the same keys of slice.json as the gateway', () => {
  const code = `import('${ROOT}/mf-shell/build/team/description.mjs').then(({ KEYS }) => {
    const keys = (of) => Object.keys(of).map((key) => key.replace('?', '')).sort();
    console.log(JSON.stringify([KEYS, KEYS.menu[0], KEYS.menu[0].text, KEYS.parcels[0]].map(keys)));
  })`;
  const known = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout;
  const { Description } = createRequire(__filename)(
    path.join(ROOT, 'gateway/dist/slices/registry/manifest'),
  ) as {
    Description: { shape: any };
  };
  const { shape } = Description;
  const entry = shape.menu.element.shape;
  const keys = (of: object) => Object.keys(of).sort();
  expect(JSON.parse(known)).toEqual([shape, entry, entry.text.shape, shape.parcels.element.shape].map(keys));
});

it('tells when operations were changed and not generated', () => {
  spoil('src/overview/profile.graphql', (text) => text.replace('    taxId\n', ''));
  expect(check()).toEqual({ code: 1, output: expect.stringContaining('npm run codegen') });
});

describe('an operation that is not persisted', () => {
  const sneaky = 'fetch("/graphql", { body: "query Sneaky { session { role } }" });';
  const fault = 'carries the operation Sneaky as a text that is not persisted';

  it('stops the build', () => {
    spoil('src/open.ts', (code) => `${code}\n${sneaky}`);
    expect(check()).toEqual({ code: 1, output: expect.stringContaining(fault) });
  });

  it('is refused in a chunk that was built in another way', () => {
    spoil('package.json', (json) => json.replace('"vite build"', '"true"'));
    const manifest = readFileSync(path.join(root, 'mf-profile/dist/manifest.json'), 'utf8');
    const { entry } = JSON.parse(manifest) as { entry: string };
    spoil(path.join('dist', entry), (code) => `${code}\n${sneaky}`);
    expect(check()).toEqual({ code: 1, output: expect.stringContaining(`operations: ${entry} ${fault}`) });
  });
});

it.each(['react', 'vue'])(
  'finds nothing in a slice made from the template in %s, whose tests pass',
  (framework) => {
    copyTemplate(framework);
    expect(run('mf-power-cuts', 'mf-shell/build/codegen.mjs')).toMatchObject({ code: 0 });
    expect(run('mf-power-cuts', 'node_modules/jest/bin/jest.js', '--ci')).toEqual({
      code: 0,
      output: expect.stringMatching(/Tests: +7 passed, 7 total/),
    });
    expect(check('mf-power-cuts')).toEqual({
      code: 0,
      output: expect.stringContaining('power-cuts: nothing to complain of'),
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
  const before = existsSync(place) ? readFileSync(place, 'utf8') : '';
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
  return { code: status, output: stdout + stderr };
}
