import { useApolloClient, useQuery } from '@apollo/client/react';
import { usePolling } from '@ebok/shell/react';
import { PaymentDocument, type PaymentStatus } from './generated/graphql';

const MINUTE = 60_000;

/** One payment, polled until its state is final. */
export function usePayment(id: string) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(PaymentDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const payment = data?.customer.payment;
  const status = payment?.status;
  const poll = () =>
    client.query({
      query: PaymentDocument,
      variables: { id },
      fetchPolicy: 'network-only',
      context: { background: true },
    });
  const isFinal = !status || status === 'SUCCEEDED';
  const pollFailed = usePolling(isFinal ? null : `${id} ${status}`, poll, (waited) =>
    pauseAfter(waited, status!),
  );

  return { payment, error, pollFailed: pollFailed && status !== 'SUCCEEDED', refetch };
}

/** The interval until the next poll in milliseconds, growing with time; undefined when polling ends. */
function pauseAfter(waited: number, status: PaymentStatus): number | undefined {
  // A failed payment may still succeed, when the customer retries at the operator.
  if (status !== 'CREATED' && status !== 'PENDING') return waited < 15 * MINUTE ? MINUTE / 6 : undefined;
  if (waited < MINUTE) return 2000;
  return waited < 5 * MINUTE ? 5000 : MINUTE / 4;
}
