import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { useEffect, useState } from 'react';
import { remember } from './bookmark';
import { operator } from './operator';
import { keyOf, newAttempt, planAddress, type Plan } from './plan';
import { refusalOf, type Refusal } from './refusals';
import { StartPaymentDocument } from './generated/graphql';

interface Doors {
  /** Puts another plan into the address, in place of the one that stands there. */
  replan: (plan: Plan) => void;
  /** Opens the page of a payment that has nowhere to go on at the operator. */
  visit: (paymentId: string) => void;
  /** Told when nothing came of it: the page's figures may be old. */
  onRefused: () => void;
}

/** Starts a payment of a plan and leaves for the operator; says what stood in the way. */
export function useStartPayment({ replan, visit, onRefused }: Doors) {
  const client = useApolloClient();
  const [busy, setBusy] = useState<number>();
  const [refusal, setRefusal] = useState<{ part: number; refusal: Refusal }>();

  useEffect(() => {
    // Back from the operator may show the page as it was left, its button still turning.
    const awake = () => setBusy(undefined);
    addEventListener('pageshow', awake);
    return () => removeEventListener('pageshow', awake);
  }, []);

  const start = async (plan: Plan, part: number, of: number) => {
    if (busy !== undefined) return;
    setBusy(part);
    setRefusal(undefined);
    const started = await attempt(client, plan, part, replan);
    if ('refusal' in started) {
      setRefusal({ part, refusal: started.refusal });
      setBusy(undefined);
      onRefused();
      return;
    }
    remember(planAddress(started.plan), of, part, started.paymentId);
    // The button goes on turning until the page is gone.
    if (started.redirectUrl) return operator.open(started.redirectUrl);
    visit(started.paymentId);
  };
  return { start, busy, refusal };
}

type Started =
  | { plan: Plan; paymentId: string; status: string; redirectUrl: string | null | undefined }
  | { refusal: Refusal; status?: string };

/** Nothing more can be begun with the key of such a payment. */
const SPENT = ['FAILED', 'EXPIRED', 'CANCELLED'];

/**
 * The same key gives the same payment. Where that one has come to nothing, or the key was used for other documents, the
 * press means a new attempt: the gateway's hold on the documents still lets only one payment through.
 */
async function attempt(
  client: ApolloClient,
  plan: Plan,
  part: number,
  replan: (plan: Plan) => void,
): Promise<Started> {
  const renewed = { ...plan, attempt: newAttempt() };
  const first = await ask(client, plan, part);
  const isSpent =
    'refusal' in first ? first.refusal.code === 'IDEMPOTENCY_KEY_REUSED' : SPENT.includes(first.status);
  if (isSpent) {
    replan(renewed);
    return ask(client, renewed, part);
  }
  // The operator was not there and the payment is over: the next press is a new one.
  if ('refusal' in first && SPENT.includes(first.status ?? '')) replan(renewed);
  return first;
}

async function ask(client: ApolloClient, plan: Plan, part: number): Promise<Started> {
  const input = {
    invoiceIds: plan.parts[part]!,
    idempotencyKey: keyOf(plan, part),
    // Another tab may have switched to another customer meanwhile.
    customerId: session.current?.customer.id,
  };
  try {
    const { data } = await client.mutate({ mutation: StartPaymentDocument, variables: { input } });
    const { payment, redirectUrl, problems } = data!.startPayment;
    const problem = problems[0];
    if (problem) {
      const isOpen = payment && !SPENT.includes(payment.status);
      return {
        refusal: { code: problem.code, paymentId: isOpen ? payment.id : undefined },
        status: payment?.status,
      };
    }
    return { plan, paymentId: payment!.id, redirectUrl, status: payment!.status };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}
