import { fake } from '@ebok/shell/fake';
import { addDays, today } from '../days';
import { customerUsage, monthUsage, pointsAnswer, readingPeriods } from '../fixtures';
import { close, lastAsked, openAt, openTile, press, settle, text } from '../testing';
import { addressOf, readUrlState } from '../url-state';

const drawn: any[] = [];
jest.mock('apexcharts', () => ({
  __esModule: true,
  default: class {
    constructor(_place: unknown, options: unknown) {
      drawn.push(options);
    }
    render = async () => {};
    updateOptions = async (options: unknown) => void drawn.push(options);
    destroy = () => {};
  },
}));
beforeEach(() => (drawn.length = 0));

it('shows the newest twelve months with data beside the year before, gaps as gaps', async () => {
  await openAt('/zuzycie');
  expect(lastAsked('CustomerUsage').input).toEqual({
    from: '2025-04-01',
    to: '2026-03-19',
    resolution: 'MONTH',
    direction: 'CONSUMPTION',
    comparePreviousYear: true,
  });
  expect(document.querySelector('h1')?.textContent).toBe('Twoje zużycie');
  expect(text()).toContain('kwiecień 2025 – marzec 2026');
  expect(text()).toContain('Dane do 19 marca 2026.');
  expect(text()).toContain('1 234,5 kWh');
  expect(text()).toContain('−12,5%');
  const [before, now] = drawn.at(-1).series;
  expect(now.data.slice(0, 4)).toEqual([100, 101, null, 103]);
  expect(before.data.slice(0, 2)).toEqual([null, 91]);
});

it('shows the same numbers as a table one press away, and says so in the address', async () => {
  await openAt('/zuzycie');
  await press('Pokaż jako tabelę');
  expect(location.search).toBe('?view=table');
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent.replace(/\s+/g, ' '));
  expect(rows).toHaveLength(12);
  expect(rows[0]).toContain('kwiecień 2025');
  expect(rows[0]).toContain('100,0 kWh');
  expect(rows[1]).toContain('szacunek');
  expect(rows[2]).toContain('brak danych');
  expect(rows[3]).toContain('niepełne');
  await press('Pokaż wykres');
  expect(location.search).toBe('');
});

it('opens bookmarks with the names that parameters had before, and writes the new ones', async () => {
  await openAt('/zuzycie?punkt=p2&miesiac=2025-05&widok=tabela');
  expect(lastAsked('PointUsage')).toMatchObject({
    id: 'p2',
    input: { from: '2025-05-01', to: '2025-05-31' },
  });
  await press('Pokaż wykres');
  expect(location.search).toBe('?point=p2&month=2025-05');
});

it.each([
  ['punkt=p2&kierunek=oddana&do=2025-12', 'point=p2&direction=production&to=2025-12'],
  ['dzien=2025-10-26&widok=tabela', 'day=2025-10-26&view=table'],
])('reads %s as %s', (before, now) => {
  expect(readUrlState(`?${before}`)).toEqual(readUrlState(`?${now}`));
  expect(addressOf(readUrlState(`?${before}`))).toBe(`/zuzycie?${now}`);
});

it('goes from the year to a month to a day, and Back returns', async () => {
  await openAt('/zuzycie?view=table');
  await press('maj 2025');
  expect(lastAsked('CustomerUsage').input).toMatchObject({
    from: '2025-05-01',
    to: '2025-05-31',
    resolution: 'DAY',
  });
  await press('15 maja 2025');
  expect(lastAsked('CustomerUsage').input).toMatchObject({
    from: '2025-05-15',
    to: '2025-05-15',
    resolution: 'HOUR',
  });
  expect(location.search).toBe('?day=2025-05-15&view=table');
  history.back();
  await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  await settle();
  expect(document.querySelector('h2')?.textContent).toBe('maj 2025');
  await press('Rok 2025');
  expect(document.querySelector('h2')?.textContent).toBe('Rok 2025');
});

it('shows one point or all', async () => {
  await openAt('/zuzycie?to=2025-12');
  const choice = document.querySelector('select')!;
  expect([...choice.options].map(({ text: label }) => label)).toEqual([
    'Wszystkie punkty razem',
    'ul. Polna 1',
    'ul. Polna 2',
  ]);
  choice.value = 'p2';
  choice.dispatchEvent(new Event('change'));
  await settle();
  expect(location.search).toBe('?point=p2&to=2025-12');
  expect(lastAsked('PointUsage')).toMatchObject({ id: 'p2', input: { from: '2025-01-01' } });
});

it('walks to earlier and later periods, never into the future', async () => {
  await openAt('/zuzycie?day=2025-03-01');
  await press('Wcześniej');
  expect(location.search).toBe('?day=2025-02-28');
  await press('Później');
  expect(location.search).toBe('?day=2025-03-01');
  await close();
  document.body.replaceChildren();
  await openAt(`/zuzycie?month=${new Date().toISOString().slice(0, 7)}`);
  expect(text()).not.toContain('Później');
});

it('holds the place with a skeleton, says what failed, and tries again', async () => {
  fake.answer('CustomerUsage', fake.never);
  await openAt('/zuzycie');
  expect(document.querySelector('[role=status]')).not.toBeNull();
  await close();
  document.body.replaceChildren();
  fake.answer('CustomerUsage', fake.error('INTERNAL', { reference: 'R-7' }));
  await openAt('/zuzycie');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('R-7');
  fake.answer('CustomerUsage', (variables) => ({
    customer: {
      __typename: 'Customer',
      id: 'c1',
      usage: {
        __typename: 'Usage',
        intervals: [],
        totalKwh: 0,
        previousTotalKwh: null,
        changePercent: null,
        missing: 0,
        finest: null,
        ...variables,
      },
    },
  }));
  await press('Spróbuj ponownie');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

it('says where use is found while there are no measurements', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, { usageFrom: null, usageTo: null }));
  await openAt('/zuzycie');
  expect(text()).toContain('Nie mamy jeszcze pomiarów');
  expect(document.querySelector('select')).toBeNull();
});

it('shows periods between readings where hours are not measured, never spread over days', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, { usageFrom: null, usageTo: null }));
  const invoice = { __typename: 'Invoice', id: 'F/9', number: 'FS/9/2026' };
  const zone = (name: string, kwh: number) => ({ __typename: 'ReadingZone', name, kwh });
  const period = { __typename: 'ReadingPeriod', invoice, estimated: false, zones: [zone('całodobowa', 250)] };
  fake.answer(
    'ReadingPeriods',
    readingPeriods([
      { ...period, from: '2026-01-01', to: '2026-02-28', kwh: 250 },
      {
        ...period,
        from: '2025-11-01',
        to: '2025-12-31',
        kwh: 300.5,
        estimated: true,
        zones: [zone('dzienna', 200), zone('nocna', 100.5)],
      },
    ]),
  );
  await openAt('/zuzycie');
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
  );
  expect(rows).toEqual([
    ['1 stycznia 2026 – 28 lutego 2026', '250,0 kWh', 'FS/9/2026'],
    [
      '1 listopada 2025 – 31 grudnia 2025',
      '300,5 kWh dzienna 200,0 kWh, nocna 100,5 kWh szacunek',
      'FS/9/2026',
    ],
  ]);
  expect(document.querySelector('tbody a')?.getAttribute('href')).toBe('/finanse/F%2F9');
  expect(drawn).toEqual([]);
});

it('the tile shows both directions to a prosumer, with the cost so far, and leads to both', async () => {
  fake.answer('MonthUsage', (variables) => customerUsage(variables as never));
  await openTile();
  expect([...document.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['Pobrana z sieci', 'Oddana do sieci']),
  );
  expect(text()).toContain('617,3 kWh');
  expect(text()).toContain('Szacowany koszt do wczoraj: 1 400,00 zł');
  expect(document.querySelector('a')?.getAttribute('href')).toBe('/zuzycie?direction=both');
});

it('the tile shows this month until yesterday against the same days a year ago, and never loads the chart', async () => {
  await openTile();
  const { input } = lastAsked('MonthUsage');
  expect(input).toMatchObject({ resolution: 'MONTH', comparePreviousYear: true });
  expect(input.from).toBe(`${input.to.slice(0, 7)}-01`);
  expect(input.to).toBe(addDays(today(), -1));
  expect(text()).toContain('1 234,5 kWh');
  expect(document.querySelectorAll('.ebok-usage__bars span')).toHaveLength(2);
  expect(document.querySelector('a')?.getAttribute('href')).toBe('/zuzycie');
  expect(drawn).toEqual([]);
});

it('the tile draws no bar of a year without data', async () => {
  fake.answer('MonthUsage', (variables) => {
    const { customer } = monthUsage(variables as never);
    return { customer: { ...customer, usage: { ...customer.usage, previousTotalKwh: null } } };
  });
  await openTile();
  expect(text()).toContain('1 234,5 kWh');
  expect(document.querySelector('.ebok-usage__bars')).toBeNull();
});

it('says everything anew when the language changes', async () => {
  await openAt('/zuzycie?month=2025-05');
  fake.language('en');
  await settle();
  expect(document.querySelector('h1')?.textContent).toBe('Your electricity use');
  expect(document.querySelector('h2')?.textContent).toBe('May 2025');
});

it('names months under the bars whole in Ukrainian', async () => {
  fake.language('uk');
  await openAt('/zuzycie?to=2025-12');
  const names = [...document.querySelectorAll('.ebok-usage__names span')].map(
    ({ textContent }) => textContent,
  );
  expect(names).toEqual(expect.arrayContaining(['бер.', 'вер.']));
});

it('tells the two hours of an autumn night apart', async () => {
  const starts = [
    '2025-10-25T23:00:00Z',
    '2025-10-26T00:00:00Z',
    '2025-10-26T01:00:00Z',
    '2025-10-26T02:00:00Z',
  ];
  fake.answer('CustomerUsage', (variables) => {
    const answer = customerUsage(variables as never);
    answer.customer.usage.intervals = starts.map((start) => ({
      ...answer.customer.usage.intervals[1]!,
      start,
    }));
    return answer;
  });
  await openAt('/zuzycie?day=2025-10-26&view=table');
  expect([...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())).toEqual([
    '01:00',
    '02:00 (2a, czas letni)',
    '02:00 (2b, czas zimowy)',
    '03:00',
  ]);
});

it('says that 29 February stands beside 28', async () => {
  await openAt('/zuzycie?day=2024-02-29');
  expect(text()).toContain('Rok wcześniej nie było 29 lutego');
  for (const [address, isSaid] of [
    ['/zuzycie?day=2024-02-28', false],
    ['/zuzycie?month=2024-02', true],
    ['/zuzycie?month=2025-02', false],
  ] as const) {
    await close();
    document.body.replaceChildren();
    await openAt(address);
    expect([address, text().includes('29 lutego')]).toEqual([address, isSaid]);
  }
});

/** Two hours of a day without data. */
const nothingOn = (day: string, complete = false) =>
  fake.answer('CustomerUsage', (variables) => {
    const answer = customerUsage(variables as never);
    const [first] = answer.customer.usage.intervals;
    answer.customer.usage.intervals = ['T08:00:00Z', 'T20:00:00Z'].map((time) => ({
      ...first!,
      kwh: null,
      complete,
      start: `${day}${time}`,
    }));
    return answer;
  });
const shownNow = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')!.textContent.trim());

it('tells what was not measured from what is not over yet: meters are read after midnight', async () => {
  const yesterday = addDays(today(), -1);
  nothingOn(yesterday);
  await openAt(`/zuzycie?day=${yesterday}&view=table`);
  expect(shownNow()).toEqual(['brak danych', 'brak danych']);
  await close();
  document.body.replaceChildren();
  nothingOn(today());
  await openAt(`/zuzycie?day=${today()}&view=table`);
  expect(shownNow()).toEqual(['jeszcze nie', 'jeszcze nie']);
});

it('says of days outside the contract that nothing is missing there', async () => {
  nothingOn('2026-01-05', true);
  await openAt('/zuzycie?day=2026-01-05&view=table');
  expect(shownNow()).toEqual(['poza umową', 'poza umową']);
  await press('Pokaż wykres');
  expect(document.querySelector('.ebok-usage__key--gap')).toBeNull();
  expect(document.querySelector('.ebok-usage__gap')).toBeNull();
});

it('turns to nothing before the first and after the last day with data', async () => {
  const turns = async (address: string) => {
    await openAt(address);
    const found = ['Wcześniej', 'Później'].filter((name) => text().includes(name));
    await close();
    document.body.replaceChildren();
    return found;
  };
  // Data from 2024-01-01 to 2026-03-19.
  expect(await turns('/zuzycie')).toEqual(['Wcześniej']);
  expect(await turns('/zuzycie?to=2024-12')).toEqual(['Później']);
  expect(await turns('/zuzycie?month=2024-01')).toEqual(['Później']);
  expect(await turns('/zuzycie?month=2026-03')).toEqual(['Wcześniej']);
  expect(await turns('/zuzycie?day=2024-01-01')).toEqual(['Później']);
  expect(await turns('/zuzycie?day=2026-03-19')).toEqual(['Wcześniej']);
  expect(await turns('/zuzycie?day=2026-03-18')).toEqual(['Wcześniej', 'Później']);
  // An address outside of the data still offers a way to it.
  expect(await turns('/zuzycie?to=2010-12')).toEqual(['Później']);
  expect(await turns('/zuzycie?month=2031-05')).toEqual(['Wcześniej']);
});

it('says that there is no such point, and offers those there are', async () => {
  await openAt('/zuzycie?point=p9&to=2025-12');
  expect(text()).toContain('Nie masz takiego punktu poboru');
  await press('Pokaż wszystkie punkty');
  expect(location.search).toBe('?to=2025-12');
  expect(text()).toContain('1 234,5 kWh');
});

it('counts on the axis as exactly as its figures differ, also where next to nothing was used', async () => {
  const ticksFor = async (kwh: number) => {
    fake.answer('CustomerUsage', (variables) => {
      const answer = customerUsage(variables as never);
      for (const interval of answer.customer.usage.intervals)
        Object.assign(interval, { kwh, previousKwh: null });
      return answer;
    });
    await openAt('/zuzycie?to=2025-12');
    const { min, max } = drawn.at(-1).yaxis;
    const ticks = [...document.querySelectorAll('.ebok-usage__ticks span')].map(
      ({ textContent }) => textContent,
    );
    await close();
    document.body.replaceChildren();
    return [min, max, ticks];
  };
  expect(await ticksFor(0.004)).toEqual([0, 0.004, ['0,000', '0,001', '0,002', '0,003', '0,004']]);
  expect(await ticksFor(400)).toEqual([0, 400, ['0', '100', '200', '300', '400']]);
  expect(await ticksFor(0)).toEqual([0, 0.5, ['0,0', '0,5']]);
});

const switched = () => document.querySelector('nav [aria-current=true]')?.textContent.trim();
const heading = () => document.querySelector('h1')?.textContent;

it('shows what was fed into the grid beside the year before, and says so everywhere', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  await openAt('/zuzycie?to=2025-12');
  expect([heading(), switched()]).toEqual(['Twoje zużycie', 'Pobrana z sieci']);
  // Energy used directly from the panels passes no meter, so the sum is not the household's consumption.
  expect(document.querySelector('dt')?.textContent).toBe('Pobrana z sieci');
  expect(text()).toContain('licznik nie mierzy');
  await press('Oddana do sieci');
  expect(location.search).toBe('?direction=production&to=2025-12');
  expect([heading(), switched(), document.title]).toEqual([
    'Energia oddana do sieci',
    'Oddana do sieci',
    'Energia oddana do sieci',
  ]);
  expect(lastAsked('CustomerUsage').input).toMatchObject({ from: '2025-01-01', direction: 'PRODUCTION' });
  expect(text()).toContain('617,3 kWh');
  expect(text()).not.toContain('licznik nie mierzy');
  expect(text()).not.toMatch(/zużyci/i);
  expect(drawn.at(-1).series[1]).toMatchObject({
    name: 'now',
    data: expect.arrayContaining([50]),
  });
  expect(document.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
    'Wykres energii oddanej do sieci: Rok 2025. Te same liczby są w tabeli.',
  );
});

it('keeps to what was fed in from period to period and in the table, and Back returns', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  await openAt('/zuzycie?direction=production&to=2025-12&view=table');
  expect([...document.querySelectorAll('thead th')].map((cell) => cell.textContent)).toContain(
    'Oddana do sieci',
  );
  await press('maj 2025');
  expect(location.search).toBe('?direction=production&month=2025-05&view=table');
  await press('Wcześniej');
  expect(lastAsked('CustomerUsage').input).toMatchObject({ from: '2025-04-01', direction: 'PRODUCTION' });
  await press('Pobrana z sieci');
  expect(location.search).toBe('?month=2025-04&view=table');
  history.back();
  await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  await settle();
  expect(heading()).toBe('Energia oddana do sieci');
});

it('offers the switch for points that feed in, alone or among all, and nowhere else', async () => {
  fake.answer('UsagePoints', pointsAnswer(2, {}, [2]));
  await openAt('/zuzycie?point=p1&direction=production&to=2025-12');
  expect([heading(), switched()]).toEqual(['Twoje zużycie', undefined]);
  expect(document.querySelector('dt')?.textContent).toBe('Zużycie');
  expect(lastAsked('PointUsage').input).toMatchObject({ direction: 'CONSUMPTION' });
  const choose = async (point: string) => {
    const choice = document.querySelector('select')!;
    choice.value = point;
    choice.dispatchEvent(new Event('change'));
    await settle();
  };
  await choose('');
  expect(switched()).toBe('Pobrana z sieci');
  await press('Oddana do sieci');
  await choose('p2');
  expect(location.search).toBe('?point=p2&direction=production&to=2025-12');
  expect(lastAsked('PointUsage')).toMatchObject({ id: 'p2', input: { direction: 'PRODUCTION' } });
  await choose('p1');
  expect(document.querySelector('nav [aria-current]')).toBeNull();
  await press('Wcześniej');
  expect(location.search).toBe('?point=p1&to=2024-12');
});

it('ends with the last day of the points that feed in, not with that of others', async () => {
  const { customer } = pointsAnswer(2, {}, [2]);
  customer.consumptionPoints[1]!.usageTo = '2025-11-30';
  fake.answer('UsagePoints', { customer });
  await openAt('/zuzycie?direction=production');
  expect(lastAsked('CustomerUsage').input).toMatchObject({ from: '2024-12-01', to: '2025-11-30' });
});

it.each([
  ['en', 'Energy fed into the grid', 'Taken from the grid', 'Fed into the grid'],
  ['uk', 'Енергія, віддана в мережу', 'Отримана з мережі', 'Віддана в мережу'],
] as const)('says what was fed in also in %s', async (language, title, taken, fed) => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  fake.language(language);
  await openAt('/zuzycie?direction=production&to=2025-12');
  expect([heading(), switched()]).toEqual([title, fed]);
  await press(taken);
  expect(document.querySelector('dt')?.textContent).toBe(taken);
});
