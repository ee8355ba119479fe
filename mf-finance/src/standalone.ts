// The standalone slice, on the shell's fake. `?balance=1` and `?balance=2` show other balances.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount, parcels } from './lifecycle';
import { explanationAnswer } from './fixtures.explanation';
import {
  balance,
  invoice,
  invoiceAnswer,
  invoicesAnswer,
  OVERPAID,
  pointsAnswer,
  rows,
  tied,
  UPCOMING,
} from './fixtures';
import {
  checkoutAnswer,
  FAILED,
  limitAnswer,
  openAnswer,
  openInvoice,
  payment,
  paymentAnswer,
  paymentsAnswer,
  refused,
  SUCCEEDED,
} from './fixtures.payments';

const THREE = [
  openInvoice('i1', '3000.00', { number: 'FV2026/02/150', status: 'OVERDUE', dueDate: '2026-03-15' }),
  openInvoice('i2', '1234.56', { number: 'P/2026/11/0007', kind: 'FORECAST' }),
  openInvoice('i3', '2500.00', { number: 'FV2026/10/031' }),
];
const payments = [payment(), payment({ id: 'pay2', ...SUCCEEDED }), payment({ id: 'pay3', ...FAILED })];

const balances = [balance(), balance(OVERPAID), balance(UPCOMING)];
const parameters = new URLSearchParams(location.search);

fake.answer('Balance', balances[Number(parameters.get('balance') ?? 0)] ?? balance());
fake.answer('InvoicePoints', pointsAnswer(2));
fake.answer('Invoices', invoicesAnswer(rows(55)));
fake.answer('Invoice', ({ id }) =>
  id === 'i1'
    ? invoiceAnswer(
        invoice({
          correctsAll: [tied('i2', 'FV2026/01/099', '61.20')],
          correctedBy: [tied('i3', 'FK2026/03/004', '-12.00')],
          ksefNumber: '9999999999-20260228-0100001AF629-AF',
          ksefVerificationUrl: 'https://qr.ksef.mf.gov.pl/invoice/9999999999/28-02-2026/x',
        }),
      )
    : fake.error('NOT_FOUND'),
);
fake.answer('InvoiceExplanation', explanationAnswer());
fake.answer('PaymentLimit', limitAnswer());
fake.answer('Checkout', checkoutAnswer({ amount: '6734.56' }));
fake.answer('OpenInvoices', openAnswer(THREE));
fake.answer('StartPayment', refused('OPERATOR_UNAVAILABLE'));
fake.answer('Payment', ({ id }) => paymentAnswer(payments.find((one) => one.id === id)));
fake.answer('Payments', paymentsAnswer(payments));
if (location.pathname === '/') history.replaceState(null, '', '/finanse');

const props = { onFault: console.error };
const tile = document.getElementById('tile');
const slice = document.getElementById('slice');
if (tile) void parcels.balance.mount({ ...props, domElement: tile });
if (slice) void mount({ ...props, domElement: slice });
