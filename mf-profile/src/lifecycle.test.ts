import { fake } from '@ebok/shell/fake';
import { screen } from '@testing-library/dom';
import { mount, unmount } from './lifecycle';
import { profile } from './fixtures';

const faults: unknown[] = [];
const onFault = (error: unknown) => void faults.push(error);
let place: HTMLElement;

beforeEach(async () => {
  await fake.reset();
  faults.length = 0;
  history.replaceState(null, '', '/dane');
  fake.answer('Profile', profile());
  place = document.body.appendChild(document.createElement('div'));
});
afterEach(() => place.remove());

it('speaks the language of the page, and says all anew when the language changes', async () => {
  await mount({ domElement: place, onFault });
  await headline('Twoje dane');
  await changeLanguage('en');
  await headline('Your data');
  await changeLanguage('uk');
  await headline('Ваші дані');
  expect(place.querySelectorAll('h1')).toHaveLength(1);
  await unmount({ domElement: place });
});

it('leaves nothing behind, hears of no language then, and can come back', async () => {
  await mount({ domElement: place, onFault });
  await unmount({ domElement: place });
  expect(place.innerHTML).toBe('');
  await changeLanguage('en');
  await mount({ domElement: place, onFault });
  await headline('Your data');
  await unmount({ domElement: place });
  expect(faults).toEqual([]);
});

it('survives being unmounted before it was ever mounted', async () => {
  await expect(unmount({ domElement: place })).resolves.toBeUndefined();
});

function headline(name: string) {
  return screen.findByRole('heading', { level: 1, name });
}

async function changeLanguage(language: 'en' | 'uk') {
  fake.language(language);
  await new Promise((resolve) => setTimeout(resolve));
}
