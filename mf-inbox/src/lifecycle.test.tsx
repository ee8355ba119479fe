import { fake } from '@ebok/shell/fake';
import { waitFor } from '@testing-library/dom';
import { badges } from './lifecycle';
import { newestAnswer, rows, unreadAnswer } from './fixtures';
import { openAt, openTile, promised, screen, takeFaults, textOf } from './testing';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

it.each(['pl', 'en', 'uk'] as const)('says everything in words in %s', async (language) => {
  fake.language(language);
  await openAt('/wiadomosci');
  await waitFor(() => expect(document.querySelectorAll('li')).toHaveLength(3));
  await openAt('/wiadomosci/m1');
  await waitFor(() => expect(textOf()).toContain('jan@kowalski.pl'));
  await openAt('/wiadomosci/ustawienia');
  await waitFor(() => expect(document.querySelectorAll('section.card')).toHaveLength(2));
  await openTile();
  await screen.findByRole('heading', { name: { pl, en, uk }[language]['newest.title'] });
  expect(textOf()).not.toMatch(
    /\b(messages|markAll|settings|notifications|calendar|filters|kind|channel|message|deliveries|newest)\.\w/,
  );
});

it('follows the address from messages to contact', async () => {
  await openAt('/wiadomosci');
  await screen.findByRole('heading', { name: 'Wiadomości' });
  history.pushState(null, '', '/kontakt');
  await screen.findByRole('heading', { name: 'Kontakt' });
});

it('speaks another language as soon as the shell does', async () => {
  await openAt('/wiadomosci');
  await screen.findByRole('heading', { name: 'Wiadomości' });
  fake.language('uk');
  await screen.findByRole('heading', { name: 'Повідомлення' });
});

it('counts what is unread for the menu', async () => {
  history.pushState(null, '', '/finanse');
  fake.answer('UnreadMessages', unreadAnswer(7));
  await badges();
  expect(fake.badges.get('/wiadomosci')).toBe(7);
});

it('leaves the count to the tile on home while that loads, so that one question does for both', async () => {
  const { keep, promise } = promised<ReturnType<typeof newestAnswer>>();
  fake.answer('NewestMessages', () => promise);
  await openTile();
  await badges();
  keep(newestAnswer(rows(3), 5));
  await screen.findByText('5 nieprzeczytanych wiadomości');
  expect(fake.badges.get('/wiadomosci')).toBe(5);
  expect(fake.asked.map(({ operation }) => operation)).toEqual(['NewestMessages']);
});

it('renews the tile on home together with the count', async () => {
  fake.answer('NewestMessages', newestAnswer(rows(3), 5));
  await openTile();
  await screen.findByText('5 nieprzeczytanych wiadomości');
  fake.answer('NewestMessages', newestAnswer(rows(2), 6));
  await badges();
  await screen.findByText('6 nieprzeczytanych wiadomości');
  expect(fake.badges.get('/wiadomosci')).toBe(6);
  expect(fake.asked.map(({ operation }) => operation)).toEqual(['NewestMessages', 'NewestMessages']);
});

describe('the tile', () => {
  it.each([
    [0, '0 nieprzeczytanych wiadomości'],
    [1, '1 nieprzeczytana wiadomość'],
    [3, '3 nieprzeczytane wiadomości'],
    [12, '12 nieprzeczytanych wiadomości'],
  ])('says that %i are unread, and shows the newest', async (unread, words) => {
    fake.answer('NewestMessages', newestAnswer(rows(3), unread));
    await openTile();
    await screen.findByText(words);
    expect(screen.getByRole('link', { name: 'Zobacz wszystkie wiadomości' })).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('says when there are none', async () => {
    fake.answer('NewestMessages', newestAnswer([], 0));
    await openTile();
    await screen.findByText('Nie masz jeszcze żadnych wiadomości.');
  });

  it('says when it could not be loaded, and tries again', async () => {
    fake.answer('NewestMessages', fake.error('INTERNAL'));
    const user = await openTile();
    await screen.findByRole('alert');
    fake.answer('NewestMessages', newestAnswer(rows(1), 1));
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByText('1 nieprzeczytana wiadomość');
  });
});

it('tells the shell when it breaks while rendering', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  fake.answer('NewestMessages', newestAnswer([{ ...rows(1)[0]!, sentAt: 'never' }], 1));
  await openTile();
  await waitFor(() => expect(takeFaults()).toHaveLength(1));
  error.mockRestore();
});

it('shows nothing of anybody once the session is over', async () => {
  await openAt('/wiadomosci/m1');
  await waitFor(() => expect(textOf()).toContain('jan@kowalski.pl'));
  fake.session(null);
  await waitFor(() => expect(textOf()).toBe(''));
});
