import { fake } from '@ebok/shell/fake';
import { mount, unmount } from './lifecycle';
import { customerUsage, pointsAnswer } from './fixtures';

jest.mock('apexcharts', () => {
  throw new Error('the chart did not come');
});

const faults: unknown[] = [];
const onFault = (error: unknown) => void faults.push(error);
let place: HTMLElement;

beforeEach(async () => {
  await fake.reset();
  fake.answer('UsagePoints', pointsAnswer());
  fake.answer('CustomerUsage', (variables) => customerUsage(variables as never));
  faults.length = 0;
  history.pushState(null, '', '/zuzycie');
  place = document.body.appendChild(document.createElement('div'));
});
afterEach(() => place.remove());

it('leaves nothing behind and can come back', async () => {
  await mount({ domElement: place, onFault });
  expect(place.querySelectorAll('h1')).toHaveLength(1);
  await unmount({ domElement: place });
  expect(place.innerHTML).toBe('');
  await mount({ domElement: place, onFault });
  expect(place.querySelectorAll('h1')).toHaveLength(1);
  await unmount({ domElement: place });
  expect(faults).toEqual([]);
});

it('stands without the chart: the table has the same numbers', async () => {
  await mount({ domElement: place, onFault });
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve));
  expect(place.textContent).toContain('Nie udało się narysować wykresu');
  await unmount({ domElement: place });
  expect(faults).toEqual([]);
});

it('survives being unmounted before it was ever mounted', async () => {
  await expect(unmount({ domElement: place })).resolves.toBeUndefined();
});
