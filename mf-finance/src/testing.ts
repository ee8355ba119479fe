// The common setup of the slice's tests.
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open } from '@ebok/shell/testing';
import userEvent from '@testing-library/user-event';
import { operator } from './checkout/operator';
import { explanationAnswer } from './fixtures.explanation';
import { balance, invoice, invoiceAnswer, invoicesAnswer, pointsAnswer, rows } from './fixtures';
import {
  checkoutAnswer,
  limitAnswer,
  openAnswer,
  openInvoice,
  paymentAnswer,
  started,
} from './fixtures.payments';
import { mount, parcels, unmount } from './lifecycle';

/** The operator's addresses that the page opened. */
export const left: string[] = [];

eachBeginsWith(() => {
  left.length = 0;
  sessionStorage.clear();
  jest.spyOn(operator, 'open').mockImplementation((address) => void left.push(address));
  fake.answer('Balance', balance());
  fake.answer('InvoicePoints', pointsAnswer(1));
  fake.answer('Invoices', invoicesAnswer(rows(3)));
  fake.answer('Invoice', invoiceAnswer(invoice()));
  fake.answer('InvoiceExplanation', explanationAnswer(null));
  fake.answer('PaymentLimit', limitAnswer());
  fake.answer('Checkout', checkoutAnswer());
  fake.answer('OpenInvoices', openAnswer([openInvoice('i1', '53.63', { status: 'OVERDUE' })]));
  fake.answer('StartPayment', started());
  fake.answer('Payment', paymentAnswer());
});

/** Opens the slice at an address. */
export async function openAt(path: string) {
  await open({ mount, unmount }, path);
  return userEvent.setup();
}

/** Mounts the tile of the home page. */
export async function openTile() {
  await open(parcels.balance);
  return userEvent.setup();
}

/** Reloads the page: only the address is kept. */
export async function reload() {
  await close();
  return openAt(location.pathname + location.search);
}

export { screen } from '@testing-library/dom';
export { lastAsked, promised, takeFaults, textOf } from '@ebok/shell/testing';
