import { arrive, asked, DOCUMENT, gateway, press, settled, SERVICE, somebody, text } from '../testing';
import type { SliceDescription } from '../config';
import { setLanguage } from '../language/language';
import { session, setSession } from '../session/session';
import { switchLanguage } from '../language/texts';
import { browser } from '../slices/slice-module';
import { decide } from './routes';
import { navigate } from './navigate';
import { notify } from './notify';
import { Layout } from './layout';
import { pageLoad } from '../session/page-load';

const FINANCE: SliceDescription = {
  name: 'finance',
  routes: ['/finanse'],
  menu: [
    { path: '/finanse', text: { pl: 'Finanse', en: 'Finance', uk: 'Фінанси' }, order: 10, icon: 'receipt' },
  ],
  parcels: [],
  module: '@ebok/finance',
  version: '0.1.0',
  styles: [],
};

// jsdom has neither.
Object.assign(globalThis, { scrollTo: jest.fn() });
Object.assign(HTMLDialogElement.prototype, { showModal() {}, close() {} });

const mounted = jest.fn();
let layout: Layout | undefined;

beforeEach(() => {
  mounted.mockClear();
  jest.spyOn(browser, 'import').mockResolvedValue({
    mount: async ({ domElement }: { domElement: HTMLElement }) => {
      mounted();
      domElement.innerHTML = '<h1>Finanse</h1>';
    },
    unmount: async () => {},
  });
});

/** Pages load lazily, and the focus moves two frames later. */
async function eventually(check: () => boolean) {
  for (let time = 0; time < 300 && !check(); time += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(check()).toBe(true);
  await settled();
}

const headline = (expected: string) => () => text('main h1') === expected;

async function open(path: string, who = session.current) {
  layout?.remove();
  await arrive(path, who);
  if (!layout)
    layout = Object.assign(new Layout(), {
      config: { shell: '0.1.0', slices: [FINANCE], production: true },
    });
  document.body.append(layout);
  navigate(path);
}

it('says which preview somebody looks at, and how to leave it', async () => {
  await open('/pomoc', somebody());
  expect(document.querySelector('a[href="/podglad"]')).toBeNull();
  layout!.config = { ...layout!.config, preview: 'jasny' };
  layout!.requestUpdate();
  await settled();
  expect(text('.alert--info')).toContain('Oglądasz podgląd „jasny”');
  expect(text('a[href="/podglad"]')).toBe('Wróć do zwykłej wersji');
  layout!.config = { ...layout!.config, preview: undefined };
});

describe('which page an address shows', () => {
  const at = (path: string, who: ReturnType<typeof somebody> | null) => {
    const decision = decide(new URL(path, location.origin), who, [FINANCE]);
    if (decision.show === 'page') return decision.page.tag;
    if (decision.show === 'customer') return `customer ${decision.id}`;
    return decision.show === 'slice' ? decision.slice.name : `→ ${decision.path}`;
  };
  const asks = somebody({ termsToAccept: DOCUMENT });

  it.each([
    ['/', null, '→ /logowanie'],
    ['/finanse/1?pokaz=40', null, '→ /logowanie?returnTo=%2Ffinanse%2F1%3Fpokaz%3D40'],
    ['/logowanie', null, 'ebok-sign-in-page'],
    ['/logowanie?returnTo=//evil.example', somebody(), '→ /'],
    ['/logowanie?returnTo=%2Ffinanse', somebody(), '→ /finanse'],
    ['/logowanie?returnTo=%2Fplayground', somebody(), '→ /playground'],
    ['/finanse/1', somebody(), 'finance'],
    ['/finansery', somebody(), 'ebok-not-found-page'],
    ['/nie-ma', null, 'ebok-not-found-page'],
    ['/dokumenty', null, 'ebok-documents-page'],
    ['/dokumenty/terms', null, 'ebok-document-page'],
    ['/dokumenty/terms/1%2F2026', somebody(), 'ebok-document-page'],
    ['/dokumentyy', null, 'ebok-not-found-page'],
    ['/regulamin', null, '→ /dokumenty/terms'],
    ['/prywatnosc', somebody(), '→ /dokumenty/privacy'],
    // Until changed terms are accepted, they are what this address shows.
    ['/regulamin', asks, 'ebok-terms-page'],
    ['/dokumenty/privacy', asks, 'ebok-document-page'],
    ['/finanse/1?customer=c2', null, '→ /logowanie?returnTo=%2Ffinanse%2F1%3Fcustomer%3Dc2'],
    ['/logowanie?returnTo=%2Ffinanse%2F1%3Fcustomer%3Dc2', somebody(), '→ /finanse/1?customer=c2'],
    ['/finanse/1?customer=c2', somebody(), 'customer c2'],
    ['/?customer=c2', somebody(), 'customer c2'],
    // Older mails and bookmarks.
    ['/finanse/1?klient=c2', somebody(), 'customer c2'],
    ['/finanse/1?klient=c1', somebody(), '→ /finanse/1'],
    ['/logowanie?powrot=%2Ffinanse', somebody(), '→ /finanse'],
    ['/finanse/1?pokaz=40&customer=c1#dalej', somebody(), '→ /finanse/1?pokaz=40#dalej'],
    ['/finanse/1?customer=somebody-else', somebody(), 'ebok-not-found-page'],
    ['/finanse/1?customer=', somebody(), 'ebok-not-found-page'],
    ['/finanse/1?customer=c2', asks, 'ebok-terms-page'],
    ['/pomoc?customer=c2', somebody(), 'ebok-help-page'],
    ['/finanse', asks, 'ebok-terms-page'],
    ['/konto', asks, 'ebok-terms-page'],
    ['/pomoc', asks, 'ebok-help-page'],
    ['/aktywacja', null, 'ebok-activation-page'],
  ])('%s', (path, who, shown) => expect(at(path, who)).toBe(shown));
});

describe('the layout', () => {
  it('brings a visitor to sign-in and shows how old the data are and who can help', async () => {
    gateway({});
    await open('/finanse', null);
    await eventually(headline('Zaloguj się'));
    expect(location.pathname + location.search).toBe('/logowanie?returnTo=%2Ffinanse');
    expect(text('footer')).toMatch(/Dane z 29 marca( 2026)?, godz. 12:00/);
    expect(text('footer')).toContain(
      'Jasna Energia sp. z o.o., ul. Słoneczna 12, 00-789 Warszawa, NIP 9992000001, REGON 191781561',
    );
    for (const place of ['/dokumenty', '/dokumenty/terms', '/dokumenty/privacy', '/pliki-cookie'])
      expect(document.querySelector(`footer a[href="${place}"]`)).not.toBeNull();
    expect(text('footer')).toContain(SERVICE.support[0]?.phone);
    expect(mounted).not.toHaveBeenCalled();
  });

  it('goes to the place wanted once somebody signs in, mounts the slice and moves the focus to its headline', async () => {
    setSession(somebody());
    await eventually(() => document.activeElement?.textContent === 'Finanse');
    expect(location.pathname).toBe('/finanse');
    expect(text('[data-slice=finance]')).toBe('Finanse');
    expect(document.title).toBe('Finanse – Jasna Energia');
    expect(text('nav')).toBe('Start Finanse');
    expect(document.querySelector('nav [aria-current=page]')?.textContent).toContain('Finanse');
  });

  it('loads the playground whole when somebody came from there to sign in: it is no page of this one', async () => {
    const opened = jest.spyOn(pageLoad, 'open').mockImplementation(() => {});
    const before = location.href;
    await open('/logowanie?returnTo=%2Fplayground');
    await eventually(() => opened.mock.calls.length > 0);
    expect(opened).toHaveBeenCalledWith('/playground');
    opened.mockRestore();
    navigate(before);
    await eventually(headline('Finanse'));
  });

  it('switches the customer, tells the page, and goes home', async () => {
    const [, shop] = somebody().customers;
    gateway({ SelectCustomer: { selectCustomer: { session: somebody({ customer: shop }), problems: [] } } });
    await press(/^Sklep Jan Kowalski/);
    await eventually(headline('Dzień dobry'));
    expect(asked[0]?.variables).toEqual({ id: 'c2' });
    expect([session.current?.customer.name, location.pathname]).toEqual(['Sklep Jan Kowalski', '/']);
    expect(text('main')).toContain('nr klienta 2');
  });

  it('turns to the customer whom a link from a mail names, once, stays at the link’s place and says so', async () => {
    const [jan, shop] = somebody().customers;
    const turn = (variables: Record<string, unknown>) => ({
      selectCustomer: {
        session: somebody({ customer: variables['id'] === 'c2' ? shop : jan }),
        problems: [],
      },
    });
    gateway({ SelectCustomer: turn });
    setSession(somebody());
    await settled();
    mounted.mockClear();
    navigate('/finanse/F1?customer=c2');
    // single-spa reports the same change once more.
    dispatchEvent(new PopStateEvent('popstate'));
    await eventually(headline('Finanse'));
    expect(asked.map(({ operation, variables }) => [operation, variables])).toEqual([
      ['SelectCustomer', { id: 'c2' }],
    ]);
    expect([session.current?.customer.id, location.pathname + location.search]).toEqual([
      'c2',
      '/finanse/F1',
    ]);
    expect(text('.toasts')).toContain('Sklep Jan Kowalski');

    // The same link again, when this customer is selected.
    navigate('/finanse/F1?customer=c2');
    await settled();
    expect([asked.length, location.pathname + location.search]).toEqual([1, '/finanse/F1']);
  });

  it('shows nobody’s document while the customer whom a link names can’t be had, and tries again on demand', async () => {
    const [jan] = somebody().customers;
    gateway({});
    navigate('/finanse/F1?customer=c1');
    await eventually(() => text('main .fault') !== '');
    expect([session.current?.customer.id, location.search]).toEqual(['c2', '?customer=c1']);
    expect(document.querySelector('[data-slice=finance]:not([hidden])')).toBeNull();
    gateway({ SelectCustomer: { selectCustomer: { session: somebody({ customer: jan }), problems: [] } } });
    await press('Spróbuj ponownie');
    await eventually(headline('Finanse'));
    expect([session.current?.customer.id, location.pathname + location.search]).toEqual([
      'c1',
      '/finanse/F1',
    ]);
    for (const close of document.querySelectorAll<HTMLElement>('.toasts button')) close.click();
    navigate('/');
    await eventually(headline('Dzień dobry'));
  });

  it('repeats no way of the menu at home', () => {
    expect(document.querySelectorAll('main nav')).toHaveLength(0);
  });

  it('closes the menu on a phone when something was chosen, also what is there already', async () => {
    const isOpen = () => document.querySelector('.menu-button')?.getAttribute('aria-expanded');
    const button = document.querySelector<HTMLElement>('.menu-button')!;
    for (const choice of ['a.menu__link[aria-current=page]', '.dropdown__choice[aria-current=true]']) {
      button.click();
      await settled();
      expect(isOpen()).toBe('true');
      document.querySelector<HTMLElement>(choice)!.click();
      await settled();
      expect([choice, isOpen()]).toEqual([choice, 'false']);
    }
  });

  it('shows documents inside the page, at their former addresses too', async () => {
    const privacy = { ...DOCUMENT, slug: 'privacy', title: 'Prywatność', validTo: null, acceptedAt: null };
    const documents = [{ ...privacy, versions: [privacy] }];
    gateway({ Documents: { service: { documents } } });
    await open('/prywatnosc');
    await eventually(headline('Prywatność'));
    expect(location.pathname).toBe('/dokumenty/privacy');
    expect(document.querySelector('main iframe')?.getAttribute('src')).toBe(DOCUMENT.url);
    await open('/');
    await eventually(headline('Dzień dobry'));
  });

  it('turns to another language and tells the account', async () => {
    const english = somebody({ user: { id: 'u1', email: 'jan@kowalski.pl', language: 'EN' } });
    gateway({ SetLanguage: { setLanguage: { session: english, problems: [] } } });
    await press('English');
    await eventually(() => asked.length > 0);
    expect(text('nav')).toBe('Home Finance');
    expect(asked[0]).toMatchObject({ variables: { language: 'EN' }, headers: { 'accept-language': 'en' } });
    await switchLanguage('pl');
  });

  it('wants changed terms accepted before a slice may run', async () => {
    mounted.mockClear();
    setSession(somebody({ termsToAccept: DOCUMENT }));
    navigate('/finanse');
    await eventually(headline('Regulamin się zmienił'));
    expect(mounted).not.toHaveBeenCalled();
    setSession(somebody());
    await eventually(() => mounted.mock.calls.length > 0);
  });

  it('says notices aloud, and errors as alerts that stay', async () => {
    notify('Zapisane', 'success');
    notify('Nie udało się', 'error');
    await settled();
    expect(text('.toasts [role=status]')).toContain('Zapisane');
    expect(text('.toasts [role=alert]')).toBe('Nie udało się');
    document.querySelector<HTMLButtonElement>('.toasts [role=alert] button')?.click();
    await settled();
    expect(text('.toasts [role=alert]')).toBe('');
  });

  it('signs out and leaves the page', async () => {
    setLanguage('pl');
    await settled();
    const leave = jest.spyOn(pageLoad, 'toSignIn').mockImplementation(() => {});
    gateway({ SignOut: { signOut: true } });
    await press('Wyloguj');
    expect(leave).toHaveBeenCalledWith('signed-out', 'c1');
    await eventually(() => !text('main').includes('Finanse'));
  });
});
