import { fake } from '@ebok/shell/fake';
import { within } from '@testing-library/dom';
import { invoice, invoiceAnswer, type Invoice } from '../../fixtures';
import { charge, comparison, explanation, explanationAnswer, measured } from '../../fixtures.explanation';
import { lastAsked, openAt, screen, textOf } from '../../testing';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

type Answer = ReturnType<typeof explanationAnswer>['customer']['invoice'];

const open = async (
  explained: ReturnType<typeof explanation> | null,
  change: Partial<Answer> = {},
  document: Partial<Invoice> = {},
) => {
  fake.answer('Invoice', invoiceAnswer(invoice({ gross: '458.79', ...document })));
  fake.answer('InvoiceExplanation', explanationAnswer(explained, change));
  return openAt('/finanse/i1');
};
const panel = (name = 'Skąd ta kwota') => screen.findByRole('region', { name });
const words = (element: HTMLElement) => textOf(element).replaceAll('\u00a0', ' ');

it('says in sentences what makes the total', async () => {
  await open(explanation());
  const said = words(await panel());
  expect(lastAsked('InvoiceExplanation')).toEqual({ id: 'i1' });
  expect(said).toContain(
    'Na 458,79 zł składa się: energia (324,72 zł), dostarczenie energii (121,77 zł), opłaty stałe (12,30 zł).',
  );
  expect(said).toContain('Opłaty stałe nie zależą od zużycia');
});

it('names advances as deductions, and leaves out parts that are zero', async () => {
  await open(explanation({ fixed: '0.00', other: '-300.00' }), { gross: '146.49' });
  const said = words(await panel());
  expect(said).toContain('dostarczenie energii (121,77 zł), zaliczki i inne odliczenia (−300,00 zł).');
  expect(said).not.toContain('opłaty stałe (');
  expect(said).toContain('Zaliczek, depozytu i innych pozycji w tym porównaniu nie liczymy.');
});

it('splits the difference to last year into days, use and prices, with a link to that bill', async () => {
  await open(
    explanation({
      comparison: comparison({ byDays: '-5.00', byPrice: '45.59', days: 30, previousDays: 31 }),
    }),
  );
  const region = await panel();
  expect(words(region)).toContain('kosztowały razem 381,30 zł. Teraz kosztują o 77,49 zł więcej.');
  const link = within(region).getByRole('link', { name: 'FR/2025/05/7' });
  expect(link.getAttribute('href')).toBe('/finanse/i25');
  const rows = within(within(region).getByRole('table', { name: 'Rok wcześniej' })).getAllByRole('row');
  expect(rows.map((row) => words(row))).toEqual([
    'Liczba dni31 → 30−5,00 zł',
    'Zużycie300 kWh → 330 kWh+36,90 zł',
    'Ceny i stawki+45,59 zł',
    'Razem+77,49 zł',
  ]);
});

it.each([
  ['less', { difference: '-10.00' }, 'Teraz kosztują o 10,00 zł mniej.'],
  ['the same', { difference: '0.00', previousAmount: '458.79' }, 'kosztowały tyle samo, razem 458,79 zł.'],
])('says that it costs %s than a year ago', async (_, change, said) => {
  await open(explanation({ comparison: comparison(change) }));
  expect(words(await panel())).toContain(said);
});

it.each([
  [
    'the whole of it came back',
    { before: '458.79', after: '335.79', returned: '123.00' },
    'Przed korektą458,79 złPo korekcie335,79 złZwrócono lub zaliczono123,00 zł',
  ],
  [
    'a part is to come back',
    { before: '458.79', after: '335.79', returned: '100.00' },
    'Zwrócono lub zaliczono100,00 złDo zwrotu lub zaliczenia23,00 zł',
  ],
  [
    'all of it is to come back',
    { before: '458.79', after: '335.79', returned: '0.00' },
    'Po korekcie335,79 złDo zwrotu lub zaliczenia123,00 zł',
  ],
])('tells a correction step by step: %s', async (_, story, said) => {
  const correction = { __typename: 'InvoiceCorrectionStory' as const, ...story };
  const change = { energy: '-123.00', distribution: '0.00', fixed: '0.00', comparison: null, measured: null };
  await open(
    explanation({ ...change, correction }),
    { kind: 'CORRECTION', gross: '-123.00' },
    { kind: 'CORRECTION' },
  );
  const text = words(await panel('Co zmienia ta korekta'));
  expect(text).toContain('Korekta obniża rachunek o 123,00 zł.');
  expect(text).toContain(said);
  expect(text).toContain('Na tę zmianę składa się: energia (−123,00 zł).');
});

it('says that a correction raises the sum, and that its document is not here', async () => {
  const change = { comparison: null, measured: null, correction: null };
  await open(explanation(change), { kind: 'CORRECTION', gross: '12.30' }, { kind: 'CORRECTION' });
  const text = words(await panel('Co zmienia ta korekta'));
  expect(text).toContain('Korekta podnosi rachunek o 12,30 zł.');
  expect(text).toContain('Nie mamy w portalu dokumentu, który ta korekta zmienia');
});

it('says what the meter measured and why the bill differs', async () => {
  await open(
    explanation({
      measured: measured({
        ...{ kwh: 300, billedKwh: 330, missingDays: 2, estimatedDays: 5 },
        reasons: ['DAYS_MISSING', 'DAYS_ESTIMATED', 'BILLED_BY_ESTIMATE'],
      }),
    }),
  );
  const region = await panel();
  expect(words(region)).toContain(
    'zmierzył w tym okresie 300 kWh, a rozliczyliśmy 330 kWh, czyli o 30 kWh więcej.',
  );
  expect(
    within(region)
      .getAllByRole('listitem')
      .map((item) => words(item)),
  ).toEqual([
    'Brakuje pomiarów z 2 dni.',
    'Pomiary z 5 dni są szacowane.',
    'Rachunek wystawiono na podstawie szacowanego stanu licznika.',
  ]);
});

it('says that measured and billed agree', async () => {
  await open(explanation({ measured: measured({ kwh: 330, reasons: [] }) }));
  expect(words(await panel())).toContain('zmierzył w tym okresie 330 kWh i tyle rozliczyliśmy.');
});

it('says where to turn when nothing explains the difference, but not to somebody who may only look', async () => {
  const unexplained = explanation({ measured: measured({ kwh: 400, reasons: ['UNEXPLAINED'] }) });
  await open(unexplained);
  const region = await panel();
  expect(words(region)).toContain('Dane w portalu nie wyjaśniają tej różnicy.');
  const link = within(region).getByRole('link', { name: 'Zapytaj o ten dokument' });
  expect(link.getAttribute('href')).toBe('/kontakt/nowe?topic=INVOICE&invoice=i1');
});

it('offers nobody who may only look to ask', async () => {
  fake.session({ role: 'VIEW' });
  await open(explanation({ measured: measured({ kwh: 400, reasons: ['UNEXPLAINED'] }) }));
  expect(within(await panel()).queryByRole('link', { name: 'Zapytaj o ten dokument' })).toBeNull();
});

it('explains each kind of charge in plain words, once, and opens for print', async () => {
  await open(
    explanation({
      charges: [
        charge('CAPACITY', 'FIXED', '21.13'),
        charge('CAPACITY', 'DISTRIBUTION', '1.00'),
        charge('DEPOSIT', 'OTHER', '0.00'),
      ],
    }),
  );
  const region = await panel();
  const fold = within(region).getByText('Co oznaczają te opłaty').closest('details')!;
  expect(fold.open).toBe(false);
  window.dispatchEvent(new Event('beforeprint'));
  expect(fold.open).toBe(true);
  expect(
    within(fold)
      .getAllByRole('term')
      .map((term) => words(term)),
  ).toEqual(['Opłata mocowa22,13 zł', 'Depozyt prosumencki']);
  expect(words(fold)).toContain('Gotowość elektrowni do pracy');
});

it.each([
  ['a forecast', { kind: 'FORECAST' as const }],
  ['a note', { kind: 'ACCOUNTING_NOTE' as const }],
])('asks for no explanation of %s', async (_, document) => {
  await open(explanation(), {}, document);
  await screen.findByRole('region', { name: 'Podsumowanie' });
  expect(fake.asked.some(({ operation }) => operation === 'InvoiceExplanation')).toBe(false);
});

it('shows no panel where nothing can be explained', async () => {
  await open(null);
  await screen.findByRole('region', { name: 'Podsumowanie' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fake.asked.some(({ operation }) => operation === 'InvoiceExplanation')).toBe(true);
  expect(screen.queryByRole('region', { name: 'Skąd ta kwota' })).toBeNull();
});

it('says when it could not be loaded, and the document stays', async () => {
  fake.answer('Invoice', invoiceAnswer(invoice()));
  fake.answer('InvoiceExplanation', fake.error('INTERNAL', { reference: 'A7K2' }));
  const user = await openAt('/finanse/i1');
  const region = await panel();
  expect(words(region)).toContain('A7K2');
  expect(screen.getByRole('region', { name: 'Podsumowanie' })).toBeTruthy();
  fake.answer('InvoiceExplanation', explanationAnswer(explanation(), { gross: '53.63' }));
  await user.click(within(region).getByRole('button', { name: 'Spróbuj ponownie' }));
  expect(words(await panel())).toContain('Na 53,63 zł składa się');
});

it('has the same sentences in three languages', () => {
  const names = (texts: object) => [
    ...new Set(Object.keys(texts).map((key) => key.replace(/\.(one|few|many|other)$/, ''))),
  ];
  expect(names(en)).toEqual(names(pl));
  expect(names(uk)).toEqual(names(pl));
});
