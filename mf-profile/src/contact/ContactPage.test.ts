// Dane kontaktowe as customers see them, on the shell's fake.
import { navigate } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { change, contactAnswer, openDocument, refused, taken } from './fixtures';
import texts from './texts/pl.json';

eachBeginsWith(() => {
  fake.answer('Contact', contactAnswer());
  fake.answer('RequestContactChange', taken);
});

let copied: string[];
async function open(path = '/dane/kontakt') {
  const user = userEvent.setup();
  copied = [];
  jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  await openPart({ mount, unmount }, path);
  await screen.findByRole('region', { name: 'Rachunek do wpłat' });
  return user;
}
const region = (name: string) => within(screen.getByRole('region', { name }));
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const send = () => screen.getByRole('button', { name: 'Poproś o zmianę' });
const sent = () => fake.asked.filter(({ operation }) => operation === 'RequestContactChange');

it('shows how the retailer reaches the customer, with a way to change each', async () => {
  await open();
  const contact = region('Jak się z Tobą kontaktujemy');
  contact.getByText('+48 555 777 999', { normalizer: (text) => text.replace(/\s/g, ' ').trim() });
  contact.getByText('taki sam jak adres z umowy');
  expect(contact.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/dane/kontakt?change=email',
    '/dane/kontakt?change=phone',
    '/dane/kontakt?change=address',
  ]);
  expect(document.title).toBe('Dane kontaktowe');
  expect(screen.queryByRole('heading', { name: 'Prośby o zmianę' })).toBeNull();
});

it('says what changes and what does not, and sends e-mail and password once', async () => {
  const user = await open('/dane/kontakt?change=email');
  expect(document.activeElement).toBe(field('Nowy adres e-mail'));
  expect(textOf(screen.getByRole('form'))).toContain('Do eBOK nadal logujesz się adresem jan@kowalski.pl');
  expect(field('Twoje hasło do eBOK').autocomplete).toBe('current-password');
  await user.type(field('Nowy adres e-mail'), ' nowy@kowalski.pl');
  await user.type(field('Twoje hasło do eBOK'), 'zielony kajak');
  fake.answer('Contact', contactAnswer({ contactChanges: [change()] }));
  await user.dblClick(send());
  await screen.findByRole('heading', { level: 2, name: 'Prośby o zmianę' });
  expect(sent().map(({ variables }) => variables)).toEqual([
    { input: { customerId: 'c1', email: expect.stringContaining('nowy@'), password: 'zielony kajak' } },
  ]);
  expect(fake.notices).toEqual([{ text: 'Prośba o zmianę została przyjęta.', kind: 'success' }]);
  expect([location.pathname, location.search]).toEqual(['/dane/kontakt', '']);
  expect(screen.queryByRole('form')).toBeNull();
  expect(document.activeElement).not.toBe(document.body);
  const contact = region('Jak się z Tobą kontaktujemy');
  contact.getByText('zmiana w toku: nowy@kowalski.pl');
});

it('asks for what was left empty before anybody is asked, and says it beside the field and in a summary', async () => {
  const user = await open('/dane/kontakt?change=phone');
  await user.click(send());
  const summary = await screen.findByRole('alert');
  expect(sent()).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(summary));
  expect(textOf(summary)).toContain('Popraw 2 miejsca:');
  const phone = field('Nowy numer telefonu');
  expect(phone.getAttribute('aria-invalid')).toBe('true');
  expect(phone.getAttribute('aria-describedby')).toBe('phone-hint phone-problem');
  await user.click(within(summary).getByRole('link', { name: 'Wypełnij pole „Nowy numer telefonu”.' }));
  expect(document.activeElement).toBe(phone);
  await user.type(phone, '6');
  expect(phone.getAttribute('aria-invalid')).toBe('false');
});

it('keeps what was typed where the gateway refuses it, and puts each problem at its field', async () => {
  fake.answer(
    'RequestContactChange',
    refused(
      ['INVALID_VALUE', 'correspondenceAddress.postalCode', 'Kod pocztowy ma 5 cyfr.'],
      ['INVALID_VALUE', null, 'Za dużo próśb.'],
    ),
  );
  const user = await open('/dane/kontakt?change=address');
  const typed = { Ulica: 'Nowa', 'Numer domu': '7', 'Kod pocztowy': '3', Miejscowość: 'Kraków' };
  for (const [name, value] of Object.entries(typed)) await user.type(field(name), value);
  await user.selectOptions(field('Kraj'), 'Niemcy');
  await user.click(send());
  const summary = await screen.findByRole('alert');
  within(summary).getByText('Za dużo próśb.');
  expect(field('Kod pocztowy').getAttribute('aria-describedby')).toBe('postalCode-problem');
  for (const [name, value] of Object.entries(typed)) expect(field(name).value).toBe(value);
  expect(sent()[0]!.variables).toEqual({
    input: {
      customerId: 'c1',
      correspondenceAddress: {
        ...{ street: 'Nowa', building: '7', flat: null, postalCode: '3', city: 'Kraków', country: 'DE' },
      },
    },
  });
  expect(JSON.stringify([localStorage, sessionStorage])).not.toContain('Kraków');
});

it('says how long to wait after too many wrong passwords, and keeps what was typed', async () => {
  fake.answer('RequestContactChange', fake.error('RATE_LIMITED', { retryAfter: 8 }));
  const user = await open('/dane/kontakt?change=phone');
  await user.type(field('Nowy numer telefonu'), '601 601 601');
  await user.type(field('Twoje hasło do eBOK'), 'zielony kajak');
  await user.click(send());
  expect(textOf(await screen.findByRole('alert'))).toContain('Spróbuj ponownie za 8 s.');
  expect(field('Nowy numer telefonu').value).toBe('601 601 601');
});

it.each([
  [fake.error('INTERNAL', { reference: 'r-9' }), 'r-9'],
  [new Error('offline'), 'Prośba nie została wysłana. Sprawdź internet'],
])('says that it was not sent, keeps what was typed, and sends it again', async (failure, said) => {
  fake.answer('RequestContactChange', failure);
  const user = await open('/dane/kontakt?change=phone');
  await user.type(field('Nowy numer telefonu'), '601 601 601');
  await user.type(field('Twoje hasło do eBOK'), 'zielony kajak');
  await user.click(send());
  expect(textOf(await screen.findByRole('alert'))).toContain(said);
  screen.getByText('To, co wpisano, zostało na stronie.');
  expect(field('Nowy numer telefonu').value).toBe('601 601 601');
  fake.answer('RequestContactChange', taken);
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await waitFor(() => expect(fake.notices).toHaveLength(1));
});

it('shows the password on demand', async () => {
  const user = await open('/dane/kontakt?change=phone');
  await user.click(screen.getByRole('button', { name: 'Pokaż hasło' }));
  expect(field('Twoje hasło do eBOK').type).toBe('text');
  await user.click(screen.getByRole('button', { name: 'Ukryj hasło' }));
  expect(field('Twoje hasło do eBOK').type).toBe('password');
});

it('keeps the open form in the address', async () => {
  await open();
  navigate('/dane/kontakt?change=email');
  await screen.findByRole('form', { name: 'Zmień adres e-mail' });
  navigate('/dane/kontakt?change=address');
  await screen.findByRole('form', { name: 'Zmień adres do korespondencji' });
  navigate('/dane/kontakt?change=nic');
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
});

it('tells the story of each request, with its ticket and the note of the retailer', async () => {
  const address = (line1: string) => ({
    __typename: 'Address' as const,
    ...{ line1, line2: '30-001 Kraków', country: 'PL' },
  });
  fake.answer(
    'Contact',
    contactAnswer({
      contactChanges: [
        change(),
        change({
          ...{ id: 't2', field: 'CORRESPONDENCE_ADDRESS', previousValue: null, requestedValue: null },
          ...{ previousAddress: address('Stara 1'), requestedAddress: address('Nowa 7/3') },
          ...{ state: 'SENT', cancellableUntil: null, sentAt: '2026-03-02T20:00:00Z' },
        }),
        change({
          ...{ id: 't3', field: 'PHONE', previousValue: null, requestedValue: '+48601601601' },
          ...{ state: 'REFUSED', cancellableUntil: null, sentAt: '2026-02-02T20:00:00Z' },
          ticket: { __typename: 'Ticket', id: 't3', number: 'Z/3', note: 'To numer innej osoby.' },
        }),
        change({ id: 't4', state: 'DONE' }),
        change({ id: 't5', state: 'CANCELLED' }),
        change({ id: 't6', state: 'REPLACED' }),
        change({ id: 't7', state: 'REQUESTED', cancellableUntil: null }),
        change({
          ...{ id: 't8', state: 'CLOSED' },
          ticket: { __typename: 'Ticket', id: 't8', number: 'Z/8', note: 'Zadzwonimy.' },
        }),
      ],
    }),
  );
  await open();
  const said = screen
    .getAllByRole('listitem')
    .filter((item) => item.classList.contains('card'))
    .map((item) => textOf(item).replace(/\s+/g, ' '));
  expect(said).toEqual([
    expect.stringMatching(
      /^E-mail ?Przyjęta.*jan@kowalski.pl.*nowy@kowalski.pl.*Poproszono 2 marca 2026, 11:00.*po 3 marca 2026, 11:00.*na adres jan@kowalski.pl/,
    ),
    expect.stringMatching(
      /^Adres do korespondencji ?U sprzedawcy.*Stara 1.*Nowa 7\/3.*Przekazano sprzedawcy 2 marca 2026, 21:00/,
    ),
    expect.stringMatching(
      /^Telefon ?Odmowa.*nie było.*\+48 601 601 601.*nie wprowadził.*Odpowiedź sprzedawcy: To numer innej osoby/,
    ),
    expect.stringContaining('Sprzedawca wprowadził zmianę.'),
    expect.stringContaining('Anulowano ją linkiem'),
    expect.stringContaining('Zastąpiła ją nowsza prośba'),
    expect.stringContaining('przy najbliższej wymianie danych'),
    expect.stringMatching(
      /Zakończona.*nie podał wyniku.*nie ma tej zmiany.*Odpowiedź sprzedawcy: Zadzwonimy/,
    ),
  ]);
  expect(screen.getByRole('link', { name: 'Zgłoszenie Z/3' }).getAttribute('href')).toBe('/kontakt/t3');
});

it('copies account, title and sum of everything or of one document, and shows its code', async () => {
  const user = await open();
  const account = region('Rachunek do wpłat');
  const copy = async (name: string) => user.click(account.getByRole('button', { name }));
  const all = ['Kopiuj numer klienta', 'Kopiuj numer rachunku', 'Kopiuj tytuł przelewu', 'Kopiuj kwotę'];
  for (const name of all) await copy(name);
  expect(copied).toEqual(['K-1', '73111111111111111111111111', 'K-1', '63,63']);
  const code = () => account.getByRole('img', { name: 'Kod QR z danymi przelewu' }).innerHTML;
  const whole = code();
  await user.selectOptions(account.getByLabelText('Co opłacasz?'), 'i-FV/2');
  await waitFor(() => expect(location.search).toBe('?document=i-FV%2F2'));
  for (const name of all.slice(2)) await copy(name);
  expect(copied.slice(4)).toEqual(['FV/2', '10,00']);
  expect(code()).not.toBe(whole);
});

it('opens at the document of the address, and pays to its own account', async () => {
  const factor = { bankAccount: '61109010140000071219812874', payee: 'Faktor S.A.', transferCode: null };
  fake.answer(
    'Contact',
    contactAnswer({}, [
      openDocument('FV/1'),
      openDocument('FV/2', { ...factor, dueDate: null, outstanding: '12000.00' }),
    ]),
  );
  await open('/dane/kontakt?document=i-FV%2F2');
  const account = region('Rachunek do wpłat');
  account.getByText('61 1090 1014 0000 0712 1981 2874');
  account.getByText('Faktor S.A.');
  account.getByText(/Kod QR mieści kwoty do/);
  // One transfer cannot pay to two accounts.
  expect(account.getAllByRole('option').map(({ textContent }) => textContent?.replace(/\s/g, ' '))).toEqual([
    'FV/1: 53,63 zł, termin 15 marca 2026',
    'FV/2: 12 000,00 zł',
  ]);
});

it('says that nothing is to be paid, and where the number is when billing gave none', async () => {
  const balance = { __typename: 'Balance', amount: '-5.00', transferCode: null } as const;
  fake.answer('Contact', contactAnswer({ balance, bankAccount: null }, []));
  await open();
  const account = region('Rachunek do wpłat');
  account.getByText('Nie masz teraz nic do zapłaty.');
  account.getByText(/Numer rachunku do przelewu jest na każdym dokumencie/);
  expect(account.getAllByRole('button')).toHaveLength(1);
});

it('says what billing does not know', async () => {
  const nowhere = { __typename: 'Address', line1: '', line2: '', country: 'PL' } as const;
  const contact = {
    ...({ __typename: 'Contact', email: null, phone: null } as const),
    ...{ address: nowhere, correspondenceAddress: nowhere },
  };
  fake.answer('Contact', contactAnswer({ contact }));
  await open();
  expect(region('Jak się z Tobą kontaktujemy').getAllByText('nie mamy tej informacji')).toHaveLength(4);
});

it('offers whoever may only look no change', async () => {
  fake.session({ role: 'VIEW' });
  await open('/dane/kontakt?change=email');
  screen.getByText(/Możesz tylko przeglądać/);
  expect([screen.queryByRole('form'), screen.queryByRole('link', { name: 'Zmień adres e-mail' })]).toEqual([
    null,
    null,
  ]);
});

it('stands as a skeleton while it waits', async () => {
  fake.answer('Contact', fake.never);
  await openPart({ mount, unmount }, '/dane/kontakt');
  await screen.findByRole('status', { name: 'Wczytywanie' });
});

it('says when it failed, with the number for our support, and tries again', async () => {
  fake.answer('Contact', fake.error('INTERNAL', { reference: 'r-3' }));
  await openPart({ mount, unmount }, '/dane/kontakt');
  expect(textOf(await screen.findByRole('alert'))).toContain('r-3');
  fake.answer('Contact', contactAnswer());
  await userEvent.setup().click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await screen.findByRole('region', { name: 'Rachunek do wpłat' });
});

it.each([
  ['pl', 'Dane kontaktowe', 'Prośby o zmianę'],
  ['en', 'Contact data', 'Requests for a change'],
  ['uk', 'Контактні дані', 'Запити на зміну'],
] as const)('speaks %s', async (language, title, requests) => {
  fake.language(language);
  fake.answer('Contact', contactAnswer({ contactChanges: [change()] }));
  await openPart({ mount, unmount }, '/dane/kontakt?change=email');
  await screen.findByRole('heading', { level: 1, name: title });
  await screen.findByRole('heading', { level: 2, name: requests });
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => key.includes('.') && said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
