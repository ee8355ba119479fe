import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { messagesAnswer, row, rows, unreadAnswer } from '../fixtures';
import { badges } from '../lifecycle';
import { lastAsked, openAt, reload, screen, textOf } from '../testing';

const links = () => within(screen.getByRole('list', { name: 'Lista wiadomości' })).getAllByRole('link');

it('lists messages and marks the unread ones by a word and by weight', async () => {
  await openAt('/wiadomosci');
  const unread = (await screen.findByRole('link', { name: 'Wezwanie do zapłaty' })).closest('li')!;
  expect(textOf(unread)).toContain('Nieprzeczytana');
  expect(unread.className).toContain('unread');
  const read = screen.getByRole('link', { name: 'Przerwa w dostawie 3' }).closest('li')!;
  expect(textOf(read)).toMatch(/^Przerwa w dostawie 3Ogłoszenie 29 marca 2026/);
  expect(textOf()).toContain('3 wiadomości');
  expect(document.title).toBe('Wiadomości');
  expect(links()[0]!.getAttribute('href')).toBe('/wiadomosci/m1');
});

it('filters by kind, channel, unread and text, all in the address', async () => {
  const user = await openAt('/wiadomosci');
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
  await user.click(screen.getByRole('button', { name: 'Filtruj' }));
  await user.click(screen.getByRole('checkbox', { name: 'Wezwanie do zapłaty' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sposób wysłania' }), 'E-mail');
  await user.click(screen.getByRole('checkbox', { name: 'Tylko nieprzeczytane' }));
  await user.type(screen.getByRole('searchbox'), 'zapł{Enter}');
  await waitFor(() => expect(links()).toHaveLength(1));
  expect(lastAsked('Messages')).toMatchObject({
    filter: { kind: ['DUNNING'], channel: 'EMAIL', unreadOnly: true, search: 'zapł' },
  });
  expect(decodeURI(location.search)).toBe('?q=zapł&kind=DUNNING&channel=EMAIL&unread=1');
  await reload();
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
  expect(screen.getByRole('searchbox')).toHaveProperty('value', 'zapł');
  expect(screen.getByRole('checkbox', { name: 'Tylko nieprzeczytane' })).toHaveProperty('checked', true);
});

it('passes over what makes no sense in the address', async () => {
  await openAt('/wiadomosci?kind=SPAM&channel=FAX&unread=tak&show=-3');
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
  expect(lastAsked('Messages')).toEqual({ filter: {}, first: 20, after: null });
});

it('shows more, keeps that in the address, and goes on reading at the first new one', async () => {
  fake.answer('Messages', messagesAnswer(rows(45)));
  const user = await openAt('/wiadomosci');
  await user.click(await screen.findByRole('button', { name: 'Pokaż więcej (zostało 25)' }));
  await waitFor(() => expect(links()).toHaveLength(40));
  await waitFor(() => expect(document.activeElement).toBe(links()[20]));
  expect(location.search).toBe('?show=40');
  await reload();
  await waitFor(() => expect(links()).toHaveLength(40));
});

it('shows as many as a bookmark from before says, by the old name of the parameter', async () => {
  fake.answer('Messages', messagesAnswer(rows(45)));
  await openAt('/wiadomosci?pokaz=40');
  await waitFor(() => expect(links()).toHaveLength(40));
});

it('says when nothing fits, and takes the filters away', async () => {
  const user = await openAt('/wiadomosci?q=nic');
  await screen.findByText('Żadna wiadomość nie pasuje do tego wyszukiwania.');
  await user.click(screen.getByRole('button', { name: 'Wyczyść filtry' }));
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
  expect(location.search).toBe('');
});

it('says when there is nothing yet', async () => {
  fake.answer('Messages', messagesAnswer([]));
  await openAt('/wiadomosci');
  await screen.findByText('Nie masz jeszcze żadnych wiadomości.');
});

it('holds the place while it loads', async () => {
  fake.answer('Messages', () => fake.never());
  await openAt('/wiadomosci');
  expect(await screen.findByRole('status', { name: 'Wczytywanie' })).toBeTruthy();
});

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('Messages', fake.error('INTERNAL', { reference: 'A7K2' }));
  const user = await openAt('/wiadomosci');
  expect(textOf(await screen.findByRole('alert'))).toContain('A7K2');
  fake.answer('Messages', messagesAnswer(rows(3)));
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
});

describe('all read', () => {
  const button = () => screen.findByRole('button', { name: 'Oznacz wszystkie jako przeczytane' });

  it('says when it failed, and leaves the list as it is', async () => {
    fake.answer('MarkAllMessagesRead', fake.error('INTERNAL'));
    const user = await openAt('/wiadomosci');
    await screen.findAllByText('Nieprzeczytana');
    await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBe('false'));
    await user.click(await button());
    await waitFor(() => expect(fake.notices[0]?.kind).toBe('error'));
    expect(screen.getAllByText('Nieprzeczytana')).toHaveLength(2);
    expect((await button()).getAttribute('aria-disabled')).toBe('false');
  });

  it('marks up to the newest message on the page, says how many, and renews list and count', async () => {
    const user = await openAt('/wiadomosci');
    await screen.findAllByText('Nieprzeczytana');
    await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBe('false'));
    fake.answer('Messages', messagesAnswer([row(1), row(2)]));
    fake.answer('UnreadMessages', unreadAnswer(0));
    await user.click(await button());
    await waitFor(() => expect(screen.queryByText('Nieprzeczytana')).toBeNull());
    expect(lastAsked('MarkAllMessagesRead')).toEqual({ customerId: 'c1', newestSeenId: 'm1' });
    expect(fake.notices).toEqual([{ kind: 'success', text: 'Oznaczono 2 wiadomości jako przeczytane.' }]);
    await waitFor(() => expect(fake.badges.get('/wiadomosci')).toBe(0));
    expect((await button()).getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(await button());
  });

  it('does nothing where nothing is unread', async () => {
    fake.answer('UnreadMessages', unreadAnswer(0));
    const user = await openAt('/wiadomosci');
    await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
    await user.click(await button());
    expect(fake.asked.map(({ operation }) => operation)).not.toContain('MarkAllMessagesRead');
  });

  it('of a filtered list names no newest message', async () => {
    const user = await openAt('/wiadomosci?kind=DUNNING');
    await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
    await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBe('false'));
    await user.click(await button());
    await waitFor(() => expect(lastAsked('MarkAllMessagesRead')).toMatchObject({ newestSeenId: null }));
  });
});

it('offers a message that arrives meanwhile, and shows it on request', async () => {
  const user = await openAt('/wiadomosci');
  await screen.findByRole('link', { name: 'Wezwanie do zapłaty' });
  await waitFor(() => expect(fake.asked.some(({ operation }) => operation === 'UnreadMessages')).toBe(true));
  fake.answer('UnreadMessages', unreadAnswer(2));
  fake.answer('Messages', messagesAnswer([row(9, { subject: 'Nowa', readAt: null }), ...rows(3)]));
  await badges();
  await screen.findByText('Są nowe wiadomości.');
  expect(links()).toHaveLength(3);
  await user.click(screen.getByRole('button', { name: 'Pokaż' }));
  await screen.findByRole('link', { name: 'Nowa' });
  expect(screen.queryByText('Są nowe wiadomości.')).toBeNull();
});

it('names the language of words that are not in the page’s', async () => {
  fake.answer(
    'Messages',
    messagesAnswer([
      row(1, { language: 'UK', subject: 'Лист' }),
      row(2, { language: 'PL', subject: 'List' }),
      row(3, { subject: 'Brief' }),
    ]),
  );
  await openAt('/wiadomosci');
  const lang = async (name: string) => (await screen.findByRole('link', { name })).getAttribute('lang');
  expect([await lang('Лист'), await lang('List'), await lang('Brief')]).toEqual(['uk', null, null]);
});
