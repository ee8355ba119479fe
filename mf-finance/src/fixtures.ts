// Fixtures for tests and for the standalone slice.
import type { BalanceQuery } from './balance/generated/graphql';
import type { InvoiceQuery } from './invoices/document/generated/graphql';
import type {
  InvoicePointsQuery,
  InvoiceRowFragment,
  InvoicesQuery,
  InvoicesQueryVariables,
} from './invoices/generated/graphql';

export type Invoice = InvoiceQuery['customer']['invoice'];
type Customer = BalanceQuery['customer'];
type Balance = Customer['balance'];

const HOME = { __typename: 'ConsumptionPoint', id: 'p1', label: 'ul. Polna 1, 00-001 Warszawa' } as const;
const COTTAGE = { __typename: 'ConsumptionPoint', id: 'p2', label: 'Domek letni' } as const;
/** 1000 EUR at 4.2513. */
const SERVICE = {
  __typename: 'Service' as const,
  paymentLimit: { __typename: 'PaymentLimit' as const, pln: '4251.30' },
};
const NOTHING = { __typename: 'BalancePart', amount: '0.00', documents: 0, earliestDueDate: null } as const;

export function balance(change: Partial<Balance> = {}, customer: Partial<Customer> = {}): BalanceQuery {
  return {
    __typename: 'Query',
    service: SERVICE,
    customer: {
      __typename: 'Customer',
      id: 'c1',
      bankAccount: '73111111111111111111111111',
      balance: {
        __typename: 'Balance',
        amount: '53.63',
        state: 'RED',
        overdue: {
          __typename: 'BalancePart',
          amount: '53.63',
          documents: 1,
          earliestDueDate: '2026-03-15',
        },
        upcoming: NOTHING,
        pendingPayments: '0.00',
        credits: '0.00',
        overpayment: '0.00',
        openPayments: [],
        ...change,
      },
      ...customer,
    },
  };
}

export const SETTLED: Partial<Balance> = { amount: '0.00', state: 'NEUTRAL', overdue: NOTHING };
export const OVERPAID: Partial<Balance> = {
  amount: '-12.50',
  state: 'BLUE',
  overdue: NOTHING,
  credits: '12.50',
};
export const UPCOMING: Partial<Balance> = {
  amount: '1234.56',
  state: 'NEUTRAL',
  overdue: NOTHING,
  upcoming: { __typename: 'BalancePart', amount: '1234.56', documents: 2, earliestDueDate: '2026-12-07' },
};

/** The document of the acceptance test: two months of electricity, overdue. */
export function invoice(change: Partial<Invoice> = {}): Invoice {
  return {
    __typename: 'Invoice',
    id: 'i1',
    number: 'FV2026/02/150',
    kind: 'SETTLEMENT',
    status: 'OVERDUE',
    issueDate: '2026-02-28',
    dueDate: '2026-03-15',
    periodFrom: '2026-01-01',
    periodTo: '2026-02-28',
    supplyDate: null,
    net: '43.60',
    vat: '10.03',
    gross: '53.63',
    outstanding: '53.63',
    payable: true,
    consumptionPoints: [{ ...HOME, ppe: '590543500000000018', ownLabel: null, tariff: 'G11' }],
    lines: [line(1, 'Razem za energię czynną', '18.00'), line(2, 'Razem za usługi dystrybucji', '25.60')],
    details: DETAILS,
    previousYearKwh: 118,
    readings: [
      {
        __typename: 'InvoiceReading',
        meterNumber: '99999999',
        zone: 'całodobowa',
        from: '2026-01-01',
        to: '2026-02-28',
        previous: '1000',
        current: '1020',
        usedKwh: 20,
        method: 'Fizyczny',
      },
    ],
    correctsAll: [],
    correctedBy: [],
    payments: [],
    ksefNumber: null,
    ksefVerificationUrl: null,
    printedPoints: [],
    bankAccount: null,
    payee: 'Elektrownia Dobra Energia S.A.',
    annotations: [],
    buyer: null,
    otherParties: [],
    vatRates: [],
    transferCode: '|PL|73111111111111111111111111|005363|Elektrownia Dobra En|FV2026/02/150|||',
    pdfUrl: '/files/invoices/i1.pdf',
    calendarUrl: '/files/invoices/c1/i1.ics',
    ...change,
  };
}

export function line(position: number, name: string, net: string, change: Partial<Invoice['lines'][0]> = {}) {
  return {
    __typename: 'InvoiceLine' as const,
    position,
    name,
    quantity: null,
    unit: null,
    unitPrice: null,
    net,
    gross: null,
    unpriced: null,
    vatRate: '23',
    group: null,
    ...change,
  };
}

export function invoiceAnswer(document: Invoice, bankAccount: string | null = '73111111111111111111111111') {
  const answer: InvoiceQuery = {
    __typename: 'Query',
    service: { ...SERVICE, name: 'Elektrownia Dobra Energia S.A.' },
    customer: { __typename: 'Customer', id: 'c1', bankAccount, invoice: document },
  };
  return answer;
}

export function tied(id: string, number: string, gross: string): Invoice['correctsAll'][0] {
  return { __typename: 'Invoice', id, number, issueDate: '2026-02-28', gross };
}

export function row(number: number, change: Partial<InvoiceRowFragment> = {}): InvoiceRowFragment {
  return {
    __typename: 'Invoice',
    id: `i${number}`,
    number: `FV2025/${String(number).padStart(3, '0')}`,
    kind: 'SETTLEMENT',
    status: 'PAID',
    issueDate: '2025-11-30',
    dueDate: '2025-12-15',
    periodFrom: '2025-10-01',
    periodTo: '2025-11-30',
    gross: '150.00',
    outstanding: '0.00',
    payable: change.status === 'OVERDUE' || change.status === 'DUE',
    consumptionPoints: [HOME],
    ...change,
  };
}

/** `count` documents: the overdue one of the acceptance test, one due, one credit, the rest paid. */
export function rows(count: number): InvoiceRowFragment[] {
  const { id, number, kind, status, issueDate, dueDate, periodFrom, periodTo, gross, outstanding } =
    invoice();
  const overdue = { id, number, kind, status, issueDate, dueDate, periodFrom, periodTo, gross, outstanding };
  const special = [
    row(1, overdue),
    row(2, {
      number: 'P/2026/11/0007',
      kind: 'FORECAST',
      status: 'DUE',
      issueDate: '2026-11-02',
      dueDate: '2026-12-07',
      gross: '1234.56',
      outstanding: '1234.56',
      consumptionPoints: [COTTAGE],
    }),
    row(3, { kind: 'CORRECTION', status: 'CREDIT', gross: '-40.00', outstanding: '-40.00', dueDate: null }),
  ];
  return [...special, ...Array.from({ length: count }, (_, n) => row(n + 4))].slice(0, count);
}

/** Answers pages of a list as the gateway does; it filters by status and text only. */
export function invoicesAnswer(all: InvoiceRowFragment[]) {
  return (variables: Record<string, unknown>): InvoicesQuery => {
    const { filter, first, after } = variables as InvoicesQueryVariables;
    const fitting = all.filter(
      ({ status, number }) =>
        (!filter?.status || filter.status.includes(status)) && number.includes(filter?.search ?? ''),
    );
    const start = Number(after ?? 0);
    const page = fitting.slice(start, start + first);
    return {
      __typename: 'Query',
      customer: {
        __typename: 'Customer',
        id: 'c1',
        invoices: {
          __typename: 'InvoiceConnection',
          totalCount: fitting.length,
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: start + first < fitting.length,
            endCursor: page.length > 0 ? String(start + page.length) : null,
          },
          edges: page.map((node) => ({ __typename: 'InvoiceEdge', node })),
        },
      },
    };
  };
}

export function pointsAnswer(count: 1 | 2): InvoicePointsQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      consumptionPoints: [HOME, COTTAGE].slice(0, count),
    },
  };
}

const DETAILS: Invoice['details'] = [
  {
    __typename: 'InvoiceDetail',
    title: '',
    header: [],
    rows: [
      ['Miejsce poboru energii', 'ul. Polna 1, 00-001 Warszawa'],
      ['Kod PPE', '590543500000000018'],
      ['Grupa taryfowa', 'G11'],
    ],
  },
  {
    __typename: 'InvoiceDetail',
    title: 'Rozliczenie - usługa dystrybucji energii',
    header: [
      'Opis/Strefa',
      'j. m.',
      'Data',
      'Ilość',
      'Ilość m-cy',
      'Współczynniki',
      'Cena jedn. netto (zł)',
      'Należność netto (zł)',
      'Stawka VAT(%)',
    ],
    rows: [
      ['Opłata stała sieciowa - układ 1-fazowy'],
      ['-', 'zł/mc', '2026-02-28', '-', '2', '0.0000', '7.3000', '14.60', '23'],
      ['Opłata zmienna sieciowa'],
      ['całodobowa', 'kWh', '2026-02-28', '20', '-', '-', '0.2500', '5.00', '23'],
    ],
  },
];
