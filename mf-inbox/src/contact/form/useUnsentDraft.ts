import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { TicketDraftDocument, type TicketDraftQuery } from '../generated/graphql';
import { draftsSaved } from './draftSaver';

export type Draft = TicketDraftQuery['customer']['ticketDraft'];

/**
 * What was typed and not sent. It is read anew each time: the cache would bring back what was sent meanwhile.
 * @param ticketId the request that it replies to; undefined for a new one
 */
export function useUnsentDraft(ticketId?: string) {
  const client = useApolloClient();
  const [found, setFound] = useState<{ draft: Draft }>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    const read = async () => {
      await draftsSaved();
      const variables = { ticketId: ticketId ?? null };
      const { data } = await client.query({ query: TicketDraftDocument, variables, fetchPolicy: 'no-cache' });
      if (current) setFound({ draft: data?.customer.ticketDraft ?? null });
    };
    read().catch((failure: unknown) => current && setError(failure as Error));
    return () => {
      current = false;
    };
  }, [client, ticketId, attempt]);

  const retry = () => {
    setError(undefined);
    setAttempt(attempt + 1);
  };
  return { loaded: found !== undefined, draft: found?.draft ?? null, error, retry };
}
