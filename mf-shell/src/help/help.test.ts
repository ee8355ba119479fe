import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from 'lit';
import browsers from '../../browsers.json';
import shell from '../../shell.json';
import { switchLanguage } from '../language/texts';
import { session } from '../session/session';
import { arrive, settled, show, somebody, text } from '../testing';
import * as accessibility from './accessibility.page';
import accessibilityEn from './accessibility/en.json';
import accessibilityPl from './accessibility/pl.json';
import accessibilityUk from './accessibility/uk.json';
import * as help from './help.page';
import { prose } from './prose';
import { TOPICS, type Question } from './questions';
import { search } from './search';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

const ROOT = join(__dirname, '../../..');
const QUESTIONS = Object.values(TOPICS).flat();
const LANGUAGES = { pl, en, uk };

/** The addresses that a text links to. */
const addresses = (lines: readonly string[]) =>
  [...lines.join('\n').matchAll(/\]\(([^)]+)\)/g)].map(([, address]) => address!);

/** The addresses of a slice's pages, as its `slice.json` and its routes name them. */
function pagesOf(folder: string): string[] {
  const { routes } = JSON.parse(readFileSync(join(ROOT, folder, 'slice.json'), 'utf8')) as {
    routes: string[];
  };
  const files = ['routes.ts', 'routes.tsx'].map((name) => join(ROOT, folder, 'src', name));
  const code = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const below = [...code.join('\n').matchAll(/path: ['`]([^'`]+)['`]/g)];
  return [...routes, ...below.map(([, path]) => path!.replace('${ROOT}', routes[0]!))];
}

const PAGES = new Set([
  ...shell.routes,
  ...readdirSync(ROOT)
    .filter((folder) => existsSync(join(ROOT, folder, 'slice.json')))
    .flatMap(pagesOf),
]);

describe('the questions', () => {
  it('stand under one topic each', () => {
    const written = Object.keys(pl).flatMap((key) => /^(\w+)\.question$/.exec(key)?.[1] ?? []);
    expect([...QUESTIONS].sort()).toEqual(written.sort());
  });

  it.each(QUESTIONS)('"%s" links to the same pages in each language, and these are there', (one) => {
    const [polish, ...others] = Object.values(LANGUAGES).map((texts) => addresses(texts[`${one}.answer`]));
    for (const other of others) expect([...other].sort()).toEqual([...polish!].sort());
    for (const address of polish!) {
      const { pathname, hash, origin } = new URL(address, 'https://ebok.example');
      if (origin !== 'https://ebok.example') continue;
      // These two documents are there whatever the retailer gives.
      expect(PAGES).toContain(pathname.replace(/^(\/dokumenty\/)(terms|privacy)$/, '$1'));
      if (hash) expect(QUESTIONS).toContain(hash.slice(1));
    }
  });
});

it("some answer leads to each page of the customer's data", () => {
  const linked = new Set(QUESTIONS.flatMap((one) => addresses(pl[`${one}.answer`])));
  const pages = pagesOf('mf-profile').filter((path) => !path.includes(':'));
  expect(pages.filter((path) => !linked.has(path))).toEqual([]);
  expect(pages).toContain('/dane/uslugi');
});

describe('the search', () => {
  const found = (asked: string, texts: typeof pl = pl) => [...search(asked, texts, QUESTIONS)];

  it.each<[string, Question]>([
    ['jak zaplacic', 'pay'],
    ['BLIK', 'pay'],
    ['faktury fałszywe', 'fakeInvoice'],
    ['brak pradu', 'outage'],
    ['odczyt licznika', 'reading'],
    ['przeprowadzka', 'moving'],
    ['net-billing', 'prosumer'],
    ['oplata mocowa', 'lines'],
    ['Zapomniałam hasła', 'password'],
  ])('finds "%s" without regard to letters, marks and endings', (asked, question) => {
    expect(found(asked)).toContain(question);
  });

  it('finds in each language, all words of a search, and everything for an empty one', () => {
    expect(found('meter photo', en)).toContain('reading');
    expect(found('meter photo', en)).not.toContain('pay');
    expect(found('лічильника', uk)).toContain('reading');
    expect(found('qwerty')).toEqual([]);
    expect(found('BLIK licznik qwerty')).toEqual([]);
    expect(found(' - ')).toEqual(QUESTIONS);
  });
});

describe('/pomoc', () => {
  beforeEach(() => help.load());
  const details = (id: string) => document.querySelector<HTMLDetailsElement>(`details#${id}`)!;
  const shown = () => [...document.querySelectorAll('details:not([hidden])')].map(({ id }) => id);

  async function type(asked: string): Promise<void> {
    const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
    input.value = asked;
    input.dispatchEvent(new Event('input'));
    await settled();
  }

  it('has all questions by topic, and the channels for homes and firms with their hours', async () => {
    await arrive('/pomoc', somebody());
    await show('ebok-help-page');
    expect(shown()).toEqual(QUESTIONS);
    expect(document.querySelectorAll('h2')).toHaveLength(Object.keys(TOPICS).length + 1);
    expect(document.title).toBe('Pomoc – Jasna Energia');
    expect(text('.card')).toContain('Dla domu');
    expect(text('.card')).toContain('Dla firm');
    expect(document.querySelector('a[href="tel:991"]')).not.toBeNull();
    expect(document.querySelector('.card a[href="/kontakt"]')).not.toBeNull();
  });

  it('opens the question that the address names, and names the one that is opened', async () => {
    await arrive('/pomoc#limit');
    await show('ebok-help-page');
    expect(details('limit').open).toBe(true);
    details('pay').open = true;
    await settled();
    expect(location.hash).toBe('#pay');
    location.hash = '#register';
    await settled();
    expect(details('register').open).toBe(true);
    expect(document.activeElement).toBe(details('register').querySelector('summary'));
  });

  it('searches while one types, says how many it found, and keeps the search in the address', async () => {
    await arrive('/pomoc');
    await show('ebok-help-page');
    await type('oplata mocowa');
    expect(shown()).toEqual(['lines']);
    expect(text('[role=status]')).toBe('1 odpowiedź');
    // The address follows after a pause.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(location.search).toBe('?q=oplata+mocowa');
    await type('qwerty');
    expect(text('[role=status]')).toContain('Nic nie pasuje');
    await type('');
    expect(shown()).toEqual(QUESTIONS);
  });

  it('shows the search of its address', async () => {
    await arrive('/pomoc?q=blik%20kod');
    await show('ebok-help-page');
    expect(document.querySelector<HTMLInputElement>('input[type=search]')?.value).toBe('blik kod');
    expect(shown().length).toBeLessThan(QUESTIONS.length);
  });

  it('is printed with all answers', async () => {
    await arrive('/pomoc');
    await show('ebok-help-page');
    details('pay').open = true;
    await settled();
    dispatchEvent(new Event('beforeprint'));
    await settled();
    expect(document.querySelectorAll('details[open]')).toHaveLength(QUESTIONS.length);
    expect(location.hash).toBe('#pay');
    dispatchEvent(new Event('afterprint'));
    expect([...document.querySelectorAll('details[open]')].map(({ id }) => id)).toEqual(['pay']);
  });

  it('says the same in another language, and names the browsers for which the page is built', async () => {
    await arrive('/pomoc');
    await show('ebok-help-page');
    await switchLanguage('uk');
    await settled();
    expect(text('#register summary')).toBe(uk['register.question']);
    await switchLanguage('pl');
    await settled();
    expect(text('#browsers')).toContain(`Firefox ${browsers.firefox}`);
  });
});

describe('/dostepnosc', () => {
  it('says its status, what is missing, how to report it, and whom to turn to', async () => {
    await accessibility.load();
    await arrive('/dostepnosc');
    await show('ebok-accessibility-page');
    const said = text('ebok-accessibility-page');
    for (const part of [
      'Jasna Energia sp. z o.o.',
      'częściowo zgodny',
      '30 listopada 2026',
      'PFRON',
      '22 100 20 30',
    ])
      expect(said).toContain(part);
    expect(said).not.toMatch(/\{\w+\}/);
    expect(session.current).toBeNull();
  });

  it('links to the same places in each language', () => {
    const all = [accessibilityPl, accessibilityEn, accessibilityUk].map((texts) =>
      addresses(Object.values(texts).flat()),
    );
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
  });
});

it('prose is paragraphs, lists and links, and markup in it is text', () => {
  const place = document.createElement('div');
  const lines = ['One [two](/pomoc), {name}.', '- a', '- <b>b</b>', '1. [c](https://cert.pl)', '2. d'];
  render(prose(lines, { name: '<i>' }), place);
  const html = place.innerHTML
    .replace(/<!--.*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><');
  expect(html).toContain('<p>One <a href="/pomoc">two</a>, &lt;i&gt;.</p>');
  expect(html).toContain('<ul><li>a</li><li>&lt;b&gt;b&lt;/b&gt;</li></ul>');
  expect(place.querySelectorAll('ol li')).toHaveLength(2);
  expect(place.querySelector('ol a')?.getAttribute('rel')).toBe('noopener');
});

it('README.md names the browsers for which the page is built', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const { chrome, edge, firefox, safari } = browsers;
  expect(readme).toContain(`Chrome ${chrome}, Edge ${edge}, Firefox ${firefox}, Safari ${safari}`);
});
