import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { invoice, invoiceAnswer, invoicesAnswer, row, rows, UPCOMING, balance } from '../samples';
import { limitAnswer } from '../samples.payments';
import { openAt, openTile, reload, screen, textOf } from '../testing';

const bar = () => screen.findByRole('region', { name: 'Wybrane do zapłaty' });
const box = (number: RegExp) => screen.findByRole('checkbox', { name: number });
const address = () => location.pathname + location.search;
const payLink = async () =>
  within(await bar())
    .getByRole('link', { name: 'Zapłać wybrane' })
    .getAttribute('href');

describe('choosing documents to pay', () => {
  it('is possible for those that can be paid, and no others', async () => {
    await openAt('/finanse');
    await box(/FV2026\/02\/150, 53,63/);
    expect(await screen.findAllByRole('checkbox', { name: /Wybierz do zapłaty/ })).toHaveLength(2);
  });

  it('is not offered to somebody who may only look', async () => {
    fake.session({ role: 'VIEW' });
    await openAt('/finanse');
    await screen.findByRole('link', { name: 'FV2026/02/150' });
    expect(screen.queryAllByRole('checkbox', { name: /Wybierz/ })).toEqual([]);
    expect(screen.queryByRole('region', { name: 'Wybrane do zapłaty' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Zapłać' })).toBeNull();
  });

  it('has no bar where nothing can be paid', async () => {
    fake.answer('Invoices', invoicesAnswer([row(9)]));
    await openAt('/finanse');
    await screen.findByRole('link', { name: 'FV2025/009' });
    expect(screen.queryByRole('region', { name: 'Wybrane do zapłaty' })).toBeNull();
  });

  it('adds up against the limit, and leads to the payment of just these', async () => {
    const user = await openAt('/finanse');
    expect(textOf(await bar())).toContain('Zaznacz dokumenty, które chcesz zapłacić.');
    await user.click(await box(/FV2026\/02\/150/));
    await waitFor(async () => expect(textOf(await bar())).toContain('1 dokument: 53,63 zł'));
    expect(textOf(await bar())).toContain('Limit jednej płatności: 4 251,30 zł');
    await user.click(await box(/P\/2026\/11\/0007/));
    expect(textOf(within(await bar()).getByRole('status'))).toBe('2 dokumenty: 1 288,19 zł');
    expect(await payLink()).toBe('/platnosc?dokumenty=i1.i2');
    await user.click(await box(/FV2026\/02\/150/));
    expect(await payLink()).toBe('/platnosc?dokumenty=i2');
  });

  it('says that more than the limit will be split', async () => {
    fake.answer('PaymentLimit', limitAnswer('1000.00'));
    await openAt('/finanse?wybrane=i1.i2');
    await waitFor(async () => expect(textOf(await bar())).toContain('Zaproponujemy podział'));
    expect(await payLink()).toBe('/platnosc?dokumenty=i1.i2');
  });

  it('survives other filters, a longer list and a reload', async () => {
    fake.answer('Invoices', invoicesAnswer(rows(55)));
    const user = await openAt('/finanse');
    await user.click(await box(/P\/2026\/11\/0007/));
    await user.click(await screen.findByRole('button', { name: /Pokaż więcej/ }));
    await user.click(screen.getByRole('button', { name: /Filtruj/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Zapłacono' }));
    expect(address()).toBe('/finanse?status=PAID&wybrane=i2');
    await reload();
    // It is not in the list now, and still is in the sum.
    await waitFor(async () => expect(textOf(await bar())).toContain('1 dokument: 1 234,56 zł'));
    expect(screen.queryByRole('link', { name: 'P/2026/11/0007' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Wyczyść filtry' }));
    expect(await payLink()).toBe('/platnosc?dokumenty=i2');
  });

  it('forgets what has been paid meanwhile', async () => {
    await openAt('/finanse?wybrane=i1.i3');
    await waitFor(async () => expect(textOf(await bar())).toContain('1 dokument: 53,63 zł'));
    expect(await payLink()).toBe('/platnosc?dokumenty=i1');
  });

  it('takes all of them at once, also those not shown, and lets go of all', async () => {
    const many = Array.from({ length: 30 }, (_, n) => row(n, { status: 'DUE', outstanding: '10.00' }));
    fake.answer('Invoices', invoicesAnswer(many));
    const user = await openAt('/finanse');
    await user.click(within(await bar()).getByRole('button', { name: 'Zaznacz wszystkie' }));
    await waitFor(async () => expect(textOf(await bar())).toContain('30 dokumentów: 300,00 zł'));
    await user.click(within(await bar()).getByRole('button', { name: 'Odznacz' }));
    expect(address()).toBe('/finanse');
  });

  it('says where it has to end', async () => {
    const many = Array.from({ length: 120 }, (_, n) => row(n, { status: 'DUE', outstanding: '10.00' }));
    fake.answer('Invoices', invoicesAnswer(many));
    const user = await openAt('/finanse?pokaz=120');
    await user.click(within(await bar()).getByRole('button', { name: 'Zaznacz wszystkie' }));
    await waitFor(async () => expect(textOf(await bar())).toContain('Więcej niż 100 naraz'));
    const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox', { name: /Wybierz do zapłaty/ });
    expect(boxes.filter(({ disabled }) => disabled)).toHaveLength(boxes.length - 100);
  });

  it('goes on where the sum or the limit could not be asked for: the next page says them', async () => {
    fake.answer('PaymentLimit', new Error('offline'));
    const answer = invoicesAnswer(rows(55));
    fake.answer('Invoices', (variables) =>
      variables.orderBy === 'DUE_DATE' ? new Error('offline') : answer(variables),
    );
    const user = await openAt('/finanse?status=PAID&wybrane=i1.i2');
    await waitFor(async () => expect(textOf(await bar())).toContain('Wybrano 2 dokumenty.'));
    expect(await payLink()).toBe('/platnosc?dokumenty=i1.i2');
    await user.click(within(await bar()).getByRole('button', { name: 'Odznacz' }));
    await waitFor(() => expect(address()).toBe('/finanse?status=PAID'));
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
    expect(link.getAttribute('href')).toBe('/platnosc?dokumenty=i1');
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
