import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { markRead } from '../../unread/markRead';
import type { TicketQuery } from '../generated/graphql';

type Ticket = TicketQuery['customer']['ticket'];

/** What the gateway takes at once. */
const MOST = 100;

/** Marks the retailer's answers as read: each is a message too, of the same id. */
export function useMarkAnswersRead(ticket: Ticket | undefined): void {
  const client = useApolloClient();
  const answers = ticket?.replies.filter(({ fromCustomer }) => !fromCustomer) ?? [];
  const ids = answers.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ids) void markRead(client, ids.split(' ').slice(-MOST));
  }, [client, ids]);
}
