// Terms of the billing system in other languages than Polish.
import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { invoice, invoiceAnswer, invoicesAnswer, line, pointsAnswer, rows } from '../../fixtures';
import { openAt, screen, textOf } from '../../testing';
import en from './terms/en';
import { term } from './terms/terms';
import uk from './terms/uk';

const table = (name: string) => screen.findByRole('table', { name });
const reading = invoice().readings[0]!;

describe('names of charges, zones and ways of reading', () => {
  beforeEach(() =>
    fake.answer(
      'Invoice',
      invoiceAnswer(
        invoice({
          lines: [
            line(1, 'Opłata mocowa', '10.00', { group: 'Usługa dystrybucji' }),
            line(2, 'Opłata za latarnię', '1.00', { group: 'Opłata handlowa' }),
          ],
          readings: [{ ...reading, zone: 'dzienna', method: 'Zdalny' }],
        }),
      ),
    ),
  );

  it.each([
    [
      'en',
      'What you pay for',
      ['Capacity charge', 'Distribution service', 'Trading fee'],
      'Meter readings',
      'Day',
    ],
    [
      'uk',
      'За що ви платите',
      ['Плата за потужність', 'Послуга розподілу', 'Комерційна плата'],
      'Показання лічильника',
      'Денна',
    ],
  ] as const)(
    'that are known are translated in %s, and others are marked as Polish',
    async (language, title, names, readings, zone) => {
      fake.language(language);
      await openAt('/finanse/i1');
      const lines = await table(title);
      await waitFor(() => expect(textOf(lines)).toContain(names[0]));
      for (const name of names) expect(textOf(lines)).toContain(name);
      expect(within(lines).getByText('Opłata za latarnię').getAttribute('lang')).toBe('pl');
      expect(within(lines).getByText(names[0]).closest('[lang]')?.getAttribute('lang')).not.toBe('pl');
      expect(textOf(await table(readings))).toContain(zone);
    },
  );

  it('stand as printed in Polish', async () => {
    await openAt('/finanse/i1');
    const lines = await table('Za co płacisz');
    expect(textOf(lines)).toContain('Opłata mocowa');
    expect(lines.querySelector('[lang]')).toBeNull();
  });

  it('stand in Polish, marked so, where the words cannot be had', () => {
    expect(term('Opłata mocowa', {})).toBeUndefined();
  });
});

it('knows the same terms in both languages, each as it is looked up', () => {
  expect(Object.keys(uk)).toEqual(Object.keys(en));
  for (const [polish, english] of Object.entries<string>(en))
    expect(term(polish.toUpperCase(), en)).toBe(english);
});

it.each([
  ['Energia czynna - strefa dzienna', 'Active energy - Day zone'],
  ['Opłata sieciowa stała - układ 1-fazowy', 'Fixed network charge - Single-phase connection'],
  [' Opłata  jakościowa: ', 'Quality charge'],
  [
    'Energia czynna (z akcyzą) – strefa szczytowa, C12a',
    'Active energy (excise duty included) – Peak zone, C12a',
  ],
  ['Opłata jakościowa - nieznane', undefined],
  ['constructor', undefined],
  ['', undefined],
])('reads %j as %j', (printed, said) => expect(term(printed, en)).toBe(said));

it('marks what the seller attached, and names of places, as Polish', async () => {
  fake.language('en');
  fake.answer('InvoicePoints', pointsAnswer(2));
  fake.answer('Invoices', invoicesAnswer(rows(3)));
  await openAt('/finanse');
  const place = (await screen.findAllByText('ul. Polna 1, 00-001 Warszawa', { selector: 'th *' }))[0]!;
  expect(place.getAttribute('lang')).toBe('pl');
  await openAt('/finanse/i1');
  const attached = await screen.findByText('Współczynniki');
  expect(attached.closest('[lang=pl]')).not.toBeNull();
  expect(screen.getByText('Miejsce poboru energii').closest('[lang=pl]')).not.toBeNull();
});

it.each([
  ['en', 'Payment', 'Form of payment', 'Bank transfer', 'Reason for the correction'],
  ['uk', 'Оплата', 'Спосіб оплати', 'Банківський переказ', 'Причина коригування'],
] as const)(
  'says in %s what the gateway calls the facts of a document, and leaves the words of the seller in Polish',
  async (language, title, name, value, reason) => {
    fake.language(language);
    const details = [
      {
        __typename: 'InvoiceDetail' as const,
        title: 'Przyczyna korekty',
        header: [],
        rows: [['Błędny odczyt licznika']],
      },
      {
        __typename: 'InvoiceDetail' as const,
        title: 'Płatność',
        header: [],
        rows: [
          ['Forma płatności', 'przelew'],
          ['Zapłacono', '2026-03-15'],
        ],
      },
    ];
    fake.answer('Invoice', invoiceAnswer(invoice({ details })));
    await openAt('/finanse/i1');
    for (const words of [title, name, value, reason])
      expect((await screen.findByText(words)).closest('[lang]')?.getAttribute('lang')).not.toBe('pl');
    expect(screen.getByText('Błędny odczyt licznika').closest('[lang]')?.getAttribute('lang')).toBe('pl');
  },
);

it.each([
  ['np', 'bez VAT'],
  ['NP.', 'bez VAT'],
  ['np II', 'bez VAT'],
  ['zw', 'zwolnione'],
  ['oo', 'odwrotne obciążenie'],
  ['0 WDT', '0%'],
  ['23', '23%'],
  ['8.5', '8,5%'],
  ['4%', '4%'],
])('says a VAT rate printed as %s in words: %s', async (vatRate, said) => {
  fake.answer('Invoice', invoiceAnswer(invoice({ lines: [line(1, 'Opłata', '10.00', { vatRate })] })));
  await openAt('/finanse/i1');
  const [, row] = within(await table('Za co płacisz')).getAllByRole('row');
  expect(textOf(within(row!).getAllByRole('cell')[2])).toBe(said);
});
