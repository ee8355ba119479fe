// Amounts in special states: pending, not booked yet, over the limit, overpaid, refunded.
import { fake } from '@ebok/shell/fake';
import { within } from '@testing-library/dom';
import {
  balance,
  invoice,
  invoiceAnswer,
  invoicesAnswer,
  OVERPAID,
  row,
  UPCOMING,
  type Invoice,
} from './fixtures';
import { limitAnswer, oneAnswer, openAnswer, openInvoice, payment, SUCCEEDED } from './fixtures.payments';
import { lastAsked, left, openAt, openTile, screen, textOf } from './testing';

const OPEN = {
  __typename: 'Payment' as const,
  id: 'pay1',
  amount: '762.94',
  status: 'PENDING' as const,
  redirectUrl: 'https://testpay.autopay.eu/payment/continue/1/2',
};
const tile = () => screen.findByRole('region', { name: /Saldo|Balance|Сальдо/ });
const summary = async () => textOf(await screen.findByRole('region', { name: 'Podsumowanie' }));
const show = async (change: Partial<Invoice>) => {
  fake.answer('Invoice', invoiceAnswer(invoice(change)));
  await openAt('/finanse/i1');
};

describe('a payment that is not finished', () => {
  beforeEach(() => fake.answer('Balance', balance({ openPayments: [OPEN] })));

  it('is said on home with its sum, goes on at the operator, and leaves no way to pay that leads nowhere', async () => {
    const user = await openTile();
    await screen.findByText(/Niedokończona płatność 762,94/);
    expect(within(await tile()).queryByRole('link', { name: 'Zapłać' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Dokończ' }));
    expect(left).toEqual([OPEN.redirectUrl]);
  });

  it('can be given up in Finanse, after which all can be paid again', async () => {
    const user = await openAt('/finanse');
    await user.click(await screen.findByRole('button', { name: 'Anuluj' }));
    fake.answer('CancelPayment', {
      __typename: 'Mutation',
      cancelPayment: {
        __typename: 'StartPaymentPayload',
        payment: payment({ status: 'CANCELLED', redirectUrl: null }),
        problems: [],
      },
    });
    fake.answer('Balance', balance());
    const lists = () => fake.asked.filter(({ operation }) => operation === 'Invoices').length;
    const before = lists();
    await user.click(await screen.findByRole('button', { name: 'Tak, anuluj' }));
    await screen.findByRole('link', { name: 'Zapłać' });
    expect(lastAsked('CancelPayment')).toEqual({ id: 'pay1' });
    expect(textOf(await tile())).not.toContain('Niedokończona');
    expect(lists()).toBeGreaterThan(before);
  });

  it('is only told to somebody who may look and not pay', async () => {
    fake.session({ role: 'VIEW' });
    await openTile();
    await screen.findByText(/Niedokończona płatność 762,94/);
    expect(screen.queryByRole('button', { name: /Anuluj|Dokończ/ })).toBeNull();
  });

  it.each([
    ['en', /Unfinished payment of 762\.94/, 'Finish'],
    ['uk', /Незавершений платіж 762,94/, 'Завершити'],
  ] as const)('is said in %s', async (language, said, button) => {
    fake.language(language);
    await openTile();
    await screen.findByText(said);
    await screen.findByRole('button', { name: button });
  });

  it('is led to from its document', async () => {
    const { id, amount, status } = OPEN;
    const payments = [
      { __typename: 'Payment' as const, id, amount, status, createdAt: '2026-11-22T09:00:00Z' },
    ];
    await show({ status: 'PENDING', payable: false, payments });
    const link = await screen.findByRole('link', { name: /Niedokończona płatność 762,94/ });
    expect(link.getAttribute('href')).toBe('/platnosc/pay1');
    expect(await summary()).toContain('Płatność w toku');
  });
});

describe('what is paid and not booked', () => {
  it('reads otherwise in the list than what was merely begun', async () => {
    fake.answer(
      'Invoices',
      invoicesAnswer([
        row(1, { status: 'PENDING', outstanding: '0.00' }),
        row(2, { status: 'PENDING', outstanding: '150.00' }),
      ]),
    );
    await openAt('/finanse');
    const rowOf = async (number: string) =>
      textOf((await screen.findByRole('link', { name: number })).closest('tr')!);
    expect(await rowOf('FV2025/001')).toContain('Opłacono, księgujemy');
    expect(await rowOf('FV2025/002')).toContain('Płatność w toku');
  });

  it('is said on the document, with nothing left to do', async () => {
    const { id, amount, status, createdAt } = payment(SUCCEEDED);
    const payments = [{ __typename: 'Payment' as const, id, amount, status, createdAt }];
    await show({ status: 'PENDING', outstanding: '0.00', payable: false, payments });
    expect(await summary()).toContain('Opłacono, księgujemy');
    expect(await summary()).toContain('Nie musisz nic robić');
    expect(screen.queryByRole('link', { name: /Niedokończona/ })).toBeNull();
  });
});

describe('over the limit of one payment', () => {
  const BIG = '1258946.99';

  it('the button of the tile says that there is a transfer and nothing else', async () => {
    const { upcoming } = UPCOMING;
    fake.answer(
      'Balance',
      balance({ ...UPCOMING, amount: BIG, upcoming: { ...upcoming!, amount: BIG, documents: 1 } }),
    );
    await openTile();
    const link = await screen.findByRole('link', { name: 'Dane do przelewu' });
    expect(link.getAttribute('href')).toBe('/platnosc');
    expect(screen.queryByRole('link', { name: 'Zapłać' })).toBeNull();
  });

  it('the same sum in several documents can be paid in parts', async () => {
    fake.answer('Balance', balance({ ...UPCOMING, amount: BIG }));
    await openTile();
    await screen.findByRole('link', { name: 'Zapłać' });
  });

  it.each([
    ['4251.30', 'Zapłać'],
    ['4251.31', 'Dane do przelewu'],
  ])('a document of %s says %s', async (outstanding, name) => {
    await show({ gross: outstanding, outstanding });
    const link = await screen.findByRole('link', { name });
    expect(link.getAttribute('href')).toBe('/platnosc?documents=i1');
  });

  it('so does the bar of what is chosen, as long as nothing of it fits', async () => {
    fake.answer('PaymentLimit', limitAnswer('1000.00'));
    const user = await openAt('/finanse?selected=i2');
    const bar = () => screen.findByRole('region', { name: 'Wybrane dokumenty' });
    await within(await bar()).findByRole('link', { name: 'Dane do przelewu' });
    expect(textOf(await bar())).toContain('zapłacisz przelewem');
    await user.click(screen.getByRole('checkbox', { name: /FV2026\/02\/150/ }));
    await within(await bar()).findByRole('link', { name: 'Zapłać wybrane' });
  });
});

describe('an overpayment', () => {
  it('says what it consists of', async () => {
    fake.answer(
      'Balance',
      balance({ ...OVERPAID, amount: '-112.30', credits: '95.30', overpayment: '17.00' }),
    );
    await openTile();
    await screen.findByText(/95,30/);
    expect(textOf(await tile())).toContain('Nadpłata');
    expect(textOf(await tile())).toContain(
      'Składa się z tego: 95,30 zł z korekt i innych zwrotów, 17,00 zł z wpłat ponad należność.',
    );
  });

  it('says what is still to pay of it', async () => {
    const part = { ...UPCOMING.upcoming!, amount: '75.00', documents: 1 };
    fake.answer('Balance', balance({ ...OVERPAID, amount: '-20.30', credits: '95.30', upcoming: part }));
    await openTile();
    await screen.findByText(/po odliczeniu 75,00/);
  });

  it('that is less than what is owed is said to be deducted', async () => {
    fake.answer('Balance', balance({ ...UPCOMING, amount: '1139.26', credits: '95.30' }));
    await openTile();
    await screen.findByText(/Odliczyliśmy już: 95,30/);
  });
});

describe('a document that gives money back', () => {
  const CORRECTION = {
    kind: 'CORRECTION',
    gross: '-95.30',
    net: '-77.48',
    vat: '-17.82',
    dueDate: null,
    payable: false,
  } as const;

  it('says what was refunded or credited, not that it was paid', async () => {
    await show({ ...CORRECTION, status: 'PAID', outstanding: '0.00' });
    const said = await summary();
    expect(said).toContain('Zwrócono lub zaliczono95,30 zł');
    expect(said).not.toMatch(/Do zapłaty|Zapłacono|0,00|Termin/);
    expect(screen.getByRole('heading', { name: 'Pozycje korekty' })).toBeTruthy();
    expect(textOf()).not.toContain('Za co płacisz');
  });

  it('says what is to come, and how much of it has come', async () => {
    await show({ ...CORRECTION, status: 'CREDIT', outstanding: '-50.00' });
    const said = await summary();
    expect(said).toContain('Do zwrotu lub zaliczenia50,00 zł');
    expect(said).toContain('Z 95,30 zł zwróciliśmy lub zaliczyliśmy już 45,30 zł.');
  });

  it('is settled in the list, not paid', async () => {
    fake.answer('Invoices', invoicesAnswer([row(1, { kind: 'CORRECTION', gross: '-95.30' }), row(2)]));
    await openAt('/finanse');
    const rowOf = async (number: string) =>
      textOf((await screen.findByRole('link', { name: number })).closest('tr')!);
    expect(await rowOf('FV2025/001')).toContain('Rozliczono');
    expect(await rowOf('FV2025/002')).toContain('Zapłacono');
  });

  it.each([
    ['-10.00', 'Credit note'],
    ['10.00', 'Accounting note'],
  ])('is a note of the right name in English: %s is a %s', async (gross, name) => {
    fake.language('en');
    await show({ kind: 'ACCOUNTING_NOTE', gross, outstanding: gross, status: 'DUE' });
    await screen.findByRole('heading', { level: 1, name: `${name} FV2026/02/150` });
  });
});

it('says what was left to pay of a document that a deposit covered in part', async () => {
  await show({ gross: '123.00', outstanding: '23.00' });
  expect(await summary()).toContain('Z 123,00 zł zapłacono lub zaliczono już 100,00 zł. Zostało 23,00 zł.');
});

it('says what was added to a document that asks for more than it comes to', async () => {
  await show({ gross: '123.00', outstanding: '130.00' });
  expect(await summary()).toContain('Do kwoty dokumentu, 123,00 zł, doliczono 7,00 zł.');
});

it('copies account, title and amount each, as a bank takes them', async () => {
  const copied: string[] = [];
  fake.answer('Invoice', invoiceAnswer(invoice({ outstanding: '1234.50', gross: '1234.50' })));
  const user = await openAt('/finanse/i1');
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  for (const name of ['Kopiuj numer rachunku', 'Kopiuj tytuł przelewu', 'Kopiuj kwotę'])
    await user.click(await screen.findByRole('button', { name }));
  expect(copied).toEqual(['73111111111111111111111111', 'FV2026/02/150', '1234,50']);
});

describe('an address that names documents nobody has', () => {
  beforeEach(() => {
    fake.answer('OpenInvoices', openAnswer([openInvoice('i1', '53.63')]));
    fake.answer('CheckoutInvoice', ({ id }) =>
      id === 'i1' ? oneAnswer(openInvoice('i1', '53.63')) : fake.error('NOT_FOUND'),
    );
  });

  it.each(['nie-ma', 'a%20b', '%00', 'x'.repeat(80), '<script>'])(
    'says so for %s, and pays nothing else in its place',
    async (id) => {
      await openAt(`/platnosc?documents=${id}`);
      await screen.findByText(/Jednego z wybranych dokumentów nie ma/);
      expect(textOf()).toContain('Z wybranych dokumentów nie ma teraz czego płacić.');
      expect(textOf()).not.toContain('Nie masz teraz nic do zapłaty.');
      expect(screen.queryByRole('button', { name: /^Zapłać/ })).toBeNull();
    },
  );

  it('counts them, and pays what there is', async () => {
    await openAt('/platnosc?documents=i1.nie-ma.te%C5%BC%20nie');
    await screen.findByText(/2 wybranych dokumentów nie ma/);
    await screen.findByRole('button', { name: /^Zapłać\s53,63/ });
  });
});
