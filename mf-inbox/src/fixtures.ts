// Fixtures for tests and for standalone mode.
import type {
  MessageQuery,
  MessageRowFragment,
  MessagesQuery,
  MessagesQueryVariables,
  NewestMessagesQuery,
  OwnMailboxQuery,
} from './operations/generated/graphql';
import type { UnreadMessagesQuery } from './unread/generated/graphql';

export type Message = MessageQuery['customer']['message'];

export function row(number: number, change: Partial<MessageRowFragment> = {}): MessageRowFragment {
  return {
    __typename: 'Message',
    id: `m${number}`,
    kind: 'ANNOUNCEMENT',
    subject: `Przerwa w dostawie ${number}`,
    language: null,
    sentAt: '2026-03-29T06:00:00Z',
    readAt: '2026-03-30T06:00:00Z',
    ...change,
  };
}

/** Two unread messages, and read ones up to `count`. */
export function rows(count: number): MessageRowFragment[] {
  const unread = { readAt: null };
  const special = [
    row(1, { ...unread, kind: 'INVOICE_ISSUED', subject: 'Nowy dokument FV2026/02/150' }),
    row(2, { ...unread, kind: 'DUNNING', subject: 'Wezwanie do zapłaty' }),
  ];
  return [...special, ...Array.from({ length: count }, (_, n) => row(n + 3))].slice(0, count);
}

export function message(change: Partial<Message> = {}): Message {
  return {
    ...row(1, { readAt: null, kind: 'INVOICE_ISSUED', subject: 'Nowy dokument FV2026/02/150' }),
    body: 'Wystawiliśmy dokument.\nWięcej: https://www.ure.gov.pl/pl/konsumenci.',
    invoice: { __typename: 'Invoice', id: 'i1', number: 'FV2026/02/150', payable: true },
    ticket: null,
    deliveries: [
      {
        __typename: 'Delivery',
        channel: 'PORTAL',
        recipient: '',
        status: 'SENT',
        at: '2026-03-29T06:00:00Z',
      },
      {
        __typename: 'Delivery',
        channel: 'EMAIL',
        recipient: 'jan@kowalski.pl',
        status: 'WAITING',
        at: '2026-03-29T06:00:00Z',
      },
    ],
    ...change,
  };
}

export function messageAnswer(one: Message): MessageQuery {
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', message: one } };
}

/** Whether mails to the user bounce. */
export function mailboxAnswer(emailBounced: boolean): OwnMailboxQuery {
  const user = { __typename: 'User' as const, id: 'u1', emailBounced };
  return { __typename: 'Query', session: { __typename: 'Session', user } };
}

export function unreadAnswer(unreadMessages: number): UnreadMessagesQuery {
  return { __typename: 'Query', customer: { __typename: 'Customer', id: 'c1', unreadMessages } };
}

export function newestAnswer(messages: MessageRowFragment[], unreadMessages: number): NewestMessagesQuery {
  const edges = messages.map((node) => ({ __typename: 'MessageEdge' as const, node }));
  return {
    __typename: 'Query',
    customer: {
      __typename: 'Customer',
      id: 'c1',
      unreadMessages,
      messages: { __typename: 'MessageConnection', edges },
    },
  };
}

/** Answers pages of a list as the gateway does; it filters by kind, unread and text only. */
export function messagesAnswer(all: MessageRowFragment[]) {
  return (variables: Record<string, unknown>): MessagesQuery => {
    const { filter, first, after } = variables as MessagesQueryVariables;
    const fitting = all.filter(
      ({ kind, subject, readAt }) =>
        (!filter?.kind || [filter.kind].flat().includes(kind)) &&
        (!filter?.unreadOnly || !readAt) &&
        subject.includes(filter?.search ?? ''),
    );
    const start = Number(after ?? 0);
    const page = fitting.slice(start, start + first);
    return {
      __typename: 'Query',
      customer: {
        __typename: 'Customer',
        id: 'c1',
        messages: {
          __typename: 'MessageConnection',
          totalCount: fitting.length,
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: start + first < fitting.length,
            endCursor: page.length > 0 ? String(start + page.length) : null,
          },
          edges: page.map((node) => ({ __typename: 'MessageEdge', node })),
        },
      },
    };
  };
}
