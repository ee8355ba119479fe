// What every test of the slice begins with.
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open } from '@ebok/shell/testing';
import userEvent from '@testing-library/user-event';
import { operator } from './checkout/operator';
import { mount, parcels, unmount } from './lifecycle';
import { balance, invoice, invoiceAnswer, invoicesAnswer, pointsAnswer, rows } from './fixtures';
import {
  checkoutAnswer,
  limitAnswer,
  openAnswer,
  openInvoice,
  paymentAnswer,
  started,
} from './fixtures.payments';

/** Where the page left for: the operator's pages. */
export const left: string[] = [];

eachBeginsWith(() => {
  left.length = 0;
  sessionStorage.clear();
  jest.spyOn(operator, 'open').mockImplementation((address) => void left.push(address));
  fake.answer('Balance', balance());
  fake.answer('InvoicePoints', pointsAnswer(1));
  fake.answer('Invoices', invoicesAnswer(rows(3)));
  fake.answer('Invoice', invoiceAnswer(invoice()));
  fake.answer('PaymentLimit', limitAnswer());
  fake.answer('Checkout', checkoutAnswer());
  fake.answer('OpenInvoices', openAnswer([openInvoice('i1', '53.63', { status: 'OVERDUE' })]));
  fake.answer('StartPayment', started());
  fake.answer('Payment', paymentAnswer());
});

/** Opens the pages at an address. */
export async function openAt(path: string) {
  await open({ mount, unmount }, path);
  return userEvent.setup();
}

/** Puts the tile on home. */
export async function openTile() {
  await open(parcels.balance);
  return userEvent.setup();
}

/** As after F5: nothing is remembered but the address. */
export async function reload() {
  await close();
  return openAt(location.pathname + location.search);
}

export { screen } from '@testing-library/dom';
export { lastAsked, promised, takeFaults, textOf } from '@ebok/shell/testing';
