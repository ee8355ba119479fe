import DataLoader from 'dataloader';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { Payment, PaymentItemRow } from './payment.entity';
import type { PaymentService } from './payment.service';

interface PaymentLoaders {
  /** Payments that a document was in. */
  invoicePayments: DataLoader<CustomerKey, Payment[], string>;
  /** Customer id → payments that are open. */
  openPayments: DataLoader<string, Payment[]>;
  paymentItems: DataLoader<CustomerKey, PaymentItemRow[], string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends PaymentLoaders {}
}

export function paymentLoaders(payments: PaymentService): PaymentLoaders {
  return {
    invoicePayments: customerLoader<Payment[]>((c, ids) => payments.ofInvoices(c, ids), []),
    openPayments: new DataLoader((ids) => payments.open(ids)),
    paymentItems: customerLoader<PaymentItemRow[]>((c, ids) => payments.items(c, ids), []),
  };
}
