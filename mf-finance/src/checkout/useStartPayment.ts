import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { useEffect, useState } from 'react';
import { remember } from './bookmark';
import { StartPaymentDocument } from './generated/graphql';
import { operator } from './operator';
import { keyOf, newAttempt, planAddress, type Plan } from './plan';
import { refusalOf, type Refusal } from './refusals';

interface Handlers {
  /** Replaces the plan in the address. */
  replacePlan: (plan: Plan) => void;
  /** Opens the page of a payment that has no page at the operator. */
  openPayment: (paymentId: string) => void;
  /** Called when the payment did not start: the page's data may be stale. */
  onRefused: () => void;
}

/** Starts a payment of a plan and opens the operator's page, or returns the reason for a refusal. */
export function useStartPayment({ replacePlan, openPayment, onRefused }: Handlers) {
  const client = useApolloClient();
  const [busy, setBusy] = useState<number>();
  const [refusal, setRefusal] = useState<{ part: number; refusal: Refusal }>();

  useEffect(() => {
    // The back/forward cache restores the page as it was left, with its button busy.
    const onPageShow = () => setBusy(undefined);
    addEventListener('pageshow', onPageShow);
    return () => removeEventListener('pageshow', onPageShow);
  }, []);

  const start = async (plan: Plan, part: number, of: number) => {
    if (busy !== undefined) return;
    setBusy(part);
    setRefusal(undefined);
    const started = await attempt(client, plan, part, replacePlan);
    if ('refusal' in started) {
      setRefusal({ part, refusal: started.refusal });
      setBusy(undefined);
      onRefused();
      return;
    }
    remember(planAddress(started.plan), of, part, started.paymentId);
    // The button stays busy until the browser leaves the page.
    if (started.redirectUrl) return operator.open(started.redirectUrl);
    openPayment(started.paymentId);
  };
  return { start, busy, refusal };
}

type Started =
  | { plan: Plan; paymentId: string; status: string; redirectUrl: string | null | undefined }
  | { refusal: Refusal; status?: string };

/** A payment in one of these states is over: its idempotency key starts no other. */
const FINAL = ['FAILED', 'EXPIRED', 'CANCELLED'];

/**
 * Starts the payment, with a new idempotency key where the old one is spent. A double payment stays impossible: the
 * gateway holds documents for one payment at a time.
 */
async function attempt(
  client: ApolloClient,
  plan: Plan,
  part: number,
  replacePlan: (plan: Plan) => void,
): Promise<Started> {
  const renewed = { ...plan, attempt: newAttempt() };
  const first = await ask(client, plan, part);
  const isSpent =
    'refusal' in first ? first.refusal.code === 'IDEMPOTENCY_KEY_REUSED' : FINAL.includes(first.status);
  if (isSpent) {
    replacePlan(renewed);
    return ask(client, renewed, part);
  }
  // The operator was unavailable and the payment is over: the next press needs a new key.
  if ('refusal' in first && FINAL.includes(first.status ?? '')) replacePlan(renewed);
  return first;
}

async function ask(client: ApolloClient, plan: Plan, part: number): Promise<Started> {
  const input = {
    invoiceIds: plan.parts[part]!,
    idempotencyKey: keyOf(plan, part),
    // Prevents a payment for another customer, selected in another tab meanwhile.
    customerId: session.current?.customer.id,
  };
  try {
    const { data } = await client.mutate({ mutation: StartPaymentDocument, variables: { input } });
    const { payment, redirectUrl, problems } = data!.startPayment;
    const problem = problems[0];
    if (problem) {
      const isOpen = payment && !FINAL.includes(payment.status);
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
