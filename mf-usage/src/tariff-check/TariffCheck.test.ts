import { fake } from '@ebok/shell/fake';
import { pointsAnswer } from '../fixtures';
import { openAt, press, settle, text } from '../testing';

jest.mock('apexcharts', () => ({
  __esModule: true,
  default: class {
    render = async () => {};
    updateOptions = async () => {};
    destroy = () => {};
  },
}));

const cost = (tariff: string, total: string, difference: string, current = false) => ({
  ...{ __typename: 'TariffCost', tariff, current, total, difference },
  ...{ energy: '1122.73', distribution: '662.87', fixed: '427.02' },
});
const answer = (tariffs: object[] | null) => ({
  customer: {
    ...{ __typename: 'Customer', id: 'c1' },
    consumptionPoint: {
      ...{ __typename: 'ConsumptionPoint', id: 'p1' },
      tariffCheck: tariffs && {
        ...{ __typename: 'TariffCheck', from: '2025-03-01', to: '2026-02-28', totalKwh: 1825.4 },
        ...{ pricesFrom: '2026-01-01', tariffs },
      },
    },
  },
});
const G11 = cost('G11', '2212.62', '0.00', true);

/** The panel is loaded on its own. */
async function openPanel(path = '/zuzycie') {
  fake.answer('UsagePoints', pointsAnswer(1));
  await openAt(path);
  await settle();
}
const said = () => text().replace(/\s+/g, ' ');

it('asks for nothing before somebody wants to know', async () => {
  fake.answer('TariffCheck', () => {
    throw new Error('not asked for');
  });
  await openPanel();
  expect(said()).toContain('Porównanie taryf');
  expect(said()).not.toContain('Jak to policzyliśmy');
});

it('says which tariff would be cheaper, that it is an estimate, and what was assumed', async () => {
  fake.answer(
    'TariffCheck',
    answer([G11, cost('G12w', '1987.12', '-225.50'), cost('G12', '2300.00', '87.38')]),
  );
  await openPanel();
  await press('Porównaj taryfy');
  expect(said()).toContain(
    'to samo zużycie w taryfie G12w kosztowałoby o 225,50 zł mniej niż w Twojej taryfie G11.',
  );
  expect(said()).toContain('To szacunek, a nie oferta.');
  expect(said()).toContain('1 marca 2025 – 28 lutego 2026, 1 825 kWh');
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '));
  expect(rows[0]).toContain('G11 Twoja taryfa');
  expect(rows[1]).toContain('o 225,50 zł mniej');
  expect(rows[2]).toContain('o 87,38 zł więcej');
  expect(said()).toContain('ceny brutto obowiązujące od 1 stycznia 2026');
  expect(said()).toContain('zależy od zużycia w roku: tu 1 825 kWh');
});

it('says when the present tariff is the cheapest, and what was assumed for a firm', async () => {
  fake.answer(
    'TariffCheck',
    answer([
      cost('C11', '2212.62', '0.00', true),
      cost('C12a', '2212.62', '0.00'),
      cost('C12b', '2213.00', '0.38'),
    ]),
  );
  await openPanel();
  await press('Porównaj taryfy');
  expect(said()).toContain('Twoja taryfa C11 jest najtańsza');
  expect(said()).toContain('bez różnicy');
  expect(said()).toContain('Twojej mocy umownej');
});

it('says why nothing can be compared', async () => {
  fake.answer('TariffCheck', answer(null));
  await openPanel();
  await press('Porównaj taryfy');
  expect(said()).toContain('Nie możemy jeszcze porównać taryf dla tego punktu.');
});

it('offers to try again after a failure', async () => {
  fake.answer('TariffCheck', new Error('down'));
  await openPanel();
  await press('Porównaj taryfy');
  fake.answer('TariffCheck', answer([G11, cost('G12', '2300.00', '87.38')]));
  await press('Spróbuj ponownie');
  expect(said()).toContain('Twoja taryfa G11 jest najtańsza');
});

it('is about one point: of several one has to be chosen', async () => {
  fake.answer('UsagePoints', pointsAnswer(2));
  await openAt('/zuzycie');
  await settle();
  expect(said()).not.toContain('Porównanie taryf');
  await openAt('/zuzycie?point=p2');
  await settle();
  expect(said()).toContain('Porównanie taryf');
});
