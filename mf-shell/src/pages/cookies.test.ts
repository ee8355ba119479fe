import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { switchLanguage } from '../language/texts';
import { arrive, gateway, press, settled, show, text } from '../testing';
import { STORED } from './browser-storage';
import './cookies.page';

const cookie = (name: string, maxAge: number | null) => ({
  name,
  maxAge,
  ...{ pl: `Po co jest ${name}`, en: `What ${name} is for`, uk: `Для чого ${name}` },
});
const COOKIES = [cookie('ebok', null), cookie('ebok-browser', 31_536_000), cookie('ebok-instead', 3600)];

describe('the page about cookies', () => {
  beforeEach(() => arrive('/pliki-cookie'));

  it('names each cookie of the gateway with what it is for and how long, also in another language', async () => {
    gateway({ Cookies: { service: { cookies: COOKIES } } });
    await show('ebok-cookies-page');
    await settled();
    expect(document.title).toBe('Pliki cookie – Jasna Energia');
    const entries = () =>
      [...document.querySelectorAll('[aria-labelledby=cookies-list] li')].map((one) =>
        (one.textContent ?? '').replace(/\s+/g, ' ').trim(),
      );
    expect(entries()).toEqual([
      'ebok Po co jest ebok Jak długo: do zamknięcia przeglądarki',
      'ebok-browser Po co jest ebok-browser Jak długo: 1 rok',
      'ebok-instead Po co jest ebok-instead Jak długo: 1 godzina',
    ]);
    await switchLanguage('en');
    await settled();
    expect(entries()[1]).toBe('ebok-browser What ebok-browser is for How long: 1 year');
  });

  it('says when the list cannot be had, keeps what it knows itself, and tries again', async () => {
    gateway({});
    await show('ebok-cookies-page');
    await settled();
    expect(text('[role=alert]')).toContain('Spróbuj ponownie');
    expect(text('[aria-labelledby=cookies-storage]')).toContain('ebok.language');
    gateway({ Cookies: { service: { cookies: COOKIES } } });
    await press('Spróbuj ponownie');
    expect(document.querySelectorAll('[aria-labelledby=cookies-list] li')).toHaveLength(3);
  });

  it('names everything that the shell, the slices and the playground store in the browser', () => {
    const root = path.join(__dirname, '../../..');
    const folders = readdirSync(root).filter((name) => /^mf-/.test(name));
    const sources = [...folders.map((name) => `${name}/src`), 'mf-shell/playground/src'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?<!\.test)\.(tsx?|vue)$/.test(file))
        .map((file) => readFileSync(path.join(root, folder, file), 'utf8')),
    );
    const constants = new Map(
      sources.flatMap((source) =>
        [...source.matchAll(/const (\w+) = '([^']+)'/g)].map(([, name, value]) => [name, value] as const),
      ),
    );
    const stored = sources.flatMap((source) =>
      [...source.matchAll(/(?:local|session)Storage\.setItem\(\s*([^,]+),/g)].map(([, key = '']) =>
        key.startsWith('`') ? key.slice(1).replace(/\$\{.*/, '…') : (constants.get(key) ?? key),
      ),
    );
    // The editor of the playground stores by itself what the session's end removes.
    const editors = sources.flatMap((source) => /startsWith\('(graphiql:)'\)/.exec(source)?.[1] ?? []);
    const found = [...stored, ...editors.map((prefix) => `${prefix}…`)];
    expect([...new Set(found)].sort()).toEqual(STORED.map(({ name }) => name).sort());
    const elsewhere = /\b(indexedDB|document\.cookie|cookieStore|caches\.open|serviceWorker\.register)\b/;
    expect(sources.filter((source) => elsewhere.test(source))).toEqual([]);
  });
});
