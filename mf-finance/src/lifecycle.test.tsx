import { fake } from '@ebok/shell/fake';
import { waitFor } from '@testing-library/dom';
import {
  balance,
  invoice,
  invoiceAnswer,
  invoicesAnswer,
  OVERPAID,
  pointsAnswer,
  row,
  tied,
} from './fixtures';
import {
  covered,
  checkoutAnswer,
  FAILED,
  held,
  openAnswer,
  openInvoice,
  payment,
  paymentAnswer,
  paymentsAnswer,
  SUCCEEDED,
} from './fixtures.payments';
import documentEn from './invoices/document/texts/en.json';
import documentPl from './invoices/document/texts/pl.json';
import documentUk from './invoices/document/texts/uk.json';
import { mount, parcels, unmount } from './lifecycle';
import paymentsEn from './payments/texts/en.json';
import paymentsPl from './payments/texts/pl.json';
import paymentsUk from './payments/texts/uk.json';
import { openAt, openTile, screen, takeFaults, textOf } from './testing';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

describe.each(['pl', 'en', 'uk'] as const)('in %s', (language) => {
  beforeEach(() => fake.language(language));

  /** A missing text shows its key; a missing value leaves its braces. */
  const expectWords = () => {
    const key =
      /\b(balance|invoices?|filters|order|lines|details|transfer|selection|pay|payments?|part|how|limit|excluded|continue|facts)\.[a-z]/;
    expect(textOf()).not.toMatch(key);
    expect(textOf()).not.toMatch(/\b(status|kind|payment|refusal|channel)\.[A-Z_]{4}/);
    expect(textOf()).not.toMatch(/[{}]|undefined|null|NaN/);
  };

  it.each(Object.entries(KINDS_AND_STATES()))('%s is said in words', async (_, change) => {
    fake.answer('Invoices', invoicesAnswer([row(1, change)]));
    fake.answer('InvoicePoints', pointsAnswer(2));
    await openAt('/finanse?status=PAID&status=DUE&status=OVERDUE&status=PENDING&status=CREDIT');
    await screen.findByRole('link', { name: 'FV2025/001' });
    expectWords();
  });

  it('a document is said in words', async () => {
    const ties = { correctsAll: [tied('a', 'A/1', '1.00')], correctedBy: [tied('b', 'B/1', '1.00')] };
    fake.answer(
      'Invoice',
      invoiceAnswer(invoice({ ...ties, ksefNumber: '1', ksefVerificationUrl: 'https://x/' })),
    );
    await openAt('/finanse/i1');
    await screen.findByRole('link', { name: 'A/1' });
    expectWords();
  });

  it.each([
    ['a payment to be made', '/platnosc'],
    ['several', '/platnosc?documents=a.b.c.big.held.paid.none'],
    ['one that is waited for', '/platnosc/pay1'],
    ['the history', '/finanse/platnosci'],
  ])('%s is said in words', async (_, place) => {
    const all = [openInvoice('a', '3000.00'), openInvoice('b', '2000.00'), openInvoice('c', '2500.00')];
    const odd = [openInvoice('big', '9000.00'), held('held', '1.00'), covered('paid')];
    fake.answer('OpenInvoices', openAnswer(place === '/platnosc' ? all.slice(1, 2) : [...all, ...odd]));
    fake.answer('CheckoutInvoice', fake.error('NOT_FOUND'));
    fake.answer('Checkout', checkoutAnswer({ amount: '1999.00' }));
    fake.answer('Payments', paymentsAnswer([payment(), payment({ id: 'p2', ...SUCCEEDED })]));
    await openAt(place);
    await waitFor(() => expect(screen.getAllByRole('link').length).toBeGreaterThan(1));
    expectWords();
  });

  it.each(['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED', 'CREATED'] as const)(
    'a payment that is %s is said in words',
    async (status) => {
      fake.answer('Payment', paymentAnswer({ ...FAILED, status, channel: 'CARD' }));
      await openAt('/platnosc/pay1');
      await screen.findAllByRole('region');
      expectWords();
    },
  );

  it('the tile and what goes wrong are said in words', async () => {
    fake.answer('Balance', balance(OVERPAID));
    fake.answer('Invoices', fake.error('INTERNAL', { reference: 'R' }));
    await openAt('/finanse');
    await screen.findByRole('alert');
    await waitFor(() => expect(textOf()).toContain({ pl, en, uk }[language]['balance.overpaid']));
    expectWords();
  });
});

it('speaks another language as soon as the shell does', async () => {
  await openAt('/finanse');
  await screen.findByRole('heading', { name: 'Finanse' });
  fake.language('uk');
  await screen.findByRole('heading', { name: 'Фінанси' });
});

it.each([
  ['pages', pl, en, uk],
  ['a document', documentPl, documentEn, documentUk],
  ['payments', paymentsPl, paymentsEn, paymentsUk],
])('has the same texts in all languages: %s', (_, pl, en, uk) => {
  const keys = (texts: object) => [
    ...new Set(Object.keys(texts).map((key) => key.replace(/\.(one|few|many|other)$/, ''))),
  ];
  expect(keys(en)).toEqual(keys(pl));
  expect(keys(uk)).toEqual(keys(pl));
});

it('shows nothing of anybody once the session is over', async () => {
  await openTile();
  await screen.findByText(/termin minął/);
  fake.session(null);
  await waitFor(() => expect(textOf()).toBe(''));
});

it('keeps nothing in the tab once the session is over', async () => {
  fake.answer('Checkout', checkoutAnswer({ amount: '5000.00' }));
  fake.answer('OpenInvoices', openAnswer([openInvoice('a', '3000.00'), openInvoice('b', '2000.00')]));
  const user = await openAt('/platnosc');
  await user.click(await screen.findByRole('button', { name: /^Zapłać/ }));
  await waitFor(() => expect(sessionStorage).toHaveLength(1));
  fake.session(null);
  expect(sessionStorage).toHaveLength(0);
});

it('shows another customer’s balance after a switch', async () => {
  await openTile();
  await screen.findByText(/termin minął/);
  fake.answer('Balance', balance(OVERPAID));
  fake.session({ customer: { id: 'c2', number: 'K-2', kind: 'COMPANY', name: 'Firma' } });
  await screen.findByText('12,50 zł');
});

it('can be left and come back to, the tile beside the pages', async () => {
  const [page, tile] = [document.createElement('div'), document.createElement('div')];
  document.body.append(page, tile);
  history.pushState(null, '', '/finanse');
  const props = { onFault: (error: unknown) => expect(error).toBeUndefined() };
  for (let n = 0; n < 2; n++) {
    await mount({ ...props, domElement: page });
    await parcels.balance.mount({ ...props, domElement: tile });
    await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(textOf(tile)).toContain('termin minął'));
    await unmount({ ...props, domElement: page });
    expect(page.innerHTML).toBe('');
    expect(textOf(tile)).toContain('termin minął');
    await parcels.balance.unmount({ ...props, domElement: tile });
    expect(tile.innerHTML).toBe('');
  }
});

it.each([
  ['the pages', () => openAt('/finanse')],
  ['the tile', () => openTile()],
])('tells the shell when %s break while rendering', async (_, open) => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  // An amount that cannot be formatted, as a newer gateway might send.
  fake.answer('Balance', balance({ amount: 0 as unknown as string, state: 'BLUE' }));
  await open();
  await waitFor(() => expect(takeFaults()).toHaveLength(1));
  expect(textOf()).toBe('');
  error.mockRestore();
});

function KINDS_AND_STATES() {
  return {
    'an overdue settlement': { status: 'OVERDUE', kind: 'SETTLEMENT' },
    'a due forecast': { status: 'DUE', kind: 'FORECAST' },
    'a correction that gives back': { status: 'CREDIT', kind: 'CORRECTION' },
    'a paid final invoice': { status: 'PAID', kind: 'FINAL' },
    'an interest note on its way': { status: 'PENDING', kind: 'INTEREST_NOTE' },
    'an accounting note': { status: 'PAID', kind: 'ACCOUNTING_NOTE' },
    'a fee without a day': { status: 'DUE', kind: 'DUNNING_FEE', dueDate: null, periodTo: null },
  } as const;
}
