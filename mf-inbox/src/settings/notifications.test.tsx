import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { mailboxAnswer } from '../fixtures';
import { lastAsked, openAt, reload, screen, textOf } from '../testing';
import { settings, settingsAnswer } from './answers';

const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name });
const show = () => openAt('/wiadomosci/ustawienia');
const saved = () => fake.asked.filter(({ operation }) => operation === 'SetNotification');

it('says when settings could not be loaded, and tries again', async () => {
  fake.answer('NotificationSettings', fake.error('INTERNAL'));
  const user = await show();
  const card = await screen.findByRole('region', { name: 'O czym i jak Cię zawiadamiamy' });
  await within(card).findByRole('alert');
  fake.answer('NotificationSettings', settingsAnswer());
  await user.click(within(card).getByRole('button', { name: 'Spróbuj ponownie' }));
  await box('Nowy dokument: E-mail');
});

it('says why no mails come to a mailbox that refuses them, and what helps', async () => {
  fake.answer('OwnMailbox', mailboxAnswer(true));
  await show();
  const hint = await screen.findByRole('region', {
    name: 'Twoja skrzynka odrzuca nasze wiadomości',
  });
  expect(textOf(hint)).toContain('jan\u200b@kowalski.pl');
  const links = within(hint).getAllByRole('link');
  expect(links.map((link) => [textOf(link), link.getAttribute('href')])).toEqual([
    ['Popraw adres', '/kontakt/nowe?topic=DATA_CHANGE'],
    ['Wyślij link', '/haslo'],
  ]);
});

it('takes a change back that could not be saved, and says so', async () => {
  fake.answer('SetNotification', fake.error('INTERNAL'));
  const user = await show();
  await user.click(await box('Zbliża się termin płatności: SMS'));
  await waitFor(() => expect(fake.notices[0]?.kind).toBe('error'));
  expect(fake.notices[0]!.text).toMatch(/wróciło poprzednie ustawienie/);
  expect((await box('Zbliża się termin płatności: SMS')).checked).toBe(false);
});

it('saves a change at once, says so, and shows it again after a reload', async () => {
  const user = await show();
  await user.click(await box('Zbliża się termin płatności: SMS'));
  await waitFor(() =>
    expect(fake.notices).toEqual([{ kind: 'success', text: 'Zapisano: Zbliża się termin płatności.' }]),
  );
  expect(lastAsked('SetNotification')).toEqual({
    customerId: 'c1',
    kind: 'PAYMENT_DUE_SOON',
    email: true,
    sms: true,
    daysBefore: [7, 1],
    attachPdf: null,
  });
  await reload();
  expect((await box('Zbliża się termin płatności: SMS')).checked).toBe(true);
});

it('saves changes in the order in which they were made, each with those before', async () => {
  const user = await show();
  await user.click(await box('Zbliża się termin płatności: SMS'));
  await user.click(await box('Zbliża się termin płatności: E-mail'));
  await user.click(await box('Zbliża się termin płatności: SMS'));
  await waitFor(() => expect(saved()).toHaveLength(3));
  expect(saved().map(({ variables }) => [variables.email, variables.sms])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
  expect((await box('Zbliża się termin płatności: E-mail')).checked).toBe(false);
});

it('fixes what is required, with the reason, and has no box for a channel that a kind does not have', async () => {
  await show();
  expect((await box('Wezwanie do zapłaty: E-mail')).disabled).toBe(true);
  expect((await box('Wezwanie do zapłaty: SMS')).disabled).toBe(false);
  expect(textOf()).toContain('Wezwanie musi do Ciebie dotrzeć.');
  expect(screen.queryByRole('checkbox', { name: 'Nowy dokument: SMS' })).toBeNull();
});

it('says the reason in the account’s language, as soon as the gateway knows it', async () => {
  await show();
  await screen.findByText('Wezwanie musi do Ciebie dotrzeć.');
  const [first, second, third] = settings();
  const inEnglish = { ...third!, requiredReason: 'The demand has to reach you.' };
  fake.answer('NotificationSettings', settingsAnswer([first!, second!, inEnglish]));
  fake.session({ user: { id: 'u1', email: 'jan@kowalski.pl', language: 'EN' } });
  await screen.findByText('The demand has to reach you.');
});

it('lets one choose up to three days before the due date, and always one', async () => {
  const user = await show();
  await user.click(await box('3 dni'));
  await waitFor(() => expect(lastAsked('SetNotification')).toMatchObject({ daysBefore: [7, 3, 1] }));
  expect((await box('14 dni')).disabled).toBe(true);
  await user.click(await box('7 dni'));
  await user.click(await box('3 dni'));
  await waitFor(() => expect(lastAsked('SetNotification')).toMatchObject({ daysBefore: [1] }));
  expect((await box('1 dzień')).disabled).toBe(true);
});

it('attaches a PDF to a mail that is sent, and to no other', async () => {
  const user = await show();
  const attach = 'Dołączaj do e-maila dokument w PDF';
  await user.click(await box(attach));
  await waitFor(() => expect(lastAsked('SetNotification')).toMatchObject({ attachPdf: true }));
  await user.click(await box('Nowy dokument: E-mail'));
  expect((await box(attach)).disabled).toBe(true);
});

it('changes nothing for users who may only look', async () => {
  fake.session({ role: 'VIEW' });
  await show();
  await box('Nowy dokument: E-mail');
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
  expect(boxes.filter(({ disabled }) => !disabled)).toEqual([]);
  expect(textOf()).toContain('Zmienić je może właściciel konta.');
});

describe('an example', () => {
  const open = async () => {
    const user = await show();
    await box('Nowy dokument: E-mail');
    const details = document.querySelectorAll('details')[1]!;
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await screen.findByRole('button', { name: 'Wyślij mi próbną wiadomość (SMS)' });
    return { user, details };
  };

  it('is shown as it is sent, in each channel', async () => {
    const { details } = await open();
    expect(textOf(details)).toMatch(
      /E-mailTemat: PAYMENT_DUE_SOON\s+Dzień dobry.*SMSSMS o PAYMENT_DUE_SOON/s,
    );
    // The chosen settings are still there.
    expect((await box('Nowy dokument: E-mail')).checked).toBe(settings()[0]!.email);
  });

  it.each([
    [{ sendTestNotification: true }, /jest w drodze/, 'success'],
    [{ sendTestNotification: false }, /po pięciu minutach/, 'info'],
    [fake.error('INTERNAL'), /Nie udało się wysłać/, 'error'],
  ] as const)('is sent to oneself: %j', async (answer, said, kind) => {
    fake.answer('SendTestNotification', answer);
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Wyślij mi próbną wiadomość (SMS)' }));
    await waitFor(() => expect(fake.notices[0]).toEqual({ kind, text: expect.stringMatching(said) }));
    expect(lastAsked('SendTestNotification')).toEqual({
      customerId: 'c1',
      kind: 'PAYMENT_DUE_SOON',
      channel: 'SMS',
    });
  });
});
