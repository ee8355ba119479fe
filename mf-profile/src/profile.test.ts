// Twoje dane as customers see it, on the shell's fake.
import { navigate } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from './lifecycle';
import texts from './texts/pl.json';
import { COMPANY, documents, invoice, point, points, profile, UNKNOWN } from './fixtures';

let copied: string[];

eachBeginsWith(() => {
  fake.answer('Profile', profile());
  fake.answer('PointDocuments', ({ id }) => documents(String(id), []));
});

async function open(path = '/dane') {
  const user = userEvent.setup();
  copied = [];
  jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  await openPart({ mount, unmount }, path);
  return user;
}

const region = (name: string) => screen.findByRole('region', { name });
const cards = () => screen.queryAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
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
  within(await region('Punkty poboru')).getByText('Nie masz jeszcze żadnego punktu poboru.');
});

it('says whom to ask where the retailer named nobody', async () => {
  const { service, customer } = profile();
  fake.answer('Profile', { service: { ...service, support: [] }, customer });
  await open();
  expect(textOf(await region('Coś się nie zgadza?'))).toContain('skontaktuj się z nami');
});

it('copies account and PPE without blanks and says so', async () => {
  const user = await open();
  const button = await screen.findByRole('button', { name: 'Kopiuj numer rachunku' });
  await user.click(button);
  expect(copied).toEqual(['73111111111111111111111111']);
  await within(await region('Rachunek do wpłat')).findByText('Skopiowano');
  await user.click(screen.getByRole('button', { name: 'Kopiuj numer PPE 590543500000000001' }));
  expect(copied[1]).toBe('590543500000000001');
});

it('links to the terms in force', async () => {
  await open();
  const link = within(await region('Dokumenty eBOK')).getByRole('link', { name: /Regulamin eBOK/ });
  expect(link.getAttribute('href')).toBe('/files/documents/terms/2');
  expect(textOf(await region('Dokumenty eBOK'))).toContain('wersja 2, obowiązuje od 1 stycznia 2026');
});

it('says the state of a document as Finance does, also where a payment is not booked yet or money was returned', async () => {
  fake.answer('PointDocuments', ({ id }) =>
    documents(String(id), [
      invoice(150, { status: 'PENDING' }),
      invoice(149, { status: 'PENDING', outstanding: '53.63' }),
      invoice(148, { gross: '-53.63' }),
    ]),
  );
  await open();
  const section = await region('Punkty poboru');
  await within(section).findByRole('link', { name: 'Faktura rozliczeniowa FV2026/02/150' });
  const states = [...section.querySelectorAll('.ebok-profile__invoices .badge')].map(({ textContent }) =>
    textContent.trim(),
  );
  expect(states).toEqual(['Opłacono, księgujemy', 'Płatność w toku', 'Rozliczono']);
});

it('shows a point with all its facts and its latest documents', async () => {
  fake.answer('PointDocuments', ({ id }) =>
    documents(String(id), [invoice(150, { status: 'OVERDUE' }), invoice(149), invoice(148)], 24),
  );
  await open();
  const section = await region('Punkty poboru');
  for (const [name, value] of [
    ['Taryfa', 'G11'],
    ['Numer licznika', 'M-1'],
    ['Dystrybutor', 'Sieć Miejska S.A.'],
    ['Moc umowna', '12,5 kW'],
    ['Umowa', 'od 1 stycznia 2020'],
    // The point's label is its address.
    ['Adres', undefined],
  ] as const)
    expect([name, fact(section, name)]).toEqual([name, value]);
  const link = await within(section).findByRole('link', { name: 'Faktura rozliczeniowa FV2026/02/150' });
  expect(link.getAttribute('href')).toBe('/finanse/i150');
  within(section).getByText('Po terminie');
  expect(
    within(section).getByRole('link', { name: 'Wszystkie dokumenty tego punktu (24)' }).getAttribute('href'),
  ).toBe('/finanse?point=p1');
});

it('leaves out what billing does not say, and marks producers and contracts that ended', async () => {
  const bare = { meterNumber: null, tariff: null, distributor: null, contractedPowerKw: null } as const;
  const ended = {
    ...bare,
    label: 'Domek',
    producer: true,
    contractFrom: '2019-01-01',
    contractTo: '2020-12-31',
  };
  fake.answer('Profile', profile({ consumptionPoints: [point(1, ended), point(2)] }));
  await open();
  await region('Punkty poboru');
  // Points with a current contract come first.
  expect(cards()).toEqual(['ul. Łąkowa 2, 00-001 Warszawa', 'Domek']);
  const card = screen.getByRole('heading', { name: 'Domek' }).closest('li')!;
  within(card).getByText('Umowa zakończona');
  within(card).getByText('Oddajesz energię do sieci');
  expect([...card.querySelectorAll('dt')].map((dt) => dt.textContent)).toEqual([
    'Numer PPE',
    'Adres',
    'Umowa',
  ]);
  expect(fact(card, 'Umowa')).toMatch(/^1 stycznia 2019.+31 grudnia 2020$/);
});

it('finds one of two hundred points, asks for documents only where they are opened', async () => {
  fake.answer('Profile', profile({ consumptionPoints: points(200) }));
  const user = await open();
  await screen.findByText('200 punktów, pokazano 10');
  expect(cards().slice(0, 3)).toEqual([1, 2, 3].map((n) => `ul. Łąkowa ${n}, 00-001 Warszawa`));
  expect(fake.asked.map(({ operation }) => operation)).toEqual(['Profile']);

  await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 190)' }));
  await screen.findByText('200 punktów, pokazano 50');
  expect(location.search).toBe('?show=50');
  expect(document.activeElement?.querySelector('h3')?.textContent).toBe('ul. Łąkowa 11, 00-001 Warszawa');

  await user.type(screen.getByRole('searchbox'), 'lakowa 1 m-177');
  await screen.findByText('1 punkt');
  expect(location.search).toBe('?q=lakowa+1+m-177');
  expect(cards()).toEqual(['ul. Łąkowa 177, 00-001 Warszawa']);
  history.replaceState(null, '', '/dane?q=5905+4350+0000+0000+42');
  dispatchEvent(new PopStateEvent('popstate'));
  await screen.findByDisplayValue('5905 4350 0000 0000 42');
  expect(cards()).toEqual(['ul. Łąkowa 42, 00-001 Warszawa']);

  const details = screen.getByText('Ostatnie dokumenty').closest('details')!;
  details.open = true;
  await screen.findByText('Nie ma jeszcze dokumentów dotyczących tego punktu.');
  expect(fake.asked.at(-1)).toEqual({ operation: 'PointDocuments', variables: { id: 'p42' } });
});

it('shows as many as a bookmark from before says, by the old name of the parameter', async () => {
  fake.answer('Profile', profile({ consumptionPoints: points(200) }));
  await open('/dane?pokaz=50');
  await screen.findByText('200 punktów, pokazano 50');
});

it('opens at the search of the address, and clearing it shows all points again', async () => {
  fake.answer('Profile', profile({ consumptionPoints: points(40) }));
  const user = await open('/dane?q=nie+ma&show=x');
  await screen.findByText('Żaden punkt nie pasuje do tego wyszukiwania.');
  expect((await screen.findByRole<HTMLInputElement>('searchbox')).value).toBe('nie ma');
  await user.click(screen.getByRole('button', { name: 'Wyczyść wyszukiwanie' }));
  await screen.findByText('40 punktów, pokazano 10');
  expect(location.search).toBe('');
  expect(document.activeElement?.getAttribute('aria-labelledby')).toBe('points');
});

it('does not pull anybody back who leaves while a search is being typed', async () => {
  fake.answer('Profile', profile({ consumptionPoints: points(40) }));
  const user = await open();
  await user.type(await screen.findByRole('searchbox'), '17');
  navigate('/finanse');
  await close();
  await pause();
  expect(location.pathname).toBe('/finanse');
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

it('keeps the page when only the documents of a point failed', async () => {
  fake.answer('PointDocuments', new Error('offline'));
  const user = await open();
  const section = await region('Punkty poboru');
  await within(section).findByRole('alert');
  await region('Dane z umowy');
  fake.answer('PointDocuments', documents('p1', [invoice(150)]));
  await user.click(within(section).getByRole('button', { name: 'Spróbuj ponownie' }));
  await within(section).findByRole('link', { name: /FV2026\/02\/150/ });
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
  ['pl', 'Twoje dane', 'Punkty poboru', '6 punktów', 'Moc umowna'],
  ['en', 'Your data', 'Supply points', '6 points', 'Contracted power'],
  ['uk', 'Ваші дані', 'Точки споживання', '6 точок', 'Договірна потужність'],
] as const)('speaks %s', async (language, title, section, count, power) => {
  fake.language(language);
  fake.answer('Profile', profile({ consumptionPoints: points(6) }));
  await open();
  const found = await region(section);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title);
  expect(document.title).toBe(title);
  within(found).getByText(count);
  expect(within(found).getAllByText(power)).toHaveLength(6);
  // No key is shown instead of its text.
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
