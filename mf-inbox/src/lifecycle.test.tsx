import { fake } from '@ebok/shell/fake';
import { screen, waitFor } from '@testing-library/dom';
import { open } from './App';
import { mount, unmount } from './lifecycle';

const faults: unknown[] = [];
const onFault = (error: unknown) => void faults.push(error);
let place: HTMLElement;

beforeEach(async () => {
  await fake.reset();
  faults.length = 0;
  place = document.body.appendChild(document.createElement('div'));
});
afterEach(() => place.remove());

it.each([
  ['/wiadomosci', 'Wiadomości', 'Messages', 'Повідомлення'],
  ['/wiadomosci/W-1', 'Wiadomości', 'Messages', 'Повідомлення'],
  ['/kontakt', 'Kontakt', 'Contact', 'Контакт'],
])('says at %s in the language of the page what will be there', async (path, pl, en, uk) => {
  history.pushState(null, '', path);
  await mount({ domElement: place, onFault });
  await screen.findByRole('heading', { level: 1, name: pl });
  expect(screen.getByText(/nie jest jeszcze gotowa/)).toBeTruthy();
  fake.language('en');
  await screen.findByRole('heading', { level: 1, name: en });
  expect(screen.getByText(/not ready yet/)).toBeTruthy();
  fake.language('uk');
  await screen.findByRole('heading', { level: 1, name: uk });
  await unmount();
});

it('follows the address from messages to contact', async () => {
  history.pushState(null, '', '/wiadomosci');
  await mount({ domElement: place, onFault });
  await screen.findByRole('heading', { name: 'Wiadomości' });
  history.pushState(null, '', '/kontakt');
  await screen.findByRole('heading', { name: 'Kontakt' });
  await unmount();
});

it('leaves nothing behind and can come back', async () => {
  history.pushState(null, '', '/kontakt');
  await mount({ domElement: place, onFault });
  await screen.findByRole('heading', { name: 'Kontakt' });
  await unmount();
  expect(place.innerHTML).toBe('');
  await mount({ domElement: place, onFault });
  await screen.findByRole('heading', { name: 'Kontakt' });
  await unmount();
  expect(faults).toEqual([]);
});

it('survives being unmounted before it was ever mounted', async () => {
  await expect(unmount()).resolves.toBeUndefined();
});

it('tells the shell of an error while rendering instead of throwing it', async () => {
  const Broken = () => {
    throw new Error('broken');
  };
  const root = open(place, onFault, <Broken />);
  await waitFor(() => expect(faults).toEqual([expect.objectContaining({ message: 'broken' })]));
  root.unmount();
});
