// Payments for tests and for the standalone slice; documents are in fixtures.ts.
import type {
  CheckoutInvoiceFragment,
  CheckoutInvoiceQuery,
  OpenInvoicesQuery,
  CheckoutQuery,
  StartPaymentMutation,
} from './checkout/generated/graphql';
import type { PaymentLimitQuery } from './invoices/generated/graphql';
import type {
  CancelPaymentMutation,
  PaymentQuery,
  PaymentsQuery,
  WholePaymentFragment,
} from './payments/generated/graphql';

/** 1000 EUR at 4.2513. */
export const LIMIT = '4251.30';
export const OPERATOR_PAGE = 'https://testpay.autopay.eu/payment/continue/1/2';

export function limitAnswer(pln = LIMIT): PaymentLimitQuery {
  return {
    __typename: 'Query',
    service: {
      __typename: 'Service',
      paymentLimit: { __typename: 'PaymentLimit', eur: '1000.00', pln },
    },
  };
}

interface CheckoutFacts {
  amount?: string;
  pln?: string;
  bankAccount?: string | null;
}

export function checkoutAnswer(facts: CheckoutFacts = {}): CheckoutQuery {
  const { amount = '53.63', pln = LIMIT, bankAccount = '73111111111111111111111111' } = facts;
  return {
    __typename: 'Query',
    service: {
      __typename: 'Service',
      name: 'Elektrownia Dobra Energia S.A.',
      paymentLimit: {
        __typename: 'PaymentLimit',
        eur: '1000.00',
        pln,
        rate: '4.2513',
        rateTable: '224/A/NBP/2026',
        rateDate: '2026-11-20',
      },
    },
    customer: {
      __typename: 'Customer',
      id: 'c1',
      bankAccount,
      balance: { __typename: 'Balance', amount },
    },
  };
}

/** An open document as checkout queries it. */
export function openInvoice(
  id: string,
  outstanding: string,
  change: Partial<CheckoutInvoiceFragment> = {},
): CheckoutInvoiceFragment {
  return {
    __typename: 'Invoice',
    id,
    number: `FV/${id}`,
    kind: 'SETTLEMENT',
    status: 'DUE',
    issueDate: '2026-11-02',
    dueDate: '2026-12-07',
    outstanding,
    payable: true,
    transferCode: null,
    payments: [],
    ...change,
  };
}

/** An open document held by a pending payment. */
export function held(id: string, outstanding: string, paymentId = 'pay1'): CheckoutInvoiceFragment {
  return openInvoice(id, outstanding, {
    status: 'PENDING',
    payable: false,
    payments: [{ __typename: 'Payment', id: paymentId, status: 'PENDING' }],
  });
}

/** A document covered by a payment that succeeded. */
export function covered(id: string): CheckoutInvoiceFragment {
  return openInvoice(id, '0.00', { status: 'PENDING', payable: false });
}

/** Answers open documents page by page, as the gateway does. */
export function openAnswer(all: CheckoutInvoiceFragment[]) {
  return ({ first, after }: Record<string, unknown>): OpenInvoicesQuery => {
    const start = Number(after ?? 0);
    const page = all.slice(start, start + Number(first));
    return {
      __typename: 'Query',
      customer: {
        __typename: 'Customer',
        id: 'c1',
        invoices: {
          __typename: 'InvoiceConnection',
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: start + page.length < all.length,
            endCursor: page.length > 0 ? String(start + page.length) : null,
          },
          edges: page.map((node) => ({ __typename: 'InvoiceEdge', node })),
        },
      },
    };
  };
}

export function oneAnswer(invoice: CheckoutInvoiceFragment): CheckoutInvoiceQuery {
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', invoice } };
}

type Started = StartPaymentMutation['startPayment'];

export function started(change: Partial<Started> = {}): StartPaymentMutation {
  return {
    __typename: 'Mutation',
    startPayment: {
      __typename: 'StartPaymentPayload',
      payment: { __typename: 'Payment', id: 'pay1', status: 'PENDING' },
      redirectUrl: OPERATOR_PAGE,
      problems: [],
      ...change,
    },
  };
}

export function refused(code: Started['problems'][0]['code'], payment: Started['payment'] = null) {
  return started({ payment, redirectUrl: null, problems: [{ __typename: 'Problem', code }] });
}

export function payment(change: Partial<WholePaymentFragment> = {}): WholePaymentFragment {
  return {
    __typename: 'Payment',
    id: 'pay1',
    orderId: 'Rk3vB8sQ1x',
    amount: '53.63',
    status: 'PENDING',
    failure: null,
    channel: null,
    createdAt: '2026-11-23T09:00:00Z',
    finishedAt: null,
    redirectUrl: OPERATOR_PAGE,
    receiptUrl: null,
    items: [item('i1', '53.63')],
    ...change,
  };
}

type Item = WholePaymentFragment['items'][0];

export function item(id: string, amount: string, change: Partial<Item['invoice']> = {}): Item {
  return {
    __typename: 'PaymentItem',
    amount,
    invoice: {
      __typename: 'Invoice',
      id,
      number: `FV/${id}`,
      kind: 'SETTLEMENT',
      status: 'PENDING',
      outstanding: amount,
      ...change,
    },
  };
}

/** The fields of a payment that is over. */
export const SUCCEEDED: Partial<WholePaymentFragment> = {
  status: 'SUCCEEDED',
  channel: 'BLIK',
  receiptUrl: '/files/payments/pay1.pdf',
  finishedAt: '2026-11-23T09:03:00Z',
  redirectUrl: null,
  items: [item('i1', '53.63', { outstanding: '0.00' })],
};
export const FAILED: Partial<WholePaymentFragment> = {
  status: 'FAILED',
  failure: 'Na koncie zabrakło pieniędzy.',
  finishedAt: '2026-11-23T09:03:00Z',
  redirectUrl: null,
  items: [item('i1', '53.63', { status: 'OVERDUE' })],
};

export function paymentAnswer(change: Partial<WholePaymentFragment> = {}): PaymentQuery {
  return {
    __typename: 'Query',
    customer: { __typename: 'Customer', id: 'c1', payment: payment(change) },
  };
}

export function cancelled(
  change: Partial<WholePaymentFragment> | null,
  problem?: Started['problems'][0]['code'],
): CancelPaymentMutation {
  return {
    __typename: 'Mutation',
    cancelPayment: {
      __typename: 'StartPaymentPayload',
      payment: change && payment(change),
      problems: problem ? [{ __typename: 'Problem', code: problem }] : [],
    },
  };
}

export function paymentsAnswer(all: WholePaymentFragment[]) {
  return ({ first, after }: Record<string, unknown>): PaymentsQuery => {
    const start = Number(after ?? 0);
    const page = all.slice(start, start + Number(first));
    return {
      __typename: 'Query',
      customer: {
        __typename: 'Customer',
        id: 'c1',
        payments: {
          __typename: 'PaymentConnection',
          totalCount: all.length,
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: start + page.length < all.length,
            endCursor: page.length > 0 ? String(start + page.length) : null,
          },
          edges: page.map((node) => ({ __typename: 'PaymentEdge', node })),
        },
      },
    };
  };
}
