import type { ApolloClient } from '@apollo/client';
import { skipToken, useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { grosze } from '../components/money';
import { MOST_CHOSEN, type Basket } from '../components/selection';
import {
  InvoicesDocument,
  PaymentLimitDocument,
  type InvoiceRowFragment,
  type InvoicesQueryVariables,
} from '../operations/generated/graphql';

/** Undefined where nothing is chosen and nothing can be paid. `shown` are the documents of the list as far as it is loaded. */
export function useBasket(
  chosen: string[],
  shown: InvoiceRowFragment[],
  mayPay: boolean,
  choose: (ids: string[]) => void,
): Basket | undefined {
  const client = useApolloClient();
  const [elsewhere, setElsewhere] = useState<InvoiceRowFragment[]>();
  const isWanted = chosen.length > 0 || (mayPay && shown.some(({ payable }) => payable));
  const limit = useQuery(PaymentLimitDocument, mayPay && isWanted ? {} : skipToken).data?.service.paymentLimit
    .pln;
  // The list itself is fresher than what was read beside it.
  const known = new Map([...(elsewhere ?? []), ...shown].map((invoice) => [invoice.id, invoice]));
  const isMissing = mayPay && shown.length > 0 && !elsewhere && chosen.some((id) => !known.has(id));

  useEffect(() => {
    if (!isMissing) return;
    let current = true;
    payable(client).then(
      (invoices) => current && setElsewhere(invoices),
      // The sum stays unsaid; the page that follows asks again.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, isMissing]);

  if (!isWanted) return undefined;
  const toPay = chosen.filter((id) => known.get(id)?.payable ?? !elsewhere);
  const isKnown = toPay.every((id) => known.has(id));
  return {
    ids: chosen,
    payable: mayPay ? toPay : undefined,
    sum: isKnown ? toPay.reduce((sum, id) => sum + grosze(known.get(id)!.outstanding), 0) : undefined,
    limit: limit === undefined ? undefined : grosze(limit),
    chooseAll: async () => {
      const all = await payable(client);
      setElsewhere(all);
      choose(all.slice(0, MOST_CHOSEN).map(({ id }) => id));
    },
  };
}

/** All documents that can be paid, oldest due first. */
async function payable(client: ApolloClient): Promise<InvoiceRowFragment[]> {
  const invoices: InvoiceRowFragment[] = [];
  let after: string | null = null;
  do {
    const variables: InvoicesQueryVariables = {
      filter: { status: ['OVERDUE', 'DUE'] },
      orderBy: 'DUE_DATE',
      first: 100,
      after,
    };
    const { data } = await client.query({ query: InvoicesDocument, variables, fetchPolicy: 'network-only' });
    const page = data!.customer.invoices;
    invoices.push(...page.edges.map(({ node }) => node).filter((invoice) => invoice.payable));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return invoices;
}
