import { switchLanguage } from '../language/texts';
import { arrive, asked, gateway, press, settled, show, somebody, text } from '../testing';
import './document.page';
import './documents.page';

const version = (slug: string, name: string, validFrom: string, more: object = {}) => ({
  slug,
  title: slug === 'terms' ? 'Regulamin eBOK' : 'Cennik',
  version: name,
  validFrom,
  validTo: null as string | null,
  url: `/files/documents/${slug}/${encodeURIComponent(name)}`,
  mimeType: 'text/html',
  acceptedAt: null as string | null,
  ...more,
});
const TERMS = version('terms', '2', '2026-03-01');
const OLD_TERMS = version('terms', '1/a', '2025-01-01', {
  validTo: '2026-02-28',
  // The next day in Poland.
  acceptedAt: '2025-05-31T22:30:00Z',
});
const PRICES = version('prices', '2026', '2026-01-01', { mimeType: 'application/pdf' });
const DOCUMENTS = [
  { ...TERMS, versions: [TERMS, OLD_TERMS] },
  { ...PRICES, versions: [PRICES] },
];
const hrefs = (selector: string) =>
  [...document.querySelectorAll(selector)].map((link) => link.getAttribute('href'));

async function open(place: string, who: ReturnType<typeof somebody> | null = null, documents = DOCUMENTS) {
  await arrive(place, who);
  gateway({ Documents: { service: { documents } } });
  await show(place === '/dokumenty' ? 'ebok-documents-page' : 'ebok-document-page');
  await settled();
}

describe('the list of documents', () => {
  it('names each with the version in force, and leads to it', async () => {
    await open('/dokumenty');
    expect(hrefs('li a')).toEqual(['/dokumenty/terms', '/dokumenty/prices']);
    expect(text('li')).toBe('Regulamin eBOK Wersja 2, obowiązuje od 1 marca 2026');
    expect(text()).toContain('Po zalogowaniu zobaczysz tu także');
    expect(document.title).toBe('Dokumenty – Jasna Energia');
  });

  it('marks the accepted version, and says nothing of signing in, to who is signed in', async () => {
    const terms = { ...TERMS, acceptedAt: '2026-03-02T10:00:00Z' };
    await open('/dokumenty', somebody(), [{ ...terms, versions: [terms] }]);
    expect(text('li .badge')).toBe('Zaakceptowano 2 marca 2026');
    expect(text()).not.toContain('Po zalogowaniu');
  });

  it('says when it cannot be had, and tries again', async () => {
    await arrive('/dokumenty');
    gateway({});
    await show('ebok-documents-page');
    await settled();
    expect(text('[role=alert]')).toContain('Spróbuj ponownie');
    gateway({ Documents: { service: { documents: DOCUMENTS } } });
    await press('Spróbuj ponownie');
    expect(hrefs('li a')).toHaveLength(2);
  });
});

describe('a document', () => {
  it('is shown in the version in force, to open or download, with the versions before it', async () => {
    await open('/dokumenty/terms', somebody());
    expect([text('h1'), document.title]).toEqual(['Regulamin eBOK', 'Regulamin eBOK – Jasna Energia']);
    expect(document.querySelector('iframe')?.getAttribute('src')).toBe(TERMS.url);
    expect(text('a[target=_blank]')).toBe('Otwórz w nowej karcie');
    expect(document.querySelector('a[download]')?.getAttribute('download')).toBe('Regulamin eBOK, 2.html');
    expect(text('[aria-labelledby=document-versions] li:last-child')).toBe(
      'Wersja 1/a, obowiązywała od 1 stycznia 2025 do 28 lutego 2026 Zaakceptowano 1 czerwca 2025',
    );
    expect(hrefs('[aria-labelledby=document-versions] a')).toEqual(['/dokumenty/terms/1%2Fa']);
    expect(text('[aria-current=page]')).toBe('Wersja 2, obowiązuje od 1 marca 2026');
    expect(document.querySelector('.alert')).toBeNull();
    await switchLanguage('en');
    await settled();
    expect(text('.cluster .muted')).toBe('Version 2, valid from 1 March 2026');
  });

  it('is shown in an earlier version, which says so and leads to the one in force', async () => {
    await open('/dokumenty/terms/1%2Fa', somebody());
    expect(text('.alert')).toBe(
      'To wcześniejsza wersja. Obecnie obowiązuje inna. Zobacz obowiązującą wersję',
    );
    expect(hrefs('.alert a')).toEqual(['/dokumenty/terms']);
    expect(document.querySelector('iframe')?.getAttribute('src')).toBe(OLD_TERMS.url);
    expect(document.querySelector('a[download]')?.getAttribute('download')).toBe('Regulamin eBOK, 1-a.html');
    expect(hrefs('[aria-labelledby=document-versions] a')).toEqual(['/dokumenty/terms']);
    expect(text('[aria-current=page]')).toContain('Wersja 1/a');
  });

  it('as PDF opens and downloads where the browser shows none in a page; one version is no list', async () => {
    await open('/dokumenty/prices');
    expect(document.querySelector('iframe')).toBeNull();
    expect(hrefs('.card a')).toEqual([PRICES.url, PRICES.url]);
    expect(text('.card')).toContain('Otwórz PDF w nowej karcie');
    expect(document.querySelector('#document-versions')).toBeNull();
  });

  it.each([
    '/dokumenty/terms/9',
    '/dokumenty/terms/2/x',
    '/dokumenty/tariff',
    '/dokumenty/',
    '/dokumenty/%E0',
  ])('that is not there (%s) is said to be missing, and may be a customer’s', async (place) => {
    await open(place);
    expect([text('h1'), asked.length]).toEqual(['Nie ma takiego dokumentu', 1]);
    const signIn = new URL(hrefs('a.button')[0]!, location.origin);
    expect([signIn.pathname, signIn.searchParams.get('returnTo')]).toEqual(['/logowanie', place]);
    await open(place, somebody());
    expect([text('h1'), hrefs('a')]).toEqual(['Nie ma takiego dokumentu', ['/dokumenty']]);
  });
});
