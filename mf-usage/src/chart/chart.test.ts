// What the chart answers to a mouse, a finger and the keyboard.
import { fake } from '@ebok/shell/fake';
import fc from 'fast-check';
import { customerPrices, customerUsage, pointsAnswer, priced } from '../fixtures';
import { close, columns, key, openAt, pointer, press, said, settle, text } from '../testing';
import { isUpright, thinned } from './names';
import { scaleOf } from './scale';

const drawn: any[] = [];
jest.mock('apexcharts', () => ({
  __esModule: true,
  default: class {
    constructor(_place: unknown, options: unknown) {
      drawn.push(options);
    }
    render = async () => {};
    destroy = () => {};
  },
}));
beforeEach(() => (drawn.length = 0));

it('says period, value and year before of the column that is pointed at, anywhere in its width', async () => {
  await openAt('/zuzycie?to=2025-12');
  columns(12);
  await pointer('pointermove', 1);
  expect(said()).toBe('styczeń 2025: 100,0 kWh');
  await pointer('pointermove', 199);
  expect(said()).toBe('luty 2025: 101,0 kWh (szacunek), rok wcześniej 91,0 kWh');
  await pointer('pointermove', 201);
  expect(said()).toBe('marzec 2025: brak danych, rok wcześniej 92,0 kWh');
  await pointer('pointermove', 350);
  expect(said()).toBe('kwiecień 2025: 103,0 kWh (niepełne), rok wcześniej 93,0 kWh');
  expect(document.querySelectorAll('.ebok-usage__pointed')).toHaveLength(1);
});

it('a click opens the column, a tap only tells it, and the link beside opens it', async () => {
  await openAt('/zuzycie?to=2025-12');
  columns(12);
  await pointer('pointerdown', 150, { touch: true });
  await pointer('pointerup', 150, { touch: true, ms: 80 });
  await pointer('click', 150);
  expect([said().slice(0, 9), location.search]).toEqual(['luty 2025', '?to=2025-12']);
  await press('Otwórz miesiąc');
  expect(location.search).toBe('?month=2025-02');
  columns(31);
  await pointer('pointerdown', 1450);
  await pointer('click', 1450);
  expect(location.search).toBe('?day=2025-02-15');
});

it('is walked through with arrow keys, and Enter opens the column', async () => {
  await openAt('/zuzycie?to=2025-12');
  expect(document.querySelectorAll('.ebok-usage__chart [tabindex="0"]')).toHaveLength(1);
  await key('Enter');
  expect(location.search).toBe('?to=2025-12');
  const walked = [];
  for (const name of [
    'ArrowRight',
    'ArrowRight',
    'ArrowLeft',
    'ArrowLeft',
    'End',
    'ArrowRight',
    'ArrowLeft',
    'Home',
  ]) {
    await key(name);
    walked.push(said().split(' ')[0]);
  }
  expect(walked).toEqual([
    'styczeń',
    'luty',
    'styczeń',
    'styczeń',
    'grudzień',
    'grudzień',
    'listopad',
    'styczeń',
  ]);
  await key('Enter');
  expect(location.search).toBe('?month=2025-01');
  // Another period has no column pointed at, and the chart keeps its place for the focus.
  expect(said()).toContain('Wskaż słupek');
  await key('ArrowLeft');
  expect(said()).toContain('31 stycznia 2025');
});

it('a quick finger sideways turns the page, a slow one moves along the columns', async () => {
  await openAt('/zuzycie?month=2025-05');
  columns(31);
  const move = async (to: number, ms: number, clientY = 0) => {
    await pointer('pointerdown', 1500, { touch: true });
    await pointer('pointermove', to, { touch: true, ms, clientY });
    await pointer('pointerup', to, { touch: true, ms, clientY });
  };
  await move(1600, 100);
  expect(location.search).toBe('?month=2025-04');
  await move(1400, 100);
  expect(location.search).toBe('?month=2025-05');
  await move(1600, 100, 90);
  await move(1530, 100);
  expect(location.search).toBe('?month=2025-05');
  await move(150, 800);
  expect([said().slice(0, 6), location.search]).toEqual(['2 maja', '?month=2025-05']);
});

it('turns no page where there are no data', async () => {
  await openAt('/zuzycie?month=2026-03');
  columns(31);
  await pointer('pointerdown', 900, { touch: true });
  await pointer('pointerup', 300, { touch: true, ms: 90 });
  expect(location.search).toBe('?month=2026-03');
});

it('goes from a day to its quarter-hours and back by the breadcrumb', async () => {
  await openAt('/zuzycie?day=2025-05-15');
  columns(24);
  await pointer('pointermove', 850);
  expect(said()).toContain('09:00: 108,000 kWh');
  await press('Otwórz kwadranse');
  expect(location.search).toBe('?day=2025-05-15&resolution=quarter-hours');
  expect(drawn.at(-1).series[1].data).toHaveLength(96);
  columns(96);
  await pointer('pointermove', 3350);
  expect(said()).toContain('09:15');
  expect(document.querySelector('.ebok-usage__answer a')).toBeNull();
  const steps = [...document.querySelectorAll('.ebok-usage__breadcrumb li')].map(
    ({ textContent }) => textContent,
  );
  expect(steps).toEqual(['Rok 2025', 'maj 2025', '15 maja 2025', 'Kwadranse']);
  await press('15 maja 2025');
  expect(location.search).toBe('?day=2025-05-15');
});

it('offers no quarter-hours where data are coarser', async () => {
  fake.answer('CustomerUsage', (variables) => {
    const { customer } = customerUsage(variables as never);
    return { customer: { ...customer, usage: { ...customer.usage, finest: 'HOUR' } } };
  });
  await openAt('/zuzycie?day=2025-05-15');
  expect(text()).not.toContain('Kwadranse');
  await key('ArrowRight');
  expect(document.querySelector('.ebok-usage__answer a')).toBeNull();
});

it('says how many hours a day has on which clocks change', async () => {
  const hours = (from: string, count: number) =>
    fake.answer('CustomerUsage', (variables) => {
      const { customer } = customerUsage(variables as never);
      const [any] = customer.usage.intervals;
      const intervals = Array.from({ length: count }, (_, n) => ({
        ...any!,
        start: new Date(Date.parse(from) + n * 3_600_000).toISOString(),
      }));
      return { customer: { ...customer, usage: { ...customer.usage, intervals } } };
    });
  hours('2025-10-25T22:00:00Z', 25);
  await openAt('/zuzycie?day=2025-10-26');
  expect(text()).toContain('doba ma 25 godzin');
  const names = [...document.querySelectorAll('.ebok-usage__names span')].map(
    ({ textContent }) => textContent,
  );
  expect(names.slice(0, 6)).toEqual(['0', '1', '2a', '2b', '3', '4']);
  expect(new Set(names).size).toBe(25);
  await close();
  document.body.replaceChildren();
  hours('2025-03-29T23:00:00Z', 23);
  await openAt('/zuzycie?day=2025-03-30');
  expect(text()).toContain('doba ma 23 godziny');
  await close();
  document.body.replaceChildren();
  hours('2025-03-30T22:00:00Z', 24);
  await openAt('/zuzycie?day=2025-03-31');
  expect(text()).not.toContain('doba ma');
});

it('shows both directions around zero, in the line and in the table as well', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  await openAt('/zuzycie?direction=both&to=2025-12');
  const { series, yaxis } = drawn.at(-1);
  const data = Object.fromEntries(series.map((one: any) => [one.name, one.data]));
  expect(data.now.slice(0, 2)).toEqual([100, 101]);
  expect(data.fed.slice(0, 3)).toEqual([-50, -50.5, null]);
  expect(data.beforeFed.slice(0, 2)).toEqual([null, -45.5]);
  expect([yaxis.min, yaxis.max]).toEqual([-100, 150]);
  columns(12);
  await pointer('pointermove', 150);
  expect(said()).toBe(
    'luty 2025: z sieci 101,0 kWh (szacunek), rok wcześniej 91,0 kWh, do sieci 50,5 kWh (szacunek), rok wcześniej 45,5 kWh',
  );
  await press('Pokaż jako tabelę');
  const cells = [...document.querySelectorAll('tbody tr')][4]!.querySelectorAll('td');
  expect([...cells].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '104,0 kWh',
    '94,0 kWh',
    '52,0 kWh',
    '47,0 kWh',
  ]);
});

it('stacks the zones of the tariff, names them in words, and has them as columns of the table', async () => {
  fake.answer('CustomerPrices', (variables) => customerPrices(priced(variables as never)));
  await openAt('/zuzycie?to=2025-12');
  const data = Object.fromEntries(drawn.at(-1).series.map((one: any) => [one.name, one.data]));
  expect(Object.keys(data)).toEqual(['before', 'zone1', 'zone2']);
  expect([data.zone1.slice(0, 3), data.zone2.slice(0, 3)]).toEqual([
    [75, 75.75, null],
    [25, 25.25, null],
  ]);
  expect(document.querySelector('.ebok-usage__legend')!.textContent).toMatch(/Strefa dzienna.*Strefa nocna/s);
  columns(12);
  await pointer('pointermove', 450);
  expect(said()).toBe(
    'maj 2025: 104,0 kWh, strefa dzienna 78,0 kWh, strefa nocna 26,0 kWh, rok wcześniej 94,0 kWh, koszt 116,30 zł (szacunek)',
  );
  await press('Pokaż jako tabelę');
  const heads = [...document.querySelectorAll('thead th')].map(({ textContent }) => textContent.trim());
  expect(heads).toEqual(['Okres', 'Zużycie', 'Strefa dzienna', 'Strefa nocna', 'Rok wcześniej']);
  const cells = document.querySelectorAll('tbody tr')[4]!.querySelectorAll('td');
  expect([...cells].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
    '104,0 kWh',
    '78,0 kWh',
    '26,0 kWh',
    '94,0 kWh',
  ]);
});

it('shows złotys on a base of fixed charges, and says what is an estimate', async () => {
  fake.answer('CustomerPrices', (variables) => customerPrices(priced(variables as never)));
  await openAt('/zuzycie?to=2025-12');
  await press('zł');
  expect(location.search).toBe('?to=2025-12&unit=zl');
  const [fixed, variable] = drawn.at(-1).series;
  expect([fixed.name, fixed.data.slice(0, 3)]).toEqual(['fixed', [12.3, 12.3, null]]);
  expect([variable.name, variable.data.slice(0, 3)]).toEqual(['now', [100, 101, null]]);
  expect(text()).toContain('Koszt (szacunek)1 400,00 zł');
  expect(text()).toContain('Rozliczone okresy są takie jak na fakturach, reszta to szacunek.');
  expect(document.querySelector('a[href="/finanse/F%2F7"]')?.textContent).toBe('FS/7/2026');
  columns(12);
  await pointer('pointermove', 50);
  expect(said()).toContain('koszt 112,30 zł (z faktury)');
  await press('Pokaż jako tabelę');
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
  );
  expect(rows.slice(0, 3)).toEqual([
    ['112,30 zł', '100,00 zł', '12,30 zł'],
    ['113,30 zł szacunek', '101,00 zł', '12,30 zł'],
    ['brak danych', 'brak danych', 'brak danych'],
  ]);
});

it('has no złotys where no document states prices, whatever the address says', async () => {
  await openAt('/zuzycie?to=2025-12&unit=zl');
  expect(document.querySelector('nav[aria-label=Jednostka]')).toBeNull();
  expect(drawn.at(-1).series.map(({ name }: any) => name)).toEqual(['before', 'now']);
});

it('draws kilowatt-hours before zones and cost are known; złotys wait for them, and say when they fail', async () => {
  fake.answer('CustomerPrices', fake.never);
  await openAt('/zuzycie?to=2025-12');
  expect(drawn.at(-1).series.map(({ name }: any) => name)).toEqual(['before', 'now']);
  await close();
  document.body.replaceChildren();
  drawn.length = 0;
  await openAt('/zuzycie?to=2024-12&unit=zl');
  expect(drawn).toEqual([]);
  expect(document.querySelector('[role=status]')).not.toBeNull();
  await close();
  document.body.replaceChildren();
  fake.answer('CustomerPrices', fake.error('INTERNAL', { reference: 'R-8' }));
  await openAt('/zuzycie?to=2023-12&unit=zl');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('R-8');
  fake.answer('CustomerPrices', (variables) => customerPrices(priced(variables as never)));
  await press('Spróbuj ponownie');
  expect(drawn.at(-1).series.map(({ name }: any) => name)).toEqual(['fixed', 'now']);
});

it('asks for usage at once, without waiting for the points', async () => {
  fake.answer('UsagePoints', fake.never);
  for (const [address, ...operations] of [
    ['/zuzycie', 'CustomerUsage', 'CustomerPrices'],
    ['/zuzycie?point=p2', 'PointUsage', 'PointPrices'],
  ]) {
    fake.asked.length = 0;
    await openAt(address!);
    expect(fake.asked.map((asked) => asked.operation)).toEqual(['UsagePoints', ...operations]);
    await close();
    document.body.replaceChildren();
  }
  await settle();
});

it('the axis has round, different figures that hold all columns', () => {
  // Watt-hours of one point at night, or of a company in a year.
  const values = fc.oneof(fc.nat(9), fc.nat(5_000_000), fc.nat(2_000_000_000)).map((wh) => wh / 1000);
  fc.assert(
    fc.property(values, values, (fed, taken) => {
      const { min, max, ticks, decimals } = scaleOf(-fed, taken);
      expect(min).toBeLessThanOrEqual(-fed * (1 - 1e-8));
      expect(max).toBeGreaterThanOrEqual(taken * (1 - 1e-8));
      expect(ticks).toContain(0);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(new Set(ticks.map((tick) => tick.toFixed(decimals))).size).toBe(ticks.length);
    }),
  );
});

it('names under the columns never meet', () => {
  const widths = fc.integer({ min: 240, max: 1200 });
  const views = fc.constantFrom('month', 'day', 'quarters', 'year' as const);
  fc.assert(
    fc.property(widths, views, (width, view) => {
      const count = { month: 31, day: 25, quarters: 100, year: 12 }[view];
      const all = Array.from({ length: count }, (_, n) => (view === 'year' ? 'лист.' : `${n}`));
      if (isUpright(all, view, width)) return;
      const shown = thinned(all, view, width).flatMap((name, n) => (name ? [n] : []));
      expect(shown.length).toBeGreaterThan(3);
      const room = ((shown[1]! - shown[0]!) * width) / count;
      expect(room).toBeGreaterThanOrEqual(view === 'year' ? 5 * 7 : 2 * 7);
    }),
  );
});
