import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
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
  const [pollFailed, setPollFailed] = useState(false);

  useEffect(() => {
    if (!status || status === 'SUCCEEDED') return;
    const since = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const poll = async () => {
      clearTimeout(timer);
      const context = { background: true };
      const answer = client.query({
        query: PaymentDocument,
        variables: { id },
        fetchPolicy: 'network-only',
        context,
      });
      const failed = await answer.then(
        () => false,
        () => true,
      );
      if (stopped) return;
      setPollFailed(failed);
      schedule();
    };
    const schedule = () => {
      clearTimeout(timer);
      const pause = pauseAfter(Date.now() - since, status);
      // A page in the background does not poll; it polls at once when it becomes visible.
      if (pause !== undefined && !document.hidden) timer = setTimeout(() => void poll(), pause);
    };
    const onVisibilityChange = () => {
      if (!document.hidden) void poll();
    };
    schedule();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    };
  }, [client, id, status]);

  return { payment, error, pollFailed: pollFailed && status !== 'SUCCEEDED', refetch };
}

/** The interval until the next poll in milliseconds, growing with time; undefined when polling ends. */
function pauseAfter(waited: number, status: PaymentStatus): number | undefined {
  // A failed payment may still succeed, when the customer retries at the operator.
  if (status !== 'CREATED' && status !== 'PENDING') return waited < 15 * MINUTE ? MINUTE / 6 : undefined;
  if (waited < MINUTE) return 2000;
  return waited < 5 * MINUTE ? 5000 : MINUTE / 4;
}
