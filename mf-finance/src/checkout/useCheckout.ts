import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { isNotFound } from '@ebok/shell';
import { useEffect, useState } from 'react';
import { allNodes } from '../ui/allNodes';
import { grosze } from '../ui/money';
import {
  CheckoutDocument,
  CheckoutInvoiceDocument,
  OpenInvoicesDocument,
  type CheckoutInvoiceFragment,
  type CheckoutQuery,
} from './generated/graphql';
import type { Plan } from './plan';
import { oldestDueFirst, planPayments, type PlannedPayments } from './planPayments';

export interface CheckoutData {
  planned: PlannedPayments;
  customer: CheckoutQuery['customer'];
  service: CheckoutQuery['service'];
  /** The number of documents in the plan that the customer does not have. */
  unknown: number;
}

const fetchPolicy = 'network-only';

/** The payments of a plan as of now. Amounts never come from the cache: each visit and `refresh` queries the gateway. */
export function useCheckout(plan: Plan) {
  const client = useApolloClient();
  const key = JSON.stringify(plan.parts);
  const [found, setFound] = useState<{ key: string; data: CheckoutData }>();
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    const parts = JSON.parse(key) as string[][];
    read(client, { parts, attempt: '' }).then(
      (data) => {
        if (!current) return;
        setFound({ key, data });
        setError(undefined);
      },
      (failure: Error) => current && setError(failure),
    );
    return () => {
      current = false;
    };
  }, [client, key, attempt]);

  return {
    data: found?.data,
    /** False while `data` belongs to the plan before. */
    fresh: found?.key === key,
    error,
    refresh: () => {
      setError(undefined);
      setAttempt((n) => n + 1);
    },
  };
}

async function read(client: ApolloClient, plan: Plan): Promise<CheckoutData> {
  const [{ data }, open] = await Promise.all([
    client.query({ query: CheckoutDocument, fetchPolicy }),
    openInvoices(client),
  ]);
  const { customer, service } = data!;
  const known = new Set(open.map(({ id }) => id));
  const missing = plan.parts.flat().filter((id) => !known.has(id));
  const found = await Promise.all(missing.map((id) => oneInvoice(client, id)));
  const others = found.filter((invoice) => invoice !== undefined);
  const money = { balance: grosze(customer.balance.amount), limit: grosze(service.paymentLimit.pln) };
  const planned = planPayments(plan, open, others, money);
  return { planned, customer, service, unknown: missing.length - others.length };
}

async function openInvoices(client: ApolloClient): Promise<CheckoutInvoiceFragment[]> {
  const invoices = await allNodes(client, OpenInvoicesDocument, {}, (data) => data.customer.invoices);
  return invoices.sort(oldestDueFirst);
}

async function oneInvoice(client: ApolloClient, id: string): Promise<CheckoutInvoiceFragment | undefined> {
  try {
    const { data } = await client.query({ query: CheckoutInvoiceDocument, variables: { id }, fetchPolicy });
    return data!.customer.invoice;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
