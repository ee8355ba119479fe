import { fake } from '@ebok/shell/fake';
import { pointAlerts, pointsAnswer } from '../fixtures';
import { lastAsked, openAt, press, settle, text } from '../testing';

jest.mock('apexcharts', () => ({
  __esModule: true,
  default: class {
    render = async () => {};
    updateOptions = async () => {};
    destroy = () => {};
  },
}));

/** The panel is loaded on its own. */
async function openPanel(more: object = {}) {
  fake.answer('UsagePoints', pointsAnswer(1));
  fake.answer('PointAlerts', (variables) => pointAlerts(variables as never, more));
  fake.answer('SetUsageAlert', ({ input }) => {
    const { consumptionPointId: id, ...usageAlert } = input as { consumptionPointId: string };
    return {
      setUsageAlert: {
        ...{ __typename: 'ConsumptionPoint', id },
        usageAlert: { __typename: 'UsageAlert', ...usageAlert },
      },
    };
  });
  await openAt('/zuzycie');
  await settle();
}
const said = () => text().replace(/\s+/g, ' ');
const box = (label: RegExp) =>
  [...document.querySelectorAll('label')]
    .find(({ textContent }) => label.test(textContent))!
    .querySelector('input')!;
async function type(value: string) {
  const field = document.querySelector<HTMLInputElement>('#usage-limit')!;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}
const alert = (monthlyKwh: number | null, unusualDay = false) => ({
  usageAlert: { __typename: 'UsageAlert', monthlyKwh, unusualDay },
});

it.each(['', '0', '-5', '1,5', '1000001', 'dużo'])(
  'takes no limit of "%s", and says why at the field',
  async (value) => {
    await openPanel();
    await type(value);
    await press('Zapisz');
    expect(said()).toContain('Wpisz liczbę całkowitą od 1 do 1 000 000.');
    expect(document.activeElement?.id).toBe('usage-limit');
    expect(lastAsked('SetUsageAlert')).toBeUndefined();
  },
);

it('says that nothing was saved when saving fails, and keeps what was typed', async () => {
  await openPanel();
  fake.answer('SetUsageAlert', new Error('down'));
  await type('300');
  await press('Zapisz');
  expect(said()).toContain('Nie udało się zapisać powiadomień.');
  expect(document.querySelector<HTMLInputElement>('#usage-limit')!.value).toBe('300');
});

it('says what the month comes to, and how far such a forecast was off', async () => {
  await openPanel();
  expect(said()).toContain('Prognoza na marzec 2026: około 180 kWh, z tego dotąd zmierzono 111 kWh.');
  expect(said()).toContain('myliła się zwykle o 7,5%');
});

it('says that there is no forecast, or no known error', async () => {
  await openPanel({ usageForecast: null });
  expect(said()).toContain('Nie ma jeszcze prognozy na ten miesiąc');
  const usageForecast = {
    ...{ __typename: 'UsageForecast', month: '2026-03', soFarKwh: 1.25, expectedKwh: 3.5 },
    typicalErrorPercent: null,
  };
  await openPanel({ usageForecast });
  expect(said()).toContain('około 3,5 kWh');
  expect(said()).not.toContain('myliła się');
  await openPanel({ usageForecast: { ...usageForecast, soFarKwh: 0 } });
  expect(said()).toContain('Prognoza na marzec 2026: około 3,5 kWh.');
});

it('saves a limit and unusual days, and switches both off', async () => {
  await openPanel(alert(null));
  expect(document.querySelector('#usage-limit')).toBeNull();
  box(/Zużycie w miesiącu/).click();
  box(/Dzień był nietypowy/).click();
  await settle();
  await type('1 250');
  await press('Zapisz');
  expect(lastAsked('SetUsageAlert')).toEqual({
    input: { consumptionPointId: 'p1', monthlyKwh: 1250, unusualDay: true },
  });
  box(/Zużycie w miesiącu/).click();
  box(/Dzień był nietypowy/).click();
  await press('Zapisz');
  expect(lastAsked('SetUsageAlert')).toEqual({
    input: { consumptionPointId: 'p1', monthlyKwh: null, unusualDay: false },
  });
});

it.each([
  [
    alert(250, true),
    'Powiadomienie, gdy miesiąc przekroczy 250 kWh: włączone.Powiadomienie o nietypowym dniu: włączone.',
  ],
  [alert(null), 'Powiadomienia o zużyciu są wyłączone.'],
])('lets those who may only look read what is set', async (more, sentence) => {
  fake.session({ role: 'VIEW' });
  await openPanel(more);
  expect(said()).toContain(sentence);
  expect(document.querySelector('form')).toBeNull();
});

it('is about one point: of several one has to be chosen', async () => {
  fake.answer('UsagePoints', pointsAnswer(2));
  await openAt('/zuzycie');
  await settle();
  expect(said()).not.toContain('Prognoza i powiadomienia');
  await openAt('/zuzycie?point=p2');
  await settle();
  expect(said()).toContain('Prognoza i powiadomienia');
});

it('offers to try again after a failure', async () => {
  fake.answer('UsagePoints', pointsAnswer(1));
  fake.answer('PointAlerts', new Error('down'));
  await openAt('/zuzycie');
  await settle();
  fake.answer('PointAlerts', (variables) => pointAlerts(variables as never));
  await press('Spróbuj ponownie');
  expect(said()).toContain('Prognoza i powiadomienia');
});
