// Fixtures for tests and for standalone mode.
import { session } from '@ebok/shell';
import type {
  PointDocumentsQuery,
  PointFragment,
  PointInvoiceFragment,
  ProfileQuery,
} from './operations/generated/graphql';

type Customer = ProfileQuery['customer'];

const HOME = {
  __typename: 'Address',
  line1: 'ul. Polna 1',
  line2: '00-001 Warszawa',
  country: 'PL',
} as const;
const NOWHERE = { __typename: 'Address', line1: '', line2: '', country: 'PL' } as const;

export function point(number: number, change: Partial<PointFragment> = {}): PointFragment {
  const line1 = `ul. Łąkowa ${number}`;
  return {
    __typename: 'ConsumptionPoint',
    id: `p${number}`,
    ppe: `59054350000000${String(number).padStart(4, '0')}`,
    label: `${line1}, 00-001 Warszawa`,
    address: { ...HOME, line1 },
    meterNumber: `M-${number}`,
    tariff: 'G11',
    distributor: 'Sieć Miejska S.A.',
    contractedPowerKw: 12.5,
    contractFrom: '2020-01-01',
    contractTo: null,
    producer: false,
    ...change,
  };
}

export function points(count: number): PointFragment[] {
  return Array.from({ length: count }, (_, n) => point(n + 1));
}

/** A person. */
export const PERSON: Customer = {
  __typename: 'Customer',
  id: 'c1',
  number: 'K-1',
  kind: 'PERSON',
  name: 'Jan Kowalski',
  taxId: '440*****359',
  bankAccount: '73111111111111111111111111',
  contact: {
    __typename: 'Contact',
    email: 'jan@kowalski.pl',
    phone: '555 777 999',
    address: HOME,
    correspondenceAddress: HOME,
  },
  consumptionPoints: [point(1)],
};

export const COMPANY: Partial<Customer> = {
  id: 'c2',
  number: 'F-2',
  kind: 'COMPANY',
  name: 'F.H.U. Jan Kowalski',
  taxId: '5265877635',
  contact: {
    __typename: 'Contact',
    email: 'biuro@kowalski.pl',
    phone: null,
    address: HOME,
    correspondenceAddress: { ...HOME, line1: 'Hauptstraße 5', line2: '10115 Berlin', country: 'DE' },
  },
};

/** All optional fields missing. */
export const UNKNOWN: Partial<Customer> = {
  taxId: null,
  bankAccount: null,
  contact: {
    __typename: 'Contact',
    email: null,
    phone: null,
    address: NOWHERE,
    correspondenceAddress: NOWHERE,
  },
  consumptionPoints: [],
};

export function profile(change: Partial<Customer> = {}): ProfileQuery {
  const channel = { __typename: 'SupportChannel' } as const;
  return {
    __typename: 'Query',
    service: {
      __typename: 'Service',
      support: [
        { ...channel, audience: 'PERSON', email: 'dom@jasna.example', phone: '22 100 10 10', hours: '8–20' },
        {
          ...channel,
          audience: 'COMPANY',
          email: 'firmy@jasna.example',
          phone: '+48 22 100 10 20',
          hours: '8–16',
        },
      ],
      terms: {
        __typename: 'Document',
        id: 'terms@2',
        title: 'Regulamin eBOK',
        version: '2',
        validFrom: '2026-01-01',
        url: '/files/documents/terms/2',
      },
    },
    customer: { ...PERSON, ...change },
  };
}

export function invoice(number: number, change: Partial<PointInvoiceFragment> = {}): PointInvoiceFragment {
  return {
    __typename: 'Invoice',
    id: `i${number}`,
    number: `FV2026/02/${number}`,
    kind: 'SETTLEMENT',
    status: 'PAID',
    outstanding: '0.00',
    issueDate: '2026-02-28',
    gross: '53.63',
    ...change,
  };
}

/** The documents of a point: the first three of `totalCount`. */
export function documents(id: string, invoices: PointInvoiceFragment[], totalCount = invoices.length) {
  const answer: PointDocumentsQuery = {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: session.current?.customer.id ?? '',
      consumptionPoint: {
        __typename: 'ConsumptionPoint',
        id,
        invoices: {
          __typename: 'InvoiceConnection',
          totalCount,
          edges: invoices.map((node) => ({ __typename: 'InvoiceEdge', node })),
        },
      },
    },
  };
  return answer;
}
