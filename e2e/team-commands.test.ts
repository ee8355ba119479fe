// A team's own commands, in a clone without any other slice, while a customer has the page open.
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { register, signIn, visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

const ROOT = path.resolve(__dirname, '..');
let browser: Browser;
beforeAll(async () => (browser = await launch()));
afterAll(() => browser?.close());

/**
 * A clone in which finance is the only slice, as its team may have it: no other slice's folder exists. Everything
 * outside of finance is linked to the real project.
 */
async function teamOfFinance(portal: Portal) {
  const token = await portal.token('finance');
  const clone = mkdtempSync(path.join(tmpdir(), 'ebok-team-'));
  for (const shared of [
    'node_modules',
    'mf-shell',
    'bin',
    'schema.graphql',
    'package.json',
    'tsconfig.base.json',
  ])
    symlinkSync(path.join(ROOT, shared), path.join(clone, shared));
  // Copies, because the linters look for the slices beside their rules.
  for (const file of ['oxlint.config.mjs', 'eslint.config.mjs'])
    cpSync(path.join(ROOT, file), path.join(clone, file));
  const folder = path.join(clone, 'mf-finance');
  cpSync(path.join(ROOT, 'mf-finance'), folder, {
    recursive: true,
    // Of its tests one file is enough: `publish` runs them all.
    filter: (source) => !/\/(dist|node_modules)$|(?<!lifecycle)\.test\.tsx?$/.test(source),
  });
  const own = path.join(ROOT, 'mf-finance/node_modules');
  if (existsSync(own)) symlinkSync(own, path.join(folder, 'node_modules'));
  const change = (file: string, from: string, to: string) => {
    const place = path.join(folder, file);
    const text = readFileSync(place, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(place, text.replace(from, to));
  };
  return {
    change,
    run: (...args: string[]) =>
      new Promise<{ code: number; output: string }>((resolve) => {
        const env = { ...process.env, ...portal.trust, EBOK_URL: portal.url, EBOK_TOKEN: token };
        const command = execFile(
          'npm',
          ['run', '--silent', ...args],
          { cwd: folder, env },
          (_error, out, err) => resolve({ code: command.exitCode ?? 1, output: out + err }),
        );
      }),
    leave: () => rmSync(clone, { recursive: true }),
  };
}

describe('the team of finance', () => {
  let portal: Portal;
  let team: Awaited<ReturnType<typeof teamOfFinance>>;
  beforeAll(async () => {
    portal = await startPortal();
    expect((await portal.import(portal.feed(ELECTRICITY))).code).toBe(0);
    await register(portal, CUSTOMER);
    team = await teamOfFinance(portal);
  });
  afterAll(async () => {
    team?.leave();
    await portal?.stop();
  });

  const headline = (page: Page, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  it('publishes, promotes and rolls back while a page is open, which notices nothing until it is loaded anew', async () => {
    const { page, complaints, leave } = await visit(browser, 1280);
    await page.goto(`${portal.url}/finanse`);
    await signIn(page, CUSTOMER.email);
    await headline(page, 'Finanse');

    team.change('package.json', '"version": "0.1.0"', '"version": "0.2.0"');
    team.change('src/texts/pl.json', '"invoices.title": "Finanse"', '"invoices.title": "Finanse na nowo"');
    // The slice's tests check the headline, and a version with failing tests is not published.
    team.change('src/lifecycle.test.tsx', "name: 'Finanse'", "name: 'Finanse na nowo'");
    const published = await team.run('publish');
    expect(published).toEqual({ code: 0, output: expect.stringContaining('finance 0.2.0 is published') });
    expect((await team.run('publish')).output).toContain('was published before');
    await page.reload();
    await headline(page, 'Finanse');

    expect((await team.run('promote')).output).toContain('everybody gets 0.2.0');
    // Files that this tab loads only now must be those of the version it started with.
    await page.getByRole('link', { name: CUSTOMER.invoice }).click();
    await headline(page, `Faktura rozliczeniowa ${CUSTOMER.invoice}`);
    await page.getByRole('link', { name: 'Finanse', exact: true }).first().click();
    await headline(page, 'Finanse');
    await page.reload();
    await headline(page, 'Finanse na nowo');
    await page.goto(portal.url);
    await page.getByText('termin minął 15 marca 2026').waitFor();
    await page.goto(`${portal.url}/finanse`);

    expect((await team.run('rollback')).output).toMatch(/everybody gets 0\.1\.0\+\w+ again/);
    await page.reload();
    await headline(page, 'Finanse');
    expect((await team.run('list')).output).toMatch(/rollback +stable: 0\.2\.0 → 0\.1\.0\+/);
    await leave();
    expect(complaints).toEqual([]);
  });

  it('tries a version on some, shows it to whoever has the link, and gives its slice back to the gateway', async () => {
    const outputOf = async (...words: string[]) => {
      const [command = '', ...rest] = words;
      const { code, output: text } = await team.run(command, '--', ...rest);
      return code === 0 ? text : `exit code ${code}: ${text}`;
    };
    expect(await outputOf('canary', '50', '0.2.0')).toContain('50 % of visitors get 0.2.0.');
    expect(await outputOf('canary', '50')).toContain('50 % of visitors get 0.2.0 already: nothing changed');
    expect(await outputOf('list')).toMatch(/canary +0\.2\.0 +50 % of visitors/);
    expect(await outputOf('canary', '0')).toContain('the canary is over');
    expect(await outputOf('canary', '0')).toContain('there was no canary');
    expect(await outputOf('canary', 'many')).toContain('exit code 2: Say which percentage');
    const link = () => fetch(`${portal.directUrl}/podglad/nowe`, { redirect: 'manual' });
    expect(await outputOf('preview', 'nowe', '0.2.0')).toContain(`${portal.url}/podglad/nowe`);
    expect((await link()).status).toBe(303);
    expect(await outputOf('preview', 'nowe', 'off')).toContain('the preview nowe is over');
    expect((await link()).status).toBe(404);
    // After a rollback, promote without a version must not bring the same version back.
    expect(await outputOf('promote')).toMatch(
      /everybody keeps 0\.1\.0\+\w+\.\n.* npm run promote -w mf-finance -- 0\.2\.0/,
    );
    expect(await outputOf('promote', 'built-in')).toContain(
      'follows what the gateway is built with again: 0.1.0+',
    );
    expect(await outputOf('promote', 'built-in')).toContain('already: nothing changed');
    expect(await outputOf('list')).toContain('Follows what the gateway was built with');
    expect(await outputOf('list')).not.toMatch(/^ {2}(canary|nowe) /m);
  });

  it('takes its slice out of the page, with its address, menu entry and tile, and brings it back', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(portal.url);
    await signIn(page, CUSTOMER.email);
    await page.locator('ebok-parcel[slice=finance]').waitFor();
    expect((await team.run('remove')).output).toMatch(/taken out of the page \(before: 0\.1\.0\+\w+\)/);
    expect((await team.run('remove')).output).toContain('nobody gets any version already');
    // The open tab keeps its version.
    await page.getByRole('link', { name: 'Finanse', exact: true }).first().click();
    await headline(page, 'Finanse');
    expect((await page.goto(`${portal.url}/finanse`))?.status()).toBe(404);
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Twoje zużycie' }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Finanse', exact: true }).count()).toBe(0);
    expect(await page.locator('ebok-parcel[slice=finance]').count()).toBe(0);
    expect((await team.run('rollback')).output).toMatch(/everybody gets 0\.1\.0\+\w+ again/);
    await page.goto(`${portal.url}/finanse`);
    await headline(page, 'Finanse');
    await leave();
  });

  it('cannot publish styles that reach beyond its slice', async () => {
    team.change('package.json', '"version": "0.2.0"', '"version": "0.3.0"');
    team.change('src/ui/ui.css', '.ebok-finance', 'body { margin: 0 }\n.ebok-finance');
    const { code, output } = await team.run('publish');
    expect([code, output]).toEqual([1, expect.stringContaining('"body" does not begin with .ebok-finance')]);
    team.change('src/ui/ui.css', 'body { margin: 0 }\n', '');
  });

  it('sees its card instead of a slice of which one byte was changed in the store, and everything else goes on', async () => {
    const { page, leave } = await visit(browser, 1280);
    await page.goto(portal.url);
    await signIn(page, CUSTOMER.email);
    await page.getByText('termin minął 15 marca 2026').waitFor();
    const store = path.join(portal.world, 'files/slices/finance');
    const live = readdirSync(store).find((folder) => folder.startsWith('0.1.0-'))!;
    const entry = readdirSync(path.join(store, live)).find((file) => /^lifecycle-.*\.js$/.test(file))!;
    const file = path.join(store, live, entry);
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
    );
    // A browser with a filled cache keeps its files, so a new one is needed to request them.
    const another = await visit(browser, 1280);
    await another.page.goto(`${portal.url}/finanse`);
    await signIn(another.page, CUSTOMER.email);
    await another.page.getByRole('button', { name: 'Spróbuj ponownie' }).first().waitFor();
    await another.page.getByRole('link', { name: 'Wiadomości' }).first().click();
    await headline(another.page, 'Wiadomości');
    writeFileSync(file, bytes);
    await another.page.goto(`${portal.url}/finanse`);
    await headline(another.page, 'Finanse');
    await another.leave();
    await leave();
  });
});
