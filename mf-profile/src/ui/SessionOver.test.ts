// A session that ends while a form is being filled in, on the shell's fake.
import { session } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, lastAsked, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { contactAnswer, taken } from '../contact/fixtures';
import { mount, unmount } from '../lifecycle';
import { signedIn } from './fixtures';

// jsdom has neither.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

eachBeginsWith(() => fake.answer('Contact', contactAnswer()));

const phone = () => screen.getByLabelText<HTMLInputElement>('Nowy numer telefonu');
const dialog = () => screen.findByRole('alertdialog', { name: 'Sesja się skończyła' });
const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

/** The form with a number and a password, sent when the session has ended. */
async function sentTooLate() {
  const user = userEvent.setup();
  await openPart({ mount, unmount }, '/dane/kontakt?change=phone');
  await screen.findByRole('form');
  await user.type(phone(), '601 234 567');
  await user.type(screen.getByLabelText('Twoje hasło do eBOK'), 'zielony kajak');
  fake.answer('RequestContactChange', () => {
    fake.expire();
    return fake.error('UNAUTHENTICATED');
  });
  await user.click(screen.getByRole('button', { name: 'Poproś o zmianę' }));
  return user;
}

it('keeps the form, which can be sent after a sign-in in another tab', async () => {
  const user = await sentTooLate();
  const signIn = within(await dialog()).getByRole('link', { name: 'Zaloguj się w nowej karcie' });
  expect([signIn.getAttribute('href'), signIn.getAttribute('target')]).toEqual(['/logowanie', '_blank']);

  // Not signed in yet.
  fake.answer('SignedInUser', { session: null });
  comeBack();
  await waitFor(() => expect(lastAsked('SignedInUser')).toBeDefined());
  await dialog();

  fake.answer('SignedInUser', signedIn());
  fake.answer('RequestContactChange', taken);
  comeBack();
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(phone().value).toBe('601 234 567');
  await user.click(screen.getByRole('button', { name: 'Poproś o zmianę' }));
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(lastAsked('RequestContactChange').input.phone).toBe('601 234 567');
});

it('shows another user nothing of it', async () => {
  await sentTooLate();
  await dialog();
  fake.answer('SignedInUser', signedIn('u2'));
  comeBack();
  await waitFor(() => expect(textOf()).toBe(''));
});

it('can be left without sending', async () => {
  const user = await sentTooLate();
  await user.click(within(await dialog()).getByRole('button', { name: 'Wyjdź bez wysyłania' }));
  await waitFor(() => expect(textOf()).toBe(''));
  expect(session.current).toBeNull();
});

it('keeps no form in which nothing was typed', async () => {
  await openPart({ mount, unmount }, '/dane/kontakt?change=phone');
  await screen.findByRole('form');
  fake.expire();
  await waitFor(() => expect(textOf()).toBe(''));
});
