import { keyOf } from '../src/database/columns';
import type { Api } from './api';
import { customerRow, insertContents, invoiceRow } from './world';

const TICKET = 'id number topic status subject body note consumptionPoint { ppe } attachments { id }';
const SUBMIT = `mutation ($input: MeterReadingInput!) { submitMeterReading(input: $input) {
  ticket { ${TICKET} } problems { code field message } } }`;
const STATE = `remote earliestDay latestDay zones { zone lastReading { takenOn kwh source } }
  submitted { id takenOn values { zone kwh } submittedAt confirmed state note ticket { number } }`;
const POINTS = `{ customer { consumptionPoints { meterReading { ${STATE} } } } }`;
const POINT = `query ($id: ID!) { customer { consumptionPoint(id: $id) { meterReading { ${STATE} } } } }`;

/** The meter of the world below, twenty days after its last reading. */
export const METER = '93610042';
export const CLOCK = '2026-03-20T10:00:00Z';

/**
 * Customers A and B, and two documents of A about the point, which is not among them: 10 kWh a day and 5 a night.
 * What is known last is 2200.25 and 1100 kWh on 28 February 2026.
 */
export async function meterWorld(api: Api, ppe: string): Promise<void> {
  await api.insert('customers', [customerRow('A'), customerRow('B')]);
  await api.insert('invoices', [
    invoiceRow('A', 'FV/1', { issueDate: '2026-01-05' }),
    invoiceRow('A', 'FV/2', { issueDate: '2026-03-05' }),
  ]);
  const reading = (zone: string, from: string, to: string, states: [string, string], usedWh: number) => ({
    ...{ meterNumber: METER, zone, from, to, previous: states[0], current: states[1], usedWh },
    method: 'fizyczny',
  });
  const winter = ['2025-11-01', '2025-12-31'] as const;
  const spring = ['2026-01-01', '2026-02-28'] as const;
  await insertContents(api, 'A', 'FV/1', {
    readings: [
      reading('dzienna', ...winter, ['1000', '1610'], 610_000),
      reading('nocna', ...winter, ['500', '805'], 305_000),
    ],
  });
  await insertContents(api, 'A', 'FV/2', {
    readings: [
      reading('dzienna', ...spring, ['1610', '2200,25'], 590_000),
      reading('nocna', ...spring, ['805', '1100'], 295_000),
      // Of another point on the same document.
      { ...reading('dzienna', ...spring, ['7', '9'], 2_000), meterNumber: '1' },
    ],
  });
  const pointId = keyOf(ppe);
  await api.insert(
    'invoice_points',
    ['FV/1', 'FV/2'].map((number) => ({ customerId: keyOf('A'), invoiceId: keyOf(number), pointId })),
  );
}

/** What a user does about meter readings, through the API. */
export function readingsOf(api: Api, cookie: string) {
  const submit = (input: object) => api.gql(SUBMIT, { input }, { cookie });
  const answered = async (input: object) => {
    const { data, errors } = await submit(input);
    expect(errors).toEqual([]);
    return data.submitMeterReading;
  };
  return {
    submit,
    /** The ticket of a reading that was taken without problems. */
    submitted: async (input: object) => {
      const { ticket, problems } = await answered(input);
      expect(problems).toEqual([]);
      return ticket;
    },
    /** Why a reading was not taken. */
    problems: async (input: object): Promise<{ code: string; field: string; message: string }[]> => {
      const { ticket, problems } = await answered(input);
      expect(ticket).toBeNull();
      return problems;
    },
    /** The state of the customer's only point. */
    state: async () => {
      const { data, errors } = await api.gql(POINTS, null, { cookie });
      expect(errors).toEqual([]);
      return data.customer.consumptionPoints[0].meterReading;
    },
    point: (id: string) => api.gql(POINT, { id }, { cookie }),
  };
}
