import type { ServiceFragment, ServicesQuery } from './generated/graphql';

export function service(id: string, change: Partial<ServiceFragment> = {}): ServiceFragment {
  return {
    __typename: 'AdditionalService',
    id,
    name: `Usługa ${id}`,
    description: 'Elektryk w ciągu doby.',
    monthlyPrice: '12.99',
    ordered: false,
    orderable: true,
    order: null,
    ...change,
  };
}

export function ordered(
  state: NonNullable<ServiceFragment['order']>['state'],
  note: string | null = null,
): Partial<ServiceFragment> {
  return {
    orderable: state !== 'REQUESTED' && state !== 'CONFIRMED',
    order: {
      __typename: 'ServiceOrder',
      state,
      orderedAt: '2024-03-02T10:00:00Z',
      monthlyPrice: '12.99',
      note,
      ticket: { __typename: 'Ticket', id: 't1', number: 'Z/1' },
    },
  };
}

export function servicesAnswer(
  services: ServiceFragment[],
  kind: ServicesQuery['customer']['kind'] = 'PERSON',
): ServicesQuery {
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', kind, services } };
}
