// Twoje dane as customers see it, on the shell's fake.
import { navigate } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from './lifecycle';
import texts from './texts/pl.json';
import { COMPANY, profile, someOf, UNKNOWN } from './fixtures';

let copied: string[];

eachBeginsWith(() => {
  fake.answer('Profile', profile());
});

async function open(path = '/dane') {
  const user = userEvent.setup();
  copied = [];
  jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  await openPart({ mount, unmount }, path);
  return user;
}

const region = (name: string) => screen.findByRole('region', { name });
/** Longer than the pause after the last letter. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 350));
const fact = (element: Element, name: string) => {
  const term = [...element.querySelectorAll('dt')].find((dt) => dt.textContent === name);
  return term ? textOf(term.nextElementSibling!).trim() : undefined;
};

it('shows a person who they are to us and how we reach them', async () => {
  await open();
  const contract = await region('Dane z umowy');
  expect(fact(contract, 'Imię i nazwisko')).toBe('Jan Kowalski');
  expect(fact(contract, 'Numer klienta')).toBe('K-1');
  expect(fact(contract, 'Rodzaj klienta')).toBe('Klient indywidualny');
  expect(fact(contract, 'PESEL')).toContain('440*****359');
  const contact = await region('Kontakt z Tobą');
  expect(fact(contact, 'E-mail')).toBe('jan@kowalski.pl');
  expect(fact(contact, 'Telefon')).toBe('555 777 999');
  expect(fact(contact, 'Adres')).toBe('ul. Polna 100-001 Warszawa');
  expect(fact(contact, 'Adres do korespondencji')).toBe('taki sam jak adres');
  expect(document.title).toBe('Twoje dane');
  expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
});

it('lets a long e-mail address take a new line at its @ and dots, and nowhere puts a blank', async () => {
  await open();
  await region('Kontakt z Tobą');
  const address = [...document.querySelectorAll('dd')].find(
    ({ textContent }) => textContent === 'jan@kowalski.pl',
  );
  expect(address?.innerHTML).toBe('jan<wbr>@kowalski<wbr>.pl');
});

it('shows a company its NIP, a post address abroad, and the people who answer companies', async () => {
  fake.answer('Profile', profile(COMPANY));
  await open();
  const contract = await region('Dane z umowy');
  expect(fact(contract, 'Nazwa firmy')).toBe('F.H.U. Jan Kowalski');
  expect(fact(contract, 'Rodzaj klienta')).toBe('Firma');
  expect(fact(contract, 'NIP')).toBe('5265877635');
  const contact = await region('Kontakt z Tobą');
  expect(fact(contact, 'Telefon')).toBe('nie mamy tej informacji');
  expect(fact(contact, 'Adres do korespondencji')).toBe('Hauptstraße 510115 BerlinNiemcy');
  const change = within(await region('Coś się nie zgadza?'));
  expect(change.getByRole('link', { name: 'firmy@jasna.example' }).getAttribute('href')).toBe(
    'mailto:firmy@jasna.example',
  );
  expect(change.getByRole('link', { name: '+48 22 100 10 20' }).getAttribute('href')).toBe(
    'tel:+48221001020',
  );
  expect(screen.queryByText('dom@jasna.example')).toBeNull();
});

it('says what it does not know when billing has no contact data, no account and no points', async () => {
  fake.answer('Profile', profile(UNKNOWN));
  await open();
  expect(fact(await region('Dane z umowy'), 'PESEL')).toBe('nie mamy tej informacji');
  const contact = await region('Kontakt z Tobą');
  for (const name of ['E-mail', 'Telefon', 'Adres', 'Adres do korespondencji'])
    expect([name, fact(contact, name)]).toEqual([name, 'nie mamy tej informacji']);
  const account = within(await region('Rachunek do wpłat'));
  account.getByText('Numer rachunku do przelewu znajdziesz na dokumencie.');
  expect(account.queryByRole('button')).toBeNull();
  const points = within(await region('Punkty poboru'));
  points.getByText('Nie masz jeszcze żadnego punktu poboru.');
  expect(points.queryByRole('link')).toBeNull();
});

it('says whom to ask where the retailer named nobody', async () => {
  const { service, customer } = profile();
  fake.answer('Profile', { service: { ...service, support: [] }, customer });
  await open();
  expect(textOf(await region('Coś się nie zgadza?'))).toContain('skontaktuj się z nami');
});

it('copies the account without blanks and says so', async () => {
  const user = await open();
  const button = await screen.findByRole('button', { name: 'Kopiuj numer rachunku' });
  await user.click(button);
  expect(copied).toEqual(['73111111111111111111111111']);
  await within(await region('Rachunek do wpłat')).findByText('Skopiowano');
});

it('leads to the first points, and to all of them where there are more', async () => {
  await open();
  const one = within(await region('Punkty poboru'));
  expect(one.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/dane/punkty/p1']);
  await close();
  fake.answer('Profile', profile({ consumptionPointList: someOf(3, 40) }));
  await open();
  const some = within(await region('Punkty poboru'));
  expect(some.getAllByRole('link')).toHaveLength(4);
  const all = some.getByRole('link', { name: 'Wszystkie punkty (40)' });
  expect(all.getAttribute('href')).toBe('/dane/punkty');
});

it('lists the documents of the service, with the accepted terms marked', async () => {
  await open();
  const documents = within(await region('Dokumenty'));
  expect(documents.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/dokumenty/terms',
    '/dokumenty/price%20list',
  ]);
  const [terms, prices] = documents.getAllByRole('listitem').map(textOf);
  expect(terms).toContain('wersja 2, obowiązuje od 1 stycznia 2026');
  expect(terms).toContain('Zaakceptowano 5 stycznia 2026, 09:30');
  expect(prices).not.toContain('Zaakceptowano');
});

it('says that a page of the section does not exist, and leads back', async () => {
  await open('/dane/nic');
  await screen.findByRole('heading', { level: 1, name: 'Nie ma takiej strony' });
  expect(document.title).toBe('Nie ma takiej strony');
  navigate('/dane');
  await screen.findByRole('heading', { level: 1, name: 'Twoje dane' });
});

it('stands as a skeleton while it waits', async () => {
  fake.answer('Profile', fake.never);
  await open();
  await screen.findByRole('status', { name: 'Wczytywanie' });
  screen.getByRole('heading', { level: 1, name: 'Twoje dane' });
});

it('says when it failed, with the number for our support, and tries again', async () => {
  fake.answer('Profile', fake.error('INTERNAL_SERVER_ERROR', { reference: 'r-17' }));
  const user = await open();
  expect(textOf(await screen.findByRole('alert'))).toContain('r-17');
  fake.answer('Profile', profile());
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await region('Dane z umowy');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(document.activeElement).not.toBe(document.body);
});

it('forgets one customer and asks for the other when they are switched', async () => {
  await open();
  await region('Dane z umowy');
  fake.answer('Profile', profile(COMPANY));
  fake.session({ customer: { id: 'c2', number: 'F-2', kind: 'COMPANY', name: 'F.H.U. Jan Kowalski' } });
  await screen.findByText('F-2');
  expect(screen.queryByText('K-1')).toBeNull();
  expect(screen.queryByText('jan@kowalski.pl')).toBeNull();
  fake.session(null);
  await pause();
  expect(document.body.textContent).toBe('');
});

it.each([
  ['pl', 'Twoje dane', 'Punkty poboru', 'Wszystkie punkty (40)'],
  ['en', 'Your data', 'Supply points', 'All points (40)'],
  ['uk', 'Ваші дані', 'Точки споживання', 'Усі точки (40)'],
] as const)('speaks %s', async (language, title, section, all) => {
  fake.language(language);
  fake.answer('Profile', profile({ consumptionPointList: someOf(3, 40) }));
  await open();
  const found = await region(section);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
  expect(document.title).toBe(title);
  within(found).getByText(all);
  // No key is shown instead of its text.
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
