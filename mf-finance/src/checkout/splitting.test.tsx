import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import {
  covered,
  checkoutAnswer,
  held,
  openAnswer,
  openInvoice,
  OPERATOR_PAGE,
  paymentAnswer,
  refused,
  SUCCEEDED,
} from '../fixtures.payments';
import { left, openAt, reload, screen, textOf } from '../testing';

const THREE = [openInvoice('a', '3000.00'), openInvoice('b', '2000.00'), openInvoice('c', '2500.00')];
const part = (name: string) => screen.findByRole('region', { name });
const starts = () =>
  fake.asked
    .filter(({ operation }) => operation === 'StartPayment')
    .map(({ variables }) => variables.input as { invoiceIds: string[]; idempotencyKey: string });
const buttons = () =>
  screen.queryAllByRole('button', { name: /^Zapłać/ }).map(({ textContent }) => textContent);

beforeEach(() => {
  fake.answer('OpenInvoices', openAnswer(THREE));
  fake.answer('Checkout', checkoutAnswer({ amount: '7500.00' }));
});

it('says why one payment is not enough, with the limit, its rate and its day', async () => {
  await openAt('/platnosc?documents=a.b.c');
  await part('Płatność 1 z 3');
  expect(textOf()).toContain('7 500,00 zł to więcej, niż można zapłacić jedną płatnością.');
  expect(textOf()).toContain(
    'najwyżej 4 251,30 zł. To 1 000 euro po średnim kursie NBP 4,2513 zł z 20 listopada 2026 (tabela 224/A/NBP/2026)',
  );
});

it('offers several by documents, the oldest first, one button at a time', async () => {
  await openAt('/platnosc?documents=a.b.c');
  expect(textOf(await part('Płatność 1 z 3'))).toContain('FV/a');
  expect(textOf(await part('Płatność 2 z 3'))).toContain('FV/b');
  expect(textOf(await part('Płatność 3 z 3'))).toContain('FV/c');
  expect(textOf()).toContain('Proponujemy 3 płatności');
  expect(buttons()).toHaveLength(1);
  expect(within(await part('Płatność 1 z 3')).getByRole('button').textContent).toContain('(płatność 1 z 3)');
});

it('fills a payment up with what still fits, because every payment may cost a fee', async () => {
  fake.answer(
    'OpenInvoices',
    openAnswer([openInvoice('a', '3000.00'), openInvoice('b', '2000.00'), openInvoice('c', '1251.30')]),
  );
  await openAt('/platnosc?documents=a.b.c');
  const first = textOf(await part('Płatność 1 z 2'));
  expect(first).toContain('FV/a');
  expect(first).toContain('FV/c');
  expect(first).toContain('4 251,30 zł');
});

it('takes a sum that is equal to the limit in one', async () => {
  fake.answer('OpenInvoices', openAnswer([openInvoice('a', '4251.29'), openInvoice('b', '0.01')]));
  fake.answer('Checkout', checkoutAnswer({ amount: '4251.30' }));
  await openAt('/platnosc');
  await screen.findByRole('button', { name: /^Zapłać 4\s251,30\szł$/ });
  expect(textOf()).not.toContain('Płatność 1 z');
});

it('keeps the plan in the address, and leads on to the next payment when one is paid', async () => {
  const user = await openAt('/platnosc?documents=a.b.c');
  await user.click(within(await part('Płatność 1 z 3')).getByRole('button'));
  await waitFor(() => expect(left).toEqual([OPERATOR_PAGE]));
  const plan = location.pathname + location.search;
  expect(new URLSearchParams(location.search).getAll('documents')).toEqual(['a', 'b', 'c']);
  fake.answer('Payment', paymentAnswer(SUCCEEDED));
  await openAt('/platnosc/pay1');
  const next = await screen.findByRole('link', { name: 'Zapłać następną (2 z 3)' });
  expect(next.getAttribute('href')).toBe(plan);
  expect(textOf()).toContain('To była płatność 1 z 3.');

  fake.answer('OpenInvoices', openAnswer([covered('a'), ...THREE.slice(1)]));
  await user.click(next);
  expect(textOf(await part('Płatność 1 z 3'))).toContain('Zapłacono');
  expect(buttons()).toHaveLength(1);
  await user.click(within(await part('Płatność 2 z 3')).getByRole('button'));
  await waitFor(() => expect(left).toHaveLength(2));
  const [first, second] = starts();
  expect([first!.invoiceIds, second!.invoiceIds]).toEqual([['a'], ['b']]);
  expect(first!.idempotencyKey).not.toBe(second!.idempotencyKey);
});

it('shows what became of each part after a reload', async () => {
  fake.answer('OpenInvoices', openAnswer([covered('a'), held('b', '2000.00', 'pay2'), THREE[2]!]));
  await openAt('/platnosc?documents=a&documents=b&documents=c');
  await reload();
  expect(textOf(await part('Płatność 1 z 3'))).toContain('Zapłacono');
  const second = await part('Płatność 2 z 3');
  expect(textOf(second)).toContain('Płatność w toku');
  expect(within(second).getByRole('link', { name: 'Przejdź do tej płatności' }).getAttribute('href')).toBe(
    '/platnosc/pay2',
  );
  expect(within(await part('Płatność 3 z 3')).getByRole('button')).toBeTruthy();
});

it('keeps the plan when a payment does not start, and says so at that payment', async () => {
  fake.answer('StartPayment', refused('OPERATOR_UNAVAILABLE'));
  const user = await openAt('/platnosc?documents=a.b.c');
  await user.click(within(await part('Płatność 1 z 3')).getByRole('button'));
  const first = await part('Płatność 1 z 3');
  expect(textOf(await within(first).findByRole('alert'))).toContain('nie odpowiada');
  expect(new URLSearchParams(location.search).getAll('documents')).toEqual(['a', 'b', 'c']);
});

it('offers the transfer for a document that is over the limit by itself, and payments for the rest', async () => {
  fake.answer(
    'OpenInvoices',
    openAnswer([openInvoice('big', '9000.00', { transferCode: '|PL|73…|900000|E|FV|||' }), ...THREE]),
  );
  const user = await openAt('/platnosc?documents=big.a.b.c');
  const transfer = textOf(await part('Zapłać przelewem: FV/big'));
  expect(transfer).toContain('73 1111 1111 1111 1111 1111 1111');
  expect(transfer).toContain('Tytuł przelewuFV/big');
  expect(transfer).toContain('9 000,00 zł');
  expect(screen.getByRole('img', { name: /Kod QR/ })).toBeTruthy();
  await user.click(within(await part('Płatność 1 z 3')).getByRole('button'));
  await waitFor(() => expect(left).toHaveLength(1));
  // The agreed plan keeps the document with its transfer.
  await reload();
  expect(await part('Zapłać przelewem: FV/big')).toBeTruthy();
  expect(await part('Płatność 3 z 3')).toBeTruthy();
});

it('offers no payment at all where every document is over the limit', async () => {
  fake.answer('OpenInvoices', openAnswer([openInvoice('big', '9000.00')]));
  await openAt('/platnosc?documents=big');
  await part('Zapłać przelewem: FV/big');
  expect(buttons()).toEqual([]);
});

describe('a whole balance over the limit that is less than its documents', () => {
  beforeEach(() => fake.answer('Checkout', checkoutAnswer({ amount: '7000.00' })));

  it('ends with what is left of it, once the payments before are through', async () => {
    const user = await openAt('/platnosc');
    const last = textOf(await part('Płatność 3 z 3'));
    expect(last).toContain('część z 2 500,00 zł');
    expect(last).toContain('2 000,00 zł');
    await user.click(within(await part('Płatność 1 z 3')).getByRole('button'));
    await waitFor(() => expect(starts()).toHaveLength(1));
    expect(new URLSearchParams(location.search).getAll('documents')).toEqual(['a', 'b', '']);

    // Both payments are pending: until they succeed, the balance is more than the rest.
    fake.answer('OpenInvoices', openAnswer([held('a', '3000.00'), held('b', '2000.00'), THREE[2]!]));
    const again = await reload();
    expect(textOf(await part('Płatność 3 z 3'))).toContain('Zapłacisz ją po poprzednich.');
    expect(buttons()).toEqual([]);

    fake.answer('OpenInvoices', openAnswer([covered('a'), covered('b'), THREE[2]!]));
    fake.answer('Checkout', checkoutAnswer({ amount: '2000.00' }));
    await reload();
    await again.click(within(await part('Płatność 3 z 3')).getByRole('button'));
    await waitFor(() => expect(starts().at(-1)!.invoiceIds).toEqual([]));
  });
});
