import type {
  MeterReadingQuery,
  MeterReadingsFragment,
  MeterZoneFragment,
  SubmittedReadingFragment,
} from './generated/graphql';

/** A zone with its last reading; null where none is known. */
export function zone(name: string, kwh: number | null = 1020): MeterZoneFragment {
  const last = { __typename: 'LastReading', takenOn: '2026-02-28', kwh: kwh ?? 0, source: 'READ' } as const;
  return { __typename: 'MeterZone', zone: name, lastReading: kwh === null ? null : last };
}

/** A reading of one zone that was submitted. */
export function submitted(change: Partial<SubmittedReadingFragment> = {}): SubmittedReadingFragment {
  return {
    __typename: 'SubmittedReading',
    id: 't1',
    takenOn: '2026-03-14',
    values: [{ __typename: 'ZoneReading', zone: 'całodobowa', kwh: 1030 }],
    submittedAt: '2026-03-14T10:00:00Z',
    state: 'SUBMITTED',
    note: null,
    ticket: { __typename: 'Ticket', id: 't1', number: 'Z/1' },
    ...change,
  };
}

/** What the gateway answers of a point whose meter has one zone. */
export function meterAnswer(
  id: string,
  change: Partial<MeterReadingsFragment> = {},
  meterNumber: string | null = 'M-1',
): MeterReadingQuery {
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      consumptionPoint: {
        __typename: 'ConsumptionPoint',
        id,
        label: 'ul. Łąkowa 1, 00-001 Warszawa',
        meterNumber,
        meterReading: {
          __typename: 'MeterReadingState',
          remote: false,
          earliestDay: '2026-03-01',
          latestDay: '2026-03-15',
          zones: [zone('całodobowa')],
          submitted: [],
          ...change,
        },
      },
    },
  };
}

/** The gateway took a reading. */
export const taken = {
  submitMeterReading: {
    __typename: 'TicketPayload',
    ticket: { __typename: 'Ticket', id: 't1', number: 'Z/1' },
    problems: [],
  },
} as const;

/** The gateway's problems. */
export function refused(...problems: [field: string | null, message: string][]) {
  return {
    submitMeterReading: {
      __typename: 'TicketPayload',
      ticket: null,
      problems: problems.map(([field, message]) => ({
        ...{ __typename: 'Problem', code: 'INVALID_VALUE' },
        ...{ field, message },
      })),
    },
  };
}
