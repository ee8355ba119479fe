import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { isNotFound } from '@ebok/shell';
import { grosze } from '../ui/money';
import { deskOf, oldestDueFirst, type Desk } from './desk';
import type { Plan } from './plan';
import {
  DeskInvoiceDocument,
  OpenInvoicesDocument,
  PayDeskDocument,
  type DeskInvoiceFragment,
  type PayDeskQuery,
} from './generated/graphql';

export interface DeskPage {
  desk: Desk;
  customer: PayDeskQuery['customer'];
  service: PayDeskQuery['service'];
  /** Documents of the plan that this customer does not have. */
  unknown: number;
}

const fetchPolicy = 'network-only';

/** What a plan comes to now. Money is never shown from memory: each visit, and each `renew`, asks the gateway. */
export function useDesk(plan: Plan) {
  const client = useApolloClient();
  const wanted = JSON.stringify(plan.parts);
  const [found, setFound] = useState<{ wanted: string; page: DeskPage }>();
  const [error, setError] = useState<Error>();
  const [visit, setVisit] = useState(0);

  useEffect(() => {
    let current = true;
    const parts = JSON.parse(wanted) as string[][];
    read(client, { parts, attempt: '' }).then(
      (page) => {
        if (!current) return;
        setFound({ wanted, page });
        setError(undefined);
      },
      (failure: Error) => current && setError(failure),
    );
    return () => {
      current = false;
    };
  }, [client, wanted, visit]);

  return {
    page: found?.page,
    /** False while `page` still is what another plan came to. */
    fresh: found?.wanted === wanted,
    error,
    renew: () => {
      setError(undefined);
      setVisit((n) => n + 1);
    },
  };
}

async function read(client: ApolloClient, plan: Plan): Promise<DeskPage> {
  const [{ data }, open] = await Promise.all([
    client.query({ query: PayDeskDocument, fetchPolicy }),
    openInvoices(client),
  ]);
  const { customer, service } = data!;
  const known = new Set(open.map(({ id }) => id));
  const missing = plan.parts.flat().filter((id) => !known.has(id));
  const found = await Promise.all(missing.map((id) => oneInvoice(client, id)));
  const others = found.filter((invoice) => invoice !== undefined);
  const money = { balance: grosze(customer.balance.amount), limit: grosze(service.paymentLimit.pln) };
  const desk = deskOf(plan, open, others, money);
  return { desk, customer, service, unknown: missing.length - others.length };
}

async function openInvoices(client: ApolloClient): Promise<DeskInvoiceFragment[]> {
  const invoices: DeskInvoiceFragment[] = [];
  let after: string | null = null;
  do {
    const variables: { first: number; after: string | null } = { first: 100, after };
    const { data } = await client.query({ query: OpenInvoicesDocument, variables, fetchPolicy });
    const page = data!.customer.invoices;
    invoices.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return invoices.sort(oldestDueFirst);
}

async function oneInvoice(client: ApolloClient, id: string): Promise<DeskInvoiceFragment | undefined> {
  try {
    const { data } = await client.query({ query: DeskInvoiceDocument, variables: { id }, fetchPolicy });
    return data!.customer.invoice;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
