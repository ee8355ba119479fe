import { useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { PaymentDocument, type PaymentStatus } from './generated/graphql';

const MINUTE = 60_000;

/** One payment, asked for again and again until nothing more can come of it. */
export function usePayment(id: string) {
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(PaymentDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const payment = data?.customer.payment;
  const status = payment?.status;
  const [missed, setMissed] = useState(false);

  useEffect(() => {
    if (!status || status === 'SUCCEEDED') return;
    const since = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
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
      if (over) return;
      setMissed(failed);
      wait();
    };
    const wait = () => {
      clearTimeout(timer);
      const pause = pauseAfter(Date.now() - since, status);
      // Nobody looks at a page in the background; coming back to it asks at once.
      if (pause !== undefined && !document.hidden) timer = setTimeout(() => void look(), pause);
    };
    const seen = () => {
      if (!document.hidden) void look();
    };
    wait();
    document.addEventListener('visibilitychange', seen);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [client, id, status]);

  return { payment, error, missed: missed && status !== 'SUCCEEDED', refetch };
}

/** Quick while somebody is likely to be waiting, then slower; undefined when it is not worth asking any more. */
function pauseAfter(waited: number, status: PaymentStatus): number | undefined {
  // A success may still follow, where the customer tries another way at the operator.
  if (status !== 'CREATED' && status !== 'PENDING') return waited < 15 * MINUTE ? MINUTE / 6 : undefined;
  if (waited < MINUTE) return 2000;
  return waited < 5 * MINUTE ? 5000 : MINUTE / 4;
}
