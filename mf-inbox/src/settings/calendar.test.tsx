import { fake } from '@ebok/shell/fake';
import { waitFor } from '@testing-library/dom';
import { lastAsked, openAt, reload, screen, textOf } from '../testing';
import { CALENDAR_ADDRESS, calendarAnswer } from './answers';

const button = (name: string) => screen.findByRole('button', { name });

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('CalendarFeed', fake.error('INTERNAL'));
  const user = await openAt('/wiadomosci/ustawienia');
  await screen.findByRole('alert');
  fake.answer('CalendarFeed', calendarAnswer(null));
  await user.click(await button('Spróbuj ponownie'));
  await button('Utwórz adres kalendarza');
});

it('says when nothing was saved', async () => {
  fake.answer('RenewCalendarFeed', fake.error('INTERNAL'));
  const user = await openAt('/wiadomosci/ustawienia');
  await user.click(await button('Utwórz adres kalendarza'));
  await waitFor(() => expect(fake.notices[0]?.kind).toBe('error'));
  expect(fake.notices[0]?.text).toMatch(/Nie udało się tego zapisać/);
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('makes an address for this customer, shows it once, with the focus on it', async () => {
  const user = await openAt('/wiadomosci/ustawienia');
  expect(document.title).toBe('Ustawienia powiadomień');
  await user.click(await button('Utwórz adres kalendarza'));
  const field = await screen.findByRole('textbox', { name: 'Adres kalendarza' });
  expect(field).toHaveProperty('value', CALENDAR_ADDRESS);
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(lastAsked('RenewCalendarFeed')).toEqual({ customerId: 'c1' });
  await user.click(await button('Kopiuj'));
  await screen.findByText('Skopiowano');
  expect(await navigator.clipboard.readText()).toBe(CALENDAR_ADDRESS);
  await reload();
  await screen.findByText('Kalendarz jest włączony. Jego adres utworzono 29 marca 2026.');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(textOf()).not.toContain(CALENDAR_ADDRESS);
});

it('ends a calendar, says so, and keeps the focus in its place', async () => {
  fake.answer('CalendarFeed', calendarAnswer('2026-03-29T06:00:00Z'));
  const user = await openAt('/wiadomosci/ustawienia');
  const end = await button('Wyłącz kalendarz');
  fake.answer('CalendarFeed', calendarAnswer(null));
  await user.click(end);
  await button('Utwórz adres kalendarza');
  expect(fake.notices).toEqual([
    { kind: 'success', text: 'Kalendarz jest wyłączony. Jego adres już nie działa.' },
  ]);
  expect(lastAsked('EndCalendarFeed')).toEqual({ customerId: 'c1' });
  expect(document.activeElement?.closest('section')?.textContent).toContain('Terminy płatności w kalendarzu');
});
