import { session } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { invoice, invoiceAnswer, invoicesAnswer, row, rows, UPCOMING, balance } from '../fixtures';
import { limitAnswer } from '../fixtures.payments';
import { openAt, openTile, reload, screen, textOf } from '../testing';

const bar = () => screen.findByRole('region', { name: 'Wybrane dokumenty' });
const box = (number: RegExp) => screen.findByRole('checkbox', { name: number });
const address = () => location.pathname + location.search;
const payLink = async () =>
  within(await bar())
    .getByRole('link', { name: 'Zapłać wybrane' })
    .getAttribute('href');
const zipLink = async () =>
  within(await bar())
    .getByRole('link', { name: 'Pobierz ZIP' })
    .getAttribute('href');

describe('choosing documents', () => {
  it('says of each box whether the document can be paid or only downloaded', async () => {
    await openAt('/finanse');
    await box(/FV2026\/02\/150, 53,63/);
    expect(await screen.findAllByRole('checkbox', { name: /Wybierz do zapłaty/ })).toHaveLength(2);
    await box(/^Wybierz do pobrania: FV2025\/003$/);
  });

  it.each([
    ['around', true],
    ['in the place of', false],
  ])('goes on in a page whose browser put <font> %s its texts to translate them', async (_where, kept) => {
    const user = await openAt('/finanse');
    const boxes = [await box(/FV2026\/02\/150/), await box(/FV2025\/003/)];
    const translate = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts.filter(({ data }) => data.trim())) {
        const font = document.createElement('font');
        const words = text.data;
        text.replaceWith(font);
        font.append(kept ? text : words);
      }
    };
    translate();
    for (const [n, one] of boxes.entries()) {
      await user.click(one);
      await waitFor(() => expect(textOf(document.body)).toMatch(n ? /2 dokumenty/ : /1 dokument/));
      translate();
    }
    await user.click(boxes[1]!);
    await waitFor(() => expect(textOf(document.body)).toMatch(/1 dokument\b/));
    expect(address()).toBe('/finanse?selected=i1');
  });

  it('leaves somebody who may only look with downloading', async () => {
    fake.session({ role: 'VIEW' });
    const user = await openAt('/finanse');
    await user.click(await box(/Wybierz do pobrania: FV2026\/02\/150/));
    await waitFor(async () =>
      expect(textOf(within(await bar()).getByRole('status'))).toBe('Wybrano 1 dokument.'),
    );
    expect(textOf(await bar())).not.toMatch(/zapła|Limit/i);
    expect(await zipLink()).toBe('/files/invoices.zip?customerId=c1&id=i1');
    expect(screen.queryByRole('checkbox', { name: /Wybierz do zapłaty/ })).toBeNull();
    expect(screen.queryByRole('link', { name: /Zapłać/ })).toBeNull();
  });

  it('has no bar before something is chosen, and none of the ways to pay where nothing can be paid', async () => {
    fake.answer('Invoices', invoicesAnswer([row(9)]));
    const user = await openAt('/finanse');
    await screen.findByRole('link', { name: 'FV2025/009' });
    expect(screen.queryByRole('region', { name: 'Wybrane dokumenty' })).toBeNull();
    await user.click(await box(/FV2025\/009/));
    expect(textOf(await bar())).toContain('Wybrano 1 dokument. Nie ma w tym nic do zapłaty.');
    expect(within(await bar()).queryByRole('link', { name: /Zapłać/ })).toBeNull();
    expect(textOf(await bar())).not.toContain('Limit');
    expect(await zipLink()).toBe('/files/invoices.zip?customerId=c1&id=i9');
  });

  it('gives any documents as one archive, and pays of them what can be paid', async () => {
    const user = await openAt('/finanse');
    await user.click(await box(/FV2026\/02\/150/));
    await user.click(await box(/FV2025\/003/));
    expect(address()).toBe('/finanse?selected=i1.i3');
    expect(textOf(within(await bar()).getByRole('status'))).toBe('2 dokumenty, do zapłaty 1: 53,63 zł');
    expect(await payLink()).toBe('/platnosc?documents=i1');
    expect(await zipLink()).toBe('/files/invoices.zip?customerId=c1&id=i1&id=i3');
  });

  it.each([
    ['en', 'Chosen documents', '2 documents, 1 to pay: 53.63 zł', 'Download ZIP'],
    ['uk', 'Вибрані документи', '2 документи, до оплати 1: 53,63', 'Завантажити ZIP'],
  ] as const)('is said in %s', async (language, label, said, zip) => {
    fake.language(language);
    await openAt('/finanse?selected=i1.i3');
    const shown = await screen.findByRole('region', { name: label });
    await waitFor(() => expect(textOf(within(shown).getByRole('status'))).toContain(said));
    within(shown).getByRole('link', { name: zip });
  });

  it('adds up against the limit, and leads to the payment of just these', async () => {
    const user = await openAt('/finanse');
    await box(/FV2026/);
    expect(screen.queryByRole('region', { name: 'Wybrane dokumenty' })).toBeNull();
    await user.click(await box(/FV2026\/02\/150/));
    await waitFor(async () => expect(textOf(await bar())).toContain('1 dokument: 53,63 zł'));
    expect(textOf(await bar())).toContain('Limit jednej płatności: 4 251,30 zł');
    await user.click(await box(/P\/2026\/11\/0007/));
    expect(textOf(within(await bar()).getByRole('status'))).toBe('2 dokumenty: 1 288,19 zł');
    expect(await payLink()).toBe('/platnosc?documents=i1.i2');
    await user.click(await box(/FV2026\/02\/150/));
    expect(await payLink()).toBe('/platnosc?documents=i2');
  });

  it('says that more than the limit will be split', async () => {
    fake.answer('PaymentLimit', limitAnswer('1000.00'));
    await openAt('/finanse?selected=i1.i2');
    await waitFor(async () => expect(textOf(await bar())).toContain('Zaproponujemy podział'));
    expect(await payLink()).toBe('/platnosc?documents=i1.i2');
  });

  it('survives other filters, a longer list and a reload', async () => {
    fake.answer('Invoices', invoicesAnswer(rows(55)));
    const user = await openAt('/finanse');
    await user.click(await box(/P\/2026\/11\/0007/));
    await user.click(await screen.findByRole('button', { name: /Pokaż więcej/ }));
    await user.click(screen.getByRole('button', { name: /Filtruj/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Zapłacono' }));
    expect(address()).toBe('/finanse?status=PAID&selected=i2');
    await reload();
    // The document is no longer in the list, but still in the sum.
    await waitFor(async () => expect(textOf(await bar())).toContain('1 dokument: 1 234,56 zł'));
    expect(screen.queryByRole('link', { name: 'P/2026/11/0007' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Wyczyść filtry' }));
    expect(await payLink()).toBe('/platnosc?documents=i2');
  });

  it('does not pay again what has been paid meanwhile', async () => {
    await openAt('/finanse?selected=i1.i4');
    await waitFor(async () => expect(textOf(await bar())).toContain('do zapłaty 1: 53,63 zł'));
    expect(await payLink()).toBe('/platnosc?documents=i1');
  });

  it('takes all of them at once, also those not shown, and lets go of all', async () => {
    const many = Array.from({ length: 30 }, (_, n) => row(n, { status: 'DUE', outstanding: '10.00' }));
    fake.answer('Invoices', invoicesAnswer(many));
    const user = await openAt('/finanse');
    await user.click(await screen.findByRole('button', { name: 'Zaznacz wszystkie do zapłaty' }));
    await waitFor(async () => expect(textOf(await bar())).toContain('30 dokumentów: 300,00 zł'));
    await user.click(within(await bar()).getByRole('button', { name: 'Odznacz' }));
    expect(address()).toBe('/finanse');
  });

  it('says where it has to end', async () => {
    const many = Array.from({ length: 120 }, (_, n) => row(n, { status: 'DUE', outstanding: '10.00' }));
    fake.answer('Invoices', invoicesAnswer(many));
    const user = await openAt('/finanse?show=120');
    // By label and text: finding a role among 120 rows takes seconds on a busy machine.
    await user.click(await screen.findByLabelText('Zaznacz wszystkie do zapłaty'));
    const full = await screen.findByText(/Więcej niż 100 naraz/);
    expect(full.closest('[aria-label="Wybrane dokumenty"]')).toBeTruthy();
    const boxes = screen.getAllByLabelText<HTMLInputElement>(/Wybierz do zapłaty/);
    expect(boxes.filter(({ disabled }) => disabled)).toHaveLength(boxes.length - 100);
  });

  it('goes on where the sum or the limit could not be asked for: the next page says them', async () => {
    fake.answer('PaymentLimit', new Error('offline'));
    const answer = invoicesAnswer(rows(55));
    fake.answer('Invoices', (variables) =>
      variables.orderBy === 'DUE_DATE' ? new Error('offline') : answer(variables),
    );
    const user = await openAt('/finanse?status=PAID&selected=i1.i2');
    await waitFor(async () => expect(textOf(await bar())).toContain('Wybrano 2 dokumenty.'));
    expect(await payLink()).toBe('/platnosc?documents=i1.i2');
    await user.click(within(await bar()).getByRole('button', { name: 'Odznacz' }));
    await waitFor(() => expect(address()).toBe('/finanse?status=PAID'));
  });
});

describe('by keyboard', () => {
  it('leads from a box that is ticked to the payment with the next key, from any of them', async () => {
    fake.answer('Invoices', invoicesAnswer(rows(20)));
    const user = await openAt('/finanse');
    const first = await box(/FV2026\/02\/150, 53,63/);
    first.focus();
    await user.keyboard(' ');
    await bar();
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Zapłać wybrane');
    expect(document.activeElement?.getAttribute('href')).toBe('/platnosc?documents=i1');
    (await box(/P\/2026\/11\/0007/)).focus();
    await user.keyboard(' ');
    await user.tab();
    expect(document.activeElement?.getAttribute('href')).toBe('/platnosc?documents=i1.i2');
  });

  it('goes on to the document from a box that is not', async () => {
    const user = await openAt('/finanse?selected=i1');
    await bar();
    (await box(/P\/2026\/11\/0007/)).focus();
    await user.tab();
    expect(document.activeElement?.textContent).toBe('P/2026/11/0007');
  });

  it('keeps the focus when all are chosen, and says when that failed', async () => {
    const answer = invoicesAnswer(rows(3));
    fake.answer('Invoices', (variables) =>
      variables.orderBy === 'DUE_DATE' ? new Error('offline') : answer(variables),
    );
    const user = await openAt('/finanse');
    const all = await screen.findByRole('button', { name: 'Zaznacz wszystkie do zapłaty' });
    await user.click(all);
    await screen.findByRole('alert');
    fake.answer('Invoices', answer);
    await user.click(all);
    expect(textOf(await bar())).toContain('2 dokumenty');
    expect(document.activeElement).toBe(all);
  });
});

describe('coming back by the link', () => {
  it('finds the list as it was left', async () => {
    const user = await openAt('/finanse?status=OVERDUE&order=AMOUNT&selected=i1');
    await user.click(await screen.findByRole('link', { name: 'FV2026/02/150' }));
    await user.click(await screen.findByRole('link', { name: 'Wszystkie dokumenty' }));
    expect(address()).toBe('/finanse?status=OVERDUE&order=AMOUNT&selected=i1');
  });

  it('from the payment, too, with its documents chosen', async () => {
    const user = await openAt('/finanse?status=OVERDUE');
    await user.click(await box(/FV2026\/02\/150/));
    await user.click(await within(await bar()).findByRole('link', { name: 'Zapłać wybrane' }));
    const back = await screen.findByRole('link', { name: 'Wróć do dokumentów' });
    expect(back.getAttribute('href')).toBe('/finanse?status=OVERDUE&selected=i1');
  });

  it('begins anew for another customer', async () => {
    const user = await openAt('/finanse?status=OVERDUE');
    await user.click(await screen.findByRole('link', { name: 'FV2026/02/150' }));
    const back = async () =>
      (await screen.findByRole('link', { name: 'Wszystkie dokumenty' })).getAttribute('href');
    expect(await back()).toBe('/finanse?status=OVERDUE');
    fake.session({ customer: { ...session.current!.customer, id: 'c2' } });
    await waitFor(async () => expect(await back()).toBe('/finanse'));
  });
});

describe('the way to pay', () => {
  it('all of it leads from the tile', async () => {
    fake.answer('Balance', balance(UPCOMING));
    await openTile();
    const link = await screen.findByRole('link', { name: 'Zapłać' });
    expect(link.getAttribute('href')).toBe('/platnosc');
  });

  it('is not there where credits outweigh what is owed', async () => {
    fake.answer('Balance', balance({ amount: '-10.00' }));
    await openTile();
    await screen.findByRole('link', { name: 'Zobacz dokumenty' });
    expect(screen.queryByRole('link', { name: 'Zapłać' })).toBeNull();
  });

  it('one document leads from its page, where its payments are', async () => {
    const payments = [
      {
        __typename: 'Payment' as const,
        id: 'pay1',
        amount: '53.63',
        status: 'FAILED' as const,
        createdAt: '2026-11-22T09:00:00Z',
      },
    ];
    fake.answer('Invoice', invoiceAnswer(invoice({ payments })));
    await openAt('/finanse/i1');
    const link = await screen.findByRole('link', { name: 'Zapłać' });
    expect(link.getAttribute('href')).toBe('/platnosc?documents=i1');
    const payment = await screen.findByRole('region', { name: 'Płatności w portalu' });
    expect(textOf(payment)).toContain('22 listopada 2026, 10:00Nieudana53,63 zł');
    expect(within(payment).getByRole('link').getAttribute('href')).toBe('/platnosc/pay1');
  });

  it('is not there on a document that is paid or on its way', async () => {
    fake.answer('Invoice', invoiceAnswer(invoice({ status: 'PENDING', payable: false })));
    await openAt('/finanse/i1');
    await screen.findByRole('region', { name: 'Podsumowanie' });
    expect(screen.queryByRole('link', { name: 'Zapłać' })).toBeNull();
  });
});
