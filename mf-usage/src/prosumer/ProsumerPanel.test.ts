import { fake } from '@ebok/shell/fake';
import { pointsAnswer } from '../fixtures';
import { month, prosumerAnswer } from '../fixtures.prosumer';
import { openAt, press, settle } from '../testing';

type Answer = Parameters<typeof prosumerAnswer>;

const open = async (...answer: Answer) => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  fake.answer('Prosumer', prosumerAnswer(...answer));
  await openAt('/zuzycie?view=table');
  await settle();
  await settle();
};
const panel = () => document.querySelector('section[aria-label="Energia oddana i depozyt"]');
const words = (element: Element | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const rows = (caption: string) => {
  const table = [...document.querySelectorAll('table')].find(({ caption: own }) => words(own) === caption);
  return [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => words(cell)),
  );
};

it('says what the deposit holds and paid, and lists each bill with a link', async () => {
  await open([month('2026-10'), month('2026-09', { depositUsed: '14.32', depositLeft: '2000.00' })]);
  const said = words(panel());
  expect(said).toContain('Po rozliczeniu za październik 2026 w depozycie prosumenckim zostało 2 361,18 zł.');
  expect(said).toContain('W pokazanych rozliczeniach depozyt pokrył razem 50,00 zł.');
  expect(rows('Rozliczenia')).toEqual([
    ['Okres', 'Pobrana', 'Oddana', 'Depozyt pokrył', 'Zostało w depozycie'],
    ['październik 2026', '120 kWh', '480 kWh', '35,68 zł', '2 361,18 zł'],
    ['wrzesień 2026', '120 kWh', '480 kWh', '14,32 zł', '2 000,00 zł'],
  ]);
  expect(panel()!.querySelector('tbody a')?.getAttribute('href')).toBe('/finanse/i-2026-10');
});

it('draws energy taken and fed in from the oldest to the newest', async () => {
  await open([month('2026-10', { takenKwh: 240 }), month('2026-09')]);
  const sizes = [...panel()!.querySelectorAll<HTMLElement>('figure i')].map(({ style }) => style.blockSize);
  // 720 kWh share 168 pixels: 240 above the line, 480 below it.
  expect(sizes).toEqual(['28px', '112px', '56px', '112px']);
});

it('says what documents leave out, and shows no column that none of them states', async () => {
  const silent = { depositUsed: null, depositLeft: null };
  await open([
    month('2026-10', { ...silent, balancedKwh: 80, fedKwh: null }),
    month('2026-09', { ...silent, to: '2026-10-02' }),
  ]);
  expect(rows('Rozliczenia')).toEqual([
    ['Okres', 'Pobrana', 'Oddana', 'Po zbilansowaniu'],
    ['październik 2026', '120 kWh', 'nie podano', '80 kWh'],
    ['1 wrz 2026 – 2 paź 2026', '120 kWh', '480 kWh', 'nie podano'],
  ]);
  expect(words(panel())).not.toContain('w depozycie prosumenckim zostało');
});

it('shows the newest twelve bills, and all of them when asked', async () => {
  const months = Array.from(
    { length: 14 },
    (_, n) => `${2026 - Math.floor(n / 12)}-${String(12 - (n % 12)).padStart(2, '0')}`,
  );
  await open(months.map((one) => month(one)));
  expect(rows('Rozliczenia')).toHaveLength(13);
  await press('Pokaż wszystkie rozliczenia (14)');
  expect(rows('Rozliczenia')).toHaveLength(15);
});

it('says where each złoty of an overpayment came from', async () => {
  await open(
    [month('2026-10')],
    {
      amount: '-286.40',
      credits: '150.00',
      overpayment: '186.40',
      upcoming: { __typename: 'BalancePart', amount: '50.00' },
    },
    [['NK/2026/10/1', '-120.00']],
  );
  const table = panel()!.querySelector('.ebok-usage__parts')!;
  expect(words(panel())).toContain('Na Twoją nadpłatę, 286,40 zł, składa się:');
  expect([...table.querySelectorAll('tr')].map((row) => words(row))).toEqual([
    'Dokument NK/2026/10/1 z 15 października 2026120,00 zł',
    'Pozostałe dokumenty30,00 zł',
    'Wpłaty ponad kwoty dokumentów186,40 zł',
    'Dokumenty do zapłaty−50,00 zł',
    'Razem286,40 zł',
  ]);
  expect(table.querySelector('a')?.getAttribute('href')).toBe('/finanse/i-NK%2F2026%2F10%2F1');
});

it('says what lowers the amount to pay where there is no overpayment', async () => {
  await open([month('2026-10')], { amount: '20.00', credits: '30.00' }, [['NK/1', '-30.00']]);
  expect(words(panel())).toContain('Od tego, co masz do zapłaty, odejmujemy:Dokument NK/1');
});

it('is not there without production', async () => {
  fake.answer('Prosumer', prosumerAnswer([month('2026-10')]));
  await openAt('/zuzycie?view=table');
  await settle();
  expect(panel()).toBeNull();
  expect(fake.asked.some(({ operation }) => operation === 'Prosumer')).toBe(false);
});

it('is not there while no document says anything', async () => {
  await open([]);
  expect(fake.asked.some(({ operation }) => operation === 'Prosumer')).toBe(true);
  expect(panel()).toBeNull();
});

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('UsagePoints', pointsAnswer(1, {}, [1]));
  fake.answer('Prosumer', fake.error('INTERNAL', { reference: 'A7K2' }));
  await openAt('/zuzycie?view=table');
  await settle();
  await settle();
  expect(words(panel())).toContain('A7K2');
  fake.answer('Prosumer', prosumerAnswer([month('2026-10')]));
  await press('Spróbuj ponownie');
  await settle();
  expect(words(panel())).toContain('październik 2026');
});
