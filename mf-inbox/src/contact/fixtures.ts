// Fixtures of contact for tests and for standalone mode.
import type {
  AttachmentFileFragment,
  CallBackHoursQuery,
  ContactQuery,
  CreateTicketMutation,
  ReplyToTicketMutation,
  TicketDraftQuery,
  TicketInvoicesQuery,
  TicketPointsQuery,
  TicketQuery,
  TicketRowFragment,
  TicketsQuery,
  TicketsQueryVariables,
} from './generated/graphql';

type Ticket = TicketQuery['customer']['ticket'];
type Draft = NonNullable<TicketDraftQuery['customer']['ticketDraft']>;
type Problems = CreateTicketMutation['createTicket']['problems'];

const CUSTOMER = { __typename: 'Customer', id: 'c1' } as const;

export function ticketRow(number: number, change: Partial<TicketRowFragment> = {}): TicketRowFragment {
  return {
    __typename: 'Ticket',
    id: `t${number}`,
    number: `Z/2026/11/00${number}`,
    topic: 'INVOICE',
    subject: `Pytanie o rachunek ${number}`,
    status: 'ANSWERED',
    createdAt: '2026-11-20T09:30:00Z',
    answerDueDate: null,
    ...change,
  };
}

export function file(id: string, change: Partial<AttachmentFileFragment> = {}): AttachmentFileFragment {
  return {
    __typename: 'Attachment',
    id,
    name: `${id}.pdf`,
    size: 2_400_000,
    url: `/files/attachments/${id}?customer=c1`,
    state: 'READY',
    ...change,
  };
}

export function reply(id: string, change: Partial<Ticket['replies'][0]> = {}): Ticket['replies'][0] {
  return {
    __typename: 'TicketReply',
    id,
    body: 'Korekta jest w drodze.',
    fromCustomer: false,
    createdAt: '2026-11-21T10:00:00Z',
    attachments: [],
    ...change,
  };
}

export function ticket(change: Partial<Ticket> = {}): Ticket {
  return {
    ...ticketRow(1, { status: 'RECEIVED' }),
    body: 'Skąd taka kwota?\nProszę o wyjaśnienie.',
    resolution: null,
    note: null,
    invoice: null,
    consumptionPoint: null,
    callBack: null,
    attachments: [],
    replies: [],
    ...change,
  };
}

export function ticketAnswer(change: Partial<Ticket> = {}): TicketQuery {
  return { __typename: 'Query', customer: { ...CUSTOMER, ticket: ticket(change) } };
}

export function draft(change: Partial<Draft> = {}): Draft {
  return {
    __typename: 'TicketDraft',
    topic: 'INVOICE',
    subject: 'Za wysoka kwota',
    body: 'W październiku',
    savedAt: '2026-11-29T18:20:00Z',
    invoice: null,
    consumptionPoint: null,
    callBack: null,
    attachments: [],
    ...change,
  };
}

export function draftAnswer(ticketDraft: Draft | null): TicketDraftQuery {
  return { __typename: 'Query', customer: { ...CUSTOMER, ticketDraft } };
}

export function contactAnswer(ticketDraft: Draft | null = null): ContactQuery {
  const channel = (audience: 'PERSON' | 'COMPANY', end: string) => ({
    __typename: 'SupportChannel' as const,
    audience,
    email: `${audience.toLowerCase()}@prad.example`,
    phone: `22 100 20 ${end}`,
    hours: 'pon.–pt. 8:00–18:00',
  });
  return {
    __typename: 'Query',
    service: { __typename: 'Service', support: [channel('PERSON', '30'), channel('COMPANY', '40')] },
    customer: { ...CUSTOMER, ticketDraft },
  };
}

/** Answers pages of the list as the gateway does. */
export function ticketsAnswer(
  count: number,
  all = Array.from({ length: count }, (_, n) => ticketRow(n + 1)),
) {
  return (variables: Record<string, unknown>): TicketsQuery => {
    const { first, after } = variables as TicketsQueryVariables;
    const start = Number(after ?? 0);
    const page = all.slice(start, start + first);
    return {
      __typename: 'Query',
      customer: {
        ...CUSTOMER,
        tickets: {
          __typename: 'TicketConnection',
          totalCount: all.length,
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: start + first < all.length,
            endCursor: page.length > 0 ? String(start + page.length) : null,
          },
          edges: page.map((node) => ({ __typename: 'TicketEdge', node })),
        },
      },
    };
  };
}

export function hoursAnswer(phone: string | null = '+48600100200'): CallBackHoursQuery {
  const hours = [{ __typename: 'OpeningHours' as const, from: '08:00', to: '18:00' }];
  const callBackDays = ['01', '02', '03', '04', '07'].map((day) => ({
    __typename: 'CallBackDay' as const,
    date: `2026-12-${day}`,
    hours,
  }));
  return {
    __typename: 'Query',
    service: {
      __typename: 'Service',
      support: [{ __typename: 'SupportChannel', audience: 'PERSON', callBackDays }],
    },
    customer: { ...CUSTOMER, contact: { __typename: 'Contact', phone } },
  };
}

export const invoice = (id: string) =>
  ({ __typename: 'Invoice', id, number: `FV/${id}`, issueDate: '2026-11-02', gross: '53.63' }) as const;

export function invoicesAnswer(...ids: string[]): TicketInvoicesQuery {
  const edges = ids.map((id) => ({ __typename: 'InvoiceEdge' as const, node: invoice(id) }));
  return {
    __typename: 'Query',
    customer: { ...CUSTOMER, invoices: { __typename: 'InvoiceConnection', edges } },
  };
}

export function pointsAnswer(): TicketPointsQuery {
  const point = (id: string, label: string) => ({ __typename: 'ConsumptionPoint' as const, id, label });
  return {
    __typename: 'Query',
    customer: { ...CUSTOMER, consumptionPoints: [point('p1', 'Dom'), point('p2', 'Działka')] },
  };
}

export function createdAnswer(problems: Problems = []): CreateTicketMutation {
  const { id, number } = ticketRow(1);
  return {
    __typename: 'Mutation',
    createTicket: {
      __typename: 'TicketPayload',
      ticket: problems.length > 0 ? null : { __typename: 'Ticket', id, number },
      problems,
    },
  };
}

export function repliedAnswer(replies: Ticket['replies'], problems: Problems = []): ReplyToTicketMutation {
  return {
    __typename: 'Mutation',
    replyToTicket: {
      __typename: 'TicketPayload',
      ticket: problems.length > 0 ? null : { __typename: 'Ticket', id: 't1', status: 'RECEIVED', replies },
      problems,
    },
  };
}

export const savedAnswer = (savedAt: string | null = '2026-11-30T12:00:00Z') => ({
  __typename: 'Mutation',
  saveTicketDraft: savedAt && { __typename: 'TicketDraft', savedAt },
});

/** The gateway's sentence at a field. */
export const problem = (field: string | null, message: string): Problems[0] => ({
  __typename: 'Problem',
  code: 'INVALID_VALUE',
  field,
  message,
});
