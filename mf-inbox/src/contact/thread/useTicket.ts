import { useApolloClient, useQuery } from '@apollo/client/react';
import { usePolling } from '@ebok/shell/react';
import { useState } from 'react';
import { TicketDocument, type TicketQuery } from '../generated/graphql';
import { useMarkAnswersRead } from './useMarkAnswersRead';

export type Ticket = TicketQuery['customer']['ticket'];

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** One request, asked for again while the page is open: an answer appears by itself. */
export function useTicket(id: string) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(TicketDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const ticket = data?.customer.ticket;
  const poll = () =>
    client.query({
      query: TicketDocument,
      variables: { id },
      fetchPolicy: 'network-only',
      context: { background: true },
    });
  usePolling(ticket ? id : null, poll, (waited) => (waited < 10 * MINUTE ? 10 * SECOND : MINUTE));

  useMarkAnswersRead(ticket);
  return { ticket, error, refetch, arrived: useArrived(ticket) };
}

/** The ids of the retailer's answers that came while the page was open. */
function useArrived(ticket: Ticket | undefined): string[] {
  const answers = ticket?.replies.filter(({ fromCustomer }) => !fromCustomer).map(({ id }) => id);
  const [known, setKnown] = useState<string[]>();
  if (answers && !known) setKnown(answers);
  const arrived = known ? (answers ?? []).filter((id) => !known.includes(id)) : [];
  return arrived;
}
