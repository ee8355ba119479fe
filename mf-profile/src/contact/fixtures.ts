import type { ContactChangeFragment, ContactQuery, OpenDocumentFragment } from './generated/graphql';

type Customer = ContactQuery['customer'];

const HOME = {
  __typename: 'Address',
  line1: 'ul. Polna 1',
  line2: '00-001 Warszawa',
  country: 'PL',
} as const;

/** A request to change the e-mail address that has just been made. */
export function change(more: Partial<ContactChangeFragment> = {}): ContactChangeFragment {
  return {
    __typename: 'ContactChange',
    id: 't1-EMAIL',
    field: 'EMAIL',
    state: 'REQUESTED',
    previousValue: 'jan@kowalski.pl',
    requestedValue: 'nowy@kowalski.pl',
    previousAddress: null,
    requestedAddress: null,
    requestedAt: '2026-03-02T10:00:00Z',
    cancellableUntil: '2026-03-03T10:00:00Z',
    sentAt: null,
    ticket: { __typename: 'Ticket', id: 't1', number: 'Z/2026/03/7K2M9QXA', note: null },
    ...more,
  };
}

export function openDocument(number: string, more: Partial<OpenDocumentFragment> = {}): OpenDocumentFragment {
  return {
    __typename: 'Invoice',
    id: `i-${number}`,
    number,
    dueDate: '2026-03-15',
    outstanding: '53.63',
    bankAccount: null,
    payee: 'Jasna Energia',
    transferCode: `|PL|73111111111111111111111111|005363|Jasna Energia|${number}|||`,
    ...more,
  };
}

/** A household that owes two documents. */
export function contactAnswer(
  more: Partial<Omit<Customer, 'invoices'>> = {},
  documents: OpenDocumentFragment[] = [openDocument('FV/1'), openDocument('FV/2', { outstanding: '10.00' })],
): ContactQuery {
  return {
    __typename: 'Query',
    service: { __typename: 'Service', name: 'Jasna Energia' },
    customer: {
      __typename: 'Customer',
      id: 'c1',
      number: 'K-1',
      bankAccount: '73111111111111111111111111',
      contact: {
        __typename: 'Contact',
        email: 'jan@kowalski.pl',
        phone: '+48555777999',
        address: HOME,
        correspondenceAddress: HOME,
      },
      contactChanges: [],
      balance: {
        __typename: 'Balance',
        amount: '63.63',
        transferCode: '9992000001|PL|73111111111111111111111111|006363|Jasna Energia|K-1|||',
      },
      ...more,
      invoices: {
        __typename: 'InvoiceConnection',
        totalCount: documents.length,
        edges: documents.map((node) => ({ __typename: 'InvoiceEdge', node })),
      },
    },
  };
}

export const taken = {
  requestContactChange: {
    __typename: 'TicketPayload',
    ticket: { __typename: 'Ticket', id: 't1' },
    problems: [],
  },
} as const;

/** The gateway's problems. */
export function refused(...problems: [code: string, field: string | null, message: string][]) {
  return {
    requestContactChange: {
      __typename: 'TicketPayload',
      ticket: null,
      problems: problems.map(([code, field, message]) => ({ __typename: 'Problem', code, field, message })),
    },
  };
}
