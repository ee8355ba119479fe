// The shell's own pages: sign-in and registration, the account, the terms, and the page for missing access.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { focusComesTo, focused, mailedLink, PASSWORD, signIn, speak, tabTo } from './visitor';
import { CUSTOMER, ELECTRICITY, owing } from './world';

const NEWCOMER = owing(1, ['53.63']);

const suite = portalSuite({ feeds: [ELECTRICITY, NEWCOMER.feed] });

interface Screen {
  name: string;
  place: string;
  heading: string;
  /** Steps before the screen is checked. */
  act?: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const FOR_VISITORS: Screen[] = [
  { name: 'registration', place: '/rejestracja', heading: 'Załóż konto' },
  {
    name: 'registration-problems',
    place: '/rejestracja',
    heading: 'Załóż konto',
    act: async (page) => {
      await press(page, 'Załóż konto');
      await page.getByText('Popraw 4 miejsca:').waitFor();
    },
  },
  {
    name: 'set-password-too-late',
    place: '/aktywacja#token=nobodys',
    heading: 'Ustaw hasło',
    act: async (page) => {
      await page.getByRole('link', { name: 'Zarejestruj się jeszcze raz' }).waitFor();
    },
  },
  { name: 'set-password-without-link', place: '/aktywacja', heading: 'Ustaw hasło' },
  { name: 'new-password-too-late', place: '/haslo#token=nobodys', heading: 'Nowe hasło' },
  { name: 'ask-for-password', place: '/haslo', heading: 'Nowe hasło' },
  {
    name: 'ask-for-password-sent',
    place: '/haslo',
    heading: 'Nowe hasło',
    act: async (page) => {
      await page.getByLabel('Adres e-mail').fill('nikt@example.pl');
      await press(page, 'Wyślij link');
      await page.getByRole('heading', { name: 'Sprawdź swoją pocztę' }).waitFor();
    },
  },
  { name: 'help', place: '/pomoc', heading: 'Pomoc' },
  {
    name: 'help-answer',
    place: '/pomoc#lines',
    heading: 'Pomoc',
    act: (page) => page.locator('details#lines[open]').waitFor(),
  },
  {
    name: 'help-search',
    place: '/pomoc?q=odczyt+licznika',
    heading: 'Pomoc',
    act: (page) => page.locator('details#reading').waitFor(),
  },
  { name: 'accessibility', place: '/dostepnosc', heading: 'Deklaracja dostępności' },
];

const FOR_CUSTOMERS: Screen[] = [
  {
    name: 'account',
    place: '/konto',
    heading: 'Twoje konto',
    act: (page) => page.getByText('to urządzenie').waitFor(),
  },
  {
    name: 'account-problems',
    place: '/konto',
    heading: 'Twoje konto',
    act: async (page) => {
      await press(page, 'Zmień hasło');
      await page.getByText('Popraw 2 miejsca:').waitFor();
    },
  },
  { name: 'no-access', place: '/brak-dostepu', heading: 'Nie masz dostępu do tej strony' },
];

/** Loads each screen, performs its steps, and passes it to the check. */
async function through(
  page: Page,
  screens: Screen[],
  then: (screen: Screen) => Promise<void>,
): Promise<void> {
  for (const screen of screens) {
    // A change of the fragment alone would not reload the page.
    await page.goto('about:blank');
    await page.goto(suite.portal.url + screen.place);
    await page.getByRole('heading', { level: 1, name: screen.heading }).waitFor();
    await screen.act?.(page);
    await then(screen);
  }
}

async function enter(page: Page): Promise<void> {
  await page.goto(suite.portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();
}

it('holds nothing for axe to find at any width and says the same in three languages, whoever comes', async () => {
  const { page, complaints, lookAtWidths, fits, leave } = await suite.visit(1280);
  const everything = async ({ name }: Screen) => {
    await lookAtWidths(name);
    await page.setViewportSize({ width: 360, height: 800 });
    const headings = new Set([await page.locator('h1').innerText()]);
    for (const language of ['English', 'Українська', 'Polski'] as const) {
      await speak(page, language);
      headings.add(await page.locator('h1').innerText());
      await fits(`${name}-${language}`);
    }
    expect([name, headings.size]).toEqual([name, 3]);
  };
  await through(page, FOR_VISITORS, everything);
  await enter(page);
  await through(page, FOR_CUSTOMERS, everything);
  await leave();
  expect(complaints).toEqual([]);
});

it('lets a newcomer in with the keyboard alone, on a phone: from the invoice to a changed password', async () => {
  const { page, complaints, look, leave } = await suite.visit(360);
  const enterKey = () => page.keyboard.press('Enter');
  const write = async (label: string, words: string) => {
    await tabTo(page, label);
    await page.keyboard.type(words);
  };
  await page.goto(suite.portal.url);
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await tabTo(page, 'Załóż konto');
  await enterKey();
  await page.getByRole('heading', { level: 1, name: 'Załóż konto' }).waitFor();
  await write('Adres e-mail', NEWCOMER.email);
  await write('PESEL albo NIP', NEWCOMER.taxId);
  await write('Numer faktury', NEWCOMER.invoice);
  await enterKey();
  // Missing input is reported, and the report has the focus.
  await page.getByText('Popraw jedno miejsce:').waitFor();
  await focusComesTo(page, 'Zaznacz, że akceptujesz regulamin.');
  await tabTo(page, 'Znam i akceptuję');
  await page.keyboard.press('Space');
  await tabTo(page, 'Załóż konto');
  await enterKey();
  await page.getByRole('heading', { name: 'Sprawdź swoją pocztę' }).waitFor();
  await focusComesTo(page, 'Sprawdź swoją pocztę');
  await look('registration-sent');

  await page.goto(await mailedLink(suite.portal, NEWCOMER.email));
  await page.getByLabel('Nowe hasło').waitFor();
  await write('Nowe hasło', PASSWORD);
  await enterKey();
  await page.getByRole('heading', { name: 'Hasło zostało ustawione' }).waitFor();
  await focusComesTo(page, 'Hasło zostało ustawione');
  await look('password-set');
  await tabTo(page, 'Zaloguj');
  await enterKey();
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await write('Adres e-mail', NEWCOMER.email);
  await write('Hasło', PASSWORD);
  await enterKey();
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();

  const menu = page.getByRole('button', { name: /^Menu/ });
  await tabTo(page, 'Menu');
  await enterKey();
  expect(await menu.getAttribute('aria-expanded')).toBe('true');
  await tabTo(page, 'Twoje konto');
  await page.keyboard.press('Escape');
  expect([await menu.getAttribute('aria-expanded'), await focused(page)]).toEqual([
    'false',
    expect.stringContaining('Menu'),
  ]);
  await enterKey();
  await look('menu-open');
  await tabTo(page, 'Twoje konto');
  await enterKey();
  await page.getByRole('heading', { level: 1, name: 'Twoje konto' }).waitFor();
  await focusComesTo(page, 'Twoje konto');
  await write('Obecne hasło', PASSWORD);
  await write('Nowe hasło', `${PASSWORD} i z powrotem`);
  await enterKey();
  await page.getByText('Hasło zostało zmienione.').waitFor();
  await tabTo(page, 'Wyloguj wszędzie');
  await enterKey();
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it('answers a question by keyboard alone, under an address that shows it again', async () => {
  const { page, complaints, leave } = await suite.visit(1280);
  await page.goto(`${suite.portal.url}/logowanie`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await tabTo(page, 'Pomoc');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Pomoc');
  await tabTo(page, 'Czego szukasz?');
  await page.keyboard.type('jak zaplacic blik');
  await page.getByText('1 odpowiedź', { exact: true }).waitFor();
  await tabTo(page, 'Jak zapłacić?');
  await page.keyboard.press('Enter');
  await page.getByText('Numeru karty nie widzimy').waitFor();
  await page.waitForURL('**/pomoc?q=jak+zaplacic+blik#pay');
  await page.reload();
  await page.getByText('Numeru karty nie widzimy').waitFor();
  await leave();
  expect(complaints).toEqual([]);
});

it('shows help and the accessibility statement in dark colours, and on paper', async () => {
  const { page, lookAtWidths, fits, leave } = await suite.visit(1280, { colorScheme: 'dark' });
  const dark = FOR_VISITORS.filter(({ place }) => place === '/pomoc#lines' || place === '/dostepnosc');
  await through(page, dark, async ({ name }) => {
    await lookAtWidths(`${name}-dark`);
    // 1280 px enlarged to 400 %.
    await page.setViewportSize({ width: 320, height: 256 });
    await fits(name);
  });
  await page.goto(`${suite.portal.url}/pomoc`);
  await page.locator('details#pay').waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await page.getByText('Numeru karty nie widzimy').waitFor();
  expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  await leave();
});

it('tells researchers whom to write to', async () => {
  const answer = await fetch(`${suite.portal.directUrl}/.well-known/security.txt`);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await answer.text()).toMatch(/^Contact: mailto:/);
});
