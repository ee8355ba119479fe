import { createHash } from 'node:crypto';
import { sqlInstant } from '../src/database/columns';
import { newId } from '../src/runtime/tokens';
import type { Api } from './api';

export const TICKET = `id number topic subject body status resolution note createdAt answerDueDate invoice { number } consumptionPoint { ppe }
  callBack { phone date from to } attachments { id name } replies { id body fromCustomer attachments { id } }`;
const CREATE = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { ${TICKET} } problems { code field message } } }`;
const REPLY = `mutation ($ticketId: ID!, $body: String!, $attachmentIds: [ID!], $key: String) {
  replyToTicket(ticketId: $ticketId, body: $body, attachmentIds: $attachmentIds, idempotencyKey: $key) { ticket { ${TICKET} } problems { code field message } } }`;

/** A ticket's input that is valid. */
export const ticketInput = (more: object = {}) => ({
  topic: 'INVOICE',
  subject: 'Pytanie o fakturę',
  body: 'Dlaczego jest wyższa niż zwykle?',
  ...more,
});

/** What a user does with tickets, through the API. */
export function ticketsOf(api: Api, cookie: string) {
  return {
    create: (input: object) => api.gql(CREATE, { input }, { cookie }),
    reply: (ticketId: string, body: string, more: object = {}) =>
      api.gql(REPLY, { ticketId, body, ...more }, { cookie }),
    /** A ticket that was written without problems. */
    created: async (input: object = ticketInput()) => {
      const { data, errors } = await api.gql(CREATE, { input }, { cookie });
      expect(errors).toEqual([]);
      expect(data.createTicket.problems).toEqual([]);
      return data.createTicket.ticket;
    },
    one: async (id: string) => {
      const { data, errors } = await api.gql(
        `query ($id: ID!) { customer { ticket(id: $id) { ${TICKET} } } }`,
        { id },
        { cookie },
      );
      expect(errors).toEqual([]);
      return data.customer.ticket;
    },
  };
}

/** A file that a user uploaded and nothing holds yet. */
export async function uploaded(
  api: Api,
  customerId: string,
  userId: string,
  more: object = {},
): Promise<string> {
  const id = newId();
  await api.insert('attachments', [
    {
      ...{ customerId, id, userId, name: 'licznik.jpg', mimeType: 'image/jpeg', size: 10, state: 'READY' },
      ...{ position: 0, createdAt: sqlInstant(new Date()), expiresAt: '2999-01-01 00:00:00.000' },
      ...more,
    },
  ]);
  return id;
}

/** The user of a cookie. */
export async function userOf(api: Api, cookie: string): Promise<string> {
  const id = createHash('sha256').update(cookie.slice('ebok='.length)).digest('base64url');
  const [row] = await api.database.query<{ userId: string }>('SELECT userId FROM sessions WHERE id = ?', [
    id,
  ]);
  return row!.userId;
}
