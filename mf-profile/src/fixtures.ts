// Fixtures for tests and for standalone mode.
import type { ProfileQuery } from './overview/generated/graphql';

type Customer = ProfileQuery['customer'];

const HOME = {
  __typename: 'Address',
  line1: 'ul. Polna 1',
  line2: '00-001 Warszawa',
  country: 'PL',
} as const;
const NOWHERE = { __typename: 'Address', line1: '', line2: '', country: 'PL' } as const;

/** The first points of `totalCount`. */
export function someOf(shown: number, totalCount: number): Customer['consumptionPointList'] {
  return {
    __typename: 'ConsumptionPointConnection',
    totalCount,
    edges: Array.from({ length: shown }, (_, n) => ({
      __typename: 'ConsumptionPointEdge',
      node: {
        __typename: 'ConsumptionPoint',
        id: `p${n + 1}`,
        label: `ul. Łąkowa ${n + 1}, 00-001 Warszawa`,
      },
    })),
  };
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
  documents: [
    {
      __typename: 'Document',
      id: 'terms@2',
      slug: 'terms',
      title: 'Regulamin eBOK',
      version: '2',
      validFrom: '2026-01-01',
      acceptedAt: '2026-01-05T08:30:00Z',
    },
    {
      __typename: 'Document',
      id: 'price list@1',
      slug: 'price list',
      title: 'Cennik energii',
      version: '1',
      validFrom: '2026-02-01',
      acceptedAt: null,
    },
  ],
  consumptionPointList: someOf(1, 1),
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
  consumptionPointList: someOf(0, 0),
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
    },
    customer: { ...PERSON, ...change },
  };
}
