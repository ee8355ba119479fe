import { followLinks } from './follow-links';
import { navigate, safePlace, withCustomer } from './navigate';

// jsdom has nothing to scroll.
Object.assign(globalThis, { scrollTo: jest.fn() });

describe('the place wanted after signing in', () => {
  it.each(['/finanse', '/finanse/FV2026%2F02%2F150?pokaz=40', '/zuzycie#rok', '/', '/playground'])(
    'may be %s',
    (place) => {
      expect(safePlace(place)).toBe(place);
    },
  );

  it.each([
    null,
    '',
    'finanse',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2fevil.example',
    '/%5Cevil.example',
    '/./\\/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\tjavascript:alert(1)',
    '/\n/evil.example',
    ' /finanse',
    'http://localhost.evil.example/',
    '@evil.example',
    'data:text/html,x',
    '/logowanie?returnTo=/logowanie',
    '/graphql?query={session{role}}',
    '/files/attachments',
    '/playground/x',
    '/outbox',
    '/slices/finance',
  ])('is home instead of %j', (place) => {
    expect(safePlace(place)).toBe('/');
  });
});

it.each([
  ['/finanse/F1', 'c2', '/finanse/F1?customer=c2'],
  ['/finanse?status=OVERDUE&customer=c1#dalej', 'c2', '/finanse?status=OVERDUE&customer=c2#dalej'],
  ['/finanse/F1?customer=c2', null, '/finanse/F1'],
  ['/finanse/F1?klient=c1', 'c2', '/finanse/F1?customer=c2'],
  ['/finanse/F1?pokaz=40&customer=c2&customer=c1', null, '/finanse/F1?pokaz=40'],
])('%s of the customer %s is %s', (place, customer, named) => {
  expect(withCustomer(new URL(place, location.origin), customer)).toBe(named);
});

describe('navigate', () => {
  it('refuses to leave the page', () => {
    expect(() => navigate('//evil.example/x')).toThrow();
  });

  it('tells everybody once, and nobody when nothing changed', () => {
    history.replaceState(null, '', '/');
    const heard = jest.fn();
    addEventListener('popstate', heard);
    navigate('/finanse?status=OVERDUE');
    navigate('/finanse?status=OVERDUE');
    removeEventListener('popstate', heard);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(location.pathname + location.search).toBe('/finanse?status=OVERDUE');
  });
});

describe('links', () => {
  beforeAll(followLinks);

  const click = (markup: string, how: MouseEventInit = {}) => {
    document.body.innerHTML = markup;
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...how });
    // jsdom cannot navigate; a link left to the browser is one whose event is not prevented.
    addEventListener('click', (last) => last.defaultPrevented || last.preventDefault(), { once: true });
    const prevented = jest.spyOn(event, 'preventDefault');
    document.querySelector('a')?.dispatchEvent(event);
    return prevented.mock.calls.length;
  };

  it('inside the page change the page without loading it', () => {
    history.replaceState(null, '', '/');
    click('<a href="/finanse"><span>Finanse</span></a>');
    expect(location.pathname).toBe('/finanse');
  });

  it.each([
    ['to a file', '<a href="/files/documents/terms/1">x</a>', {}],
    ['to another site', '<a href="https://example.com/finanse">x</a>', {}],
    ['for a new tab', '<a href="/zuzycie" target="_blank">x</a>', {}],
    ['pressed with Ctrl', '<a href="/zuzycie">x</a>', { ctrlKey: true }],
  ])('%s are left to the browser', (_what, markup, how) => {
    history.replaceState(null, '', '/');
    click(markup, how);
    expect(location.pathname).toBe('/');
  });
});
