import { fake } from '@ebok/shell/fake';
import { waitFor } from '@testing-library/dom';
import {
  covered,
  checkoutAnswer,
  held,
  oneAnswer,
  openAnswer,
  openInvoice,
  OPERATOR_PAGE,
  refused,
  started,
} from '../fixtures.payments';
import { lastAsked, left, openAt, promised, reload, screen, textOf } from '../testing';

const address = () => location.pathname + location.search;
/** The button by its label; amounts contain non-breaking spaces. */
const pay = (words = 'Zapłać \\d') =>
  screen.findByRole('button', { name: new RegExp(`^${words.replaceAll(' ', '\\s')}`) });
const starts = () => fake.asked.filter(({ operation }) => operation === 'StartPayment');
const inputs = () => starts().map(({ variables }) => variables.input as Record<string, unknown>);
const sections = () => screen.getAllByRole('region').map((region) => textOf(region));

describe('nothing is paid', () => {
  it('where nothing is owed', async () => {
    fake.answer('Checkout', checkoutAnswer({ amount: '-12.50' }));
    fake.answer('OpenInvoices', openAnswer([]));
    await openAt('/platnosc');
    expect(await screen.findByText('Nie masz teraz nic do zapłaty.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Zapłać/ })).toBeNull();
  });

  it('by somebody who may only look', async () => {
    fake.session({ role: 'VIEW' });
    await openAt('/platnosc');
    expect(await screen.findByText(/nie możesz za nie płacić/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Zapłać/ })).toBeNull();
  });

  it('twice for a document a payment is open for: it leads to that payment', async () => {
    fake.answer('OpenInvoices', openAnswer([held('i1', '53.63', 'pay9')]));
    await openAt('/platnosc');
    expect(await screen.findByText('Za ten dokument trwa już płatność:')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Przejdź do tej płatności' }).getAttribute('href')).toBe(
      '/platnosc/pay9',
    );
    expect(screen.queryByRole('button', { name: /Zapłać/ })).toBeNull();
    expect(textOf()).not.toContain('nic do zapłaty');
  });

  it('for what is paid, on its way or not there; the rest of the choice is', async () => {
    fake.answer('OpenInvoices', openAnswer([openInvoice('a', '10.00'), covered('b'), held('c', '5.00')]));
    fake.answer('CheckoutInvoice', ({ id }) =>
      id === 'd'
        ? oneAnswer(openInvoice('d', '0.00', { status: 'PAID', payable: false }))
        : fake.error('NOT_FOUND'),
    );
    const user = await openAt('/platnosc?documents=a.b.c.d.e');
    const button = await pay('Zapłać 10,00 zł');
    expect(textOf()).toContain('Te dokumenty są już zapłacone, więc ich tu nie ma:FV/bFV/d');
    expect(textOf()).toContain('Za ten dokument trwa już płatność:FV/c');
    expect(textOf()).toContain('Jednego z wybranych dokumentów nie ma wśród dokumentów tego klienta.');
    await user.click(button);
    await waitFor(() => expect(inputs().map(({ invoiceIds }) => invoiceIds)).toEqual([['a']]));
  });

  it('before the page knows for what: it says when it could not be loaded, and tries again', async () => {
    fake.answer('Checkout', new Error('offline'));
    const user = await openAt('/platnosc');
    await screen.findByRole('alert');
    fake.answer('Checkout', checkoutAnswer());
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    expect(await pay('Zapłać 53,63 zł')).toBeTruthy();
  });
});

describe('when it does not start', () => {
  it.each([
    ['ALREADY_PAID', /został już zapłacony/],
    ['NOTHING_TO_PAY', /nic do zapłaty/],
    ['PAYMENT_IN_PROGRESS', /trwa już płatność/],
    ['OVER_LIMIT', /więcej, niż wynosi dziś limit/],
    ['OPERATOR_UNAVAILABLE', /nie odpowiada.*nic nie pobrano/],
    ['SAME_VALUE', /Nie udało się zacząć.*Nie zapłacisz dwa razy/],
  ] as const)('%s is said in words, and the page looks again', async (code, words) => {
    fake.answer('StartPayment', refused(code));
    const user = await openAt('/platnosc');
    await user.click(await pay());
    expect(textOf(await screen.findByRole('alert'))).toMatch(words);
    expect(left).toEqual([]);
    await waitFor(() =>
      expect(fake.asked.filter(({ operation }) => operation === 'Checkout')).toHaveLength(2),
    );
  });

  it.each([
    ['a role that may only look', fake.error('FORBIDDEN', { reason: 'ROLE' }), /nie możesz za nie płacić/],
    ['a document of somebody else', fake.error('NOT_FOUND'), /nie ma wśród dokumentów tego klienta/],
    ['too many tries', fake.error('RATE_LIMITED', { retryAfter: 60 }), /Za dużo prób naraz/],
    ['no connection', new Error('offline'), /Brak połączenia.*Nie zapłacisz dwa razy/],
    ['our own fault', fake.error('INTERNAL', { reference: 'A7K2' }), /numer błędu: A7K2/],
  ])('%s is said in words', async (_, error, words) => {
    fake.answer('StartPayment', error);
    const user = await openAt('/platnosc');
    await user.click(await pay());
    expect(textOf(await screen.findByRole('alert'))).toMatch(words);
    expect(await pay()).toBeTruthy();
  });

  it('names the account where the operator is away', async () => {
    fake.answer('StartPayment', refused('OPERATOR_UNAVAILABLE'));
    const user = await openAt('/platnosc');
    await user.click(await pay());
    expect(textOf(await screen.findByRole('alert'))).toContain('73 1111 1111');
  });

  it('is pressed again under the same name while nobody knows whether it began', async () => {
    fake.answer('StartPayment', new Error('offline'));
    const user = await openAt('/platnosc');
    await user.click(await pay());
    await screen.findByRole('alert');
    fake.answer('StartPayment', started());
    await user.click(await pay());
    await waitFor(() => expect(left).toEqual([OPERATOR_PAGE]));
    expect(new Set(inputs().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('leads to the payment where nobody knows whether the operator began it', async () => {
    const unknown = { __typename: 'Payment' as const, id: 'pay1', status: 'CREATED' as const };
    fake.answer('StartPayment', refused('OPERATOR_UNAVAILABLE', unknown));
    const user = await openAt('/platnosc');
    const button = await pay();
    fake.answer('OpenInvoices', openAnswer([held('i1', '53.63', 'pay1')]));
    await user.click(button);
    const link = await screen.findByRole('link', { name: 'Przejdź do tej płatności' });
    expect(link.getAttribute('href')).toBe('/platnosc/pay1');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Zapłać/ })).toBeNull());
    // The refusal alone links to the payment.
    expect(textOf()).not.toContain('Za ten dokument trwa już płatność');
  });

  it('is another attempt once the operator certainly did not begin it', async () => {
    const over = { __typename: 'Payment' as const, id: 'pay1', status: 'FAILED' as const };
    fake.answer('StartPayment', refused('OPERATOR_UNAVAILABLE', over));
    const user = await openAt('/platnosc');
    await user.click(await pay());
    await screen.findByRole('alert');
    expect(starts()).toHaveLength(1);
    fake.answer('StartPayment', started());
    await user.click(await pay());
    await waitFor(() => expect(left).toEqual([OPERATOR_PAGE]));
    expect(new Set(inputs().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });
});

describe('pressing pay', () => {
  it('sends the browser to the operator, once, however often it is pressed', async () => {
    const answer = promised<ReturnType<typeof started>>();
    fake.answer('StartPayment', () => answer.promise);
    const user = await openAt('/platnosc');
    const button = await pay('Zapłać 53,63 zł');
    await user.dblClick(button);
    await user.click(button);
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('Łączymy z operatorem płatności…')).toBeTruthy();
    answer.keep(started());
    await waitFor(() => expect(left).toEqual([OPERATOR_PAGE]));
    expect(inputs()).toEqual([
      { invoiceIds: [], customerId: 'c1', idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}-0$/) },
    ]);
  });

  it('after a reload, or after Back, means the same payment', async () => {
    const user = await openAt('/platnosc?documents=i1');
    await user.click(await pay());
    await waitFor(() => expect(left).toHaveLength(1));
    const again = await reload();
    await again.click(await pay());
    await waitFor(() => expect(left).toHaveLength(2));
    expect(inputs()[0]).toEqual(inputs()[1]);
  });

  it('wakes up where the browser shows the page as it was left', async () => {
    const user = await openAt('/platnosc');
    const button = await pay();
    await user.click(button);
    await waitFor(() => expect(left).toHaveLength(1));
    expect(button.getAttribute('aria-busy')).toBe('true');
    dispatchEvent(new Event('pageshow'));
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBe('false'));
  });

  it('begins anew where the payment of this attempt came to nothing', async () => {
    const keys: unknown[] = [];
    fake.answer('StartPayment', ({ input }) => {
      const { idempotencyKey } = input as { idempotencyKey: string };
      const isOld = keys.length === 0 || idempotencyKey === keys[0];
      keys.push(idempotencyKey);
      const over = { __typename: 'Payment' as const, id: 'old', status: 'EXPIRED' as const };
      return isOld ? started({ payment: over, redirectUrl: null }) : started();
    });
    const user = await openAt('/platnosc');
    await user.click(await pay());
    await waitFor(() => expect(left).toEqual([OPERATOR_PAGE]));
    expect(new Set(keys).size).toBe(2);
    expect(address()).toContain(String(keys[1]).replace('-0', ''));
  });

  it('opens the payment’s page where it is paid already, or nobody knows yet', async () => {
    const paid = { __typename: 'Payment' as const, id: 'pay7', status: 'SUCCEEDED' as const };
    fake.answer('StartPayment', started({ payment: paid, redirectUrl: null }));
    const user = await openAt('/platnosc');
    await user.click(await pay());
    await waitFor(() => expect(address()).toBe('/platnosc/pay7'));
    expect(left).toEqual([]);
  });
});

describe('before anybody leaves', () => {
  it('says what is paid, how, and that the operator may take a fee', async () => {
    fake.answer(
      'OpenInvoices',
      openAnswer([openInvoice('a', '20.00', { status: 'OVERDUE' }), openInvoice('b', '30.00')]),
    );
    fake.answer('Checkout', checkoutAnswer({ amount: '50.00' }));
    await openAt('/platnosc');
    await pay('Zapłać 50,00 zł');
    const [what, how] = sections();
    expect(what).toContain('FV/aFaktura rozliczeniowa, termin 7 grudnia 2026Po terminie20,00 zł');
    expect(what).toContain('Razem50,00 zł');
    for (const said of ['BLIK', 'Karta płatnicza', 'Szybki przelew', 'Autopay może doliczyć opłatę'])
      expect(how).toContain(said);
    expect(document.title).toBe('Zapłać');
  });

  it('takes the oldest due first as far as the balance goes, the last in part', async () => {
    fake.answer(
      'OpenInvoices',
      openAnswer([
        openInvoice('young', '30.00', { dueDate: '2026-12-09' }),
        openInvoice('none', '9.00', { dueDate: null }),
        openInvoice('old', '20.00', { dueDate: '2026-12-01' }),
      ]),
    );
    fake.answer('Checkout', checkoutAnswer({ amount: '40.00' }));
    await openAt('/platnosc');
    await pay('Zapłać 40,00 zł');
    const lines = screen.getAllByRole('listitem').map((one) => textOf(one));
    expect(lines[0]).toMatch(/FV\/old.*20,00 zł/);
    expect(lines[1]).toMatch(/FV\/young.*część z 30,00 zł.*20,00 zł$/);
    expect(textOf()).not.toContain('FV/none');
  });

  it('leads back to the list with the same documents chosen', async () => {
    fake.answer('OpenInvoices', openAnswer([openInvoice('a', '20.00'), openInvoice('b', '30.00')]));
    await openAt('/platnosc?documents=a.b');
    await pay('Zapłać 50,00 zł');
    expect(screen.getByRole('link', { name: 'Wróć do dokumentów' }).getAttribute('href')).toBe(
      '/finanse?selected=a.b',
    );
  });

  it('reads the former names of parameters, so that a plan from before is paid with the same key', async () => {
    const [a, b] = [openInvoice('a', '20.00'), openInvoice('b', '30.00')];
    fake.answer('OpenInvoices', openAnswer([a, b, openInvoice('c', '40.00')]));
    const attempt = '0123456789abcdef'.repeat(2);
    const user = await openAt(`/platnosc?dokumenty=a.b&proba=${attempt}`);
    await user.click(await pay('Zapłać 50,00 zł'));
    await waitFor(() =>
      expect(lastAsked('StartPayment')).toMatchObject({
        input: { invoiceIds: ['a', 'b'], idempotencyKey: `${attempt}-0` },
      }),
    );
  });

  it('asks for every open document, however many there are', async () => {
    const many = Array.from({ length: 150 }, (_, n) => openInvoice(`n${n}`, '1.00'));
    fake.answer('OpenInvoices', openAnswer(many));
    fake.answer('Checkout', checkoutAnswer({ amount: '150.00' }));
    await openAt('/platnosc');
    await pay('Zapłać 150,00 zł');
    expect(lastAsked('OpenInvoices')).toEqual({ first: 100, after: '100' });
    expect(screen.getAllByRole('link', { name: /^FV\/n/ })).toHaveLength(150);
  });
});
