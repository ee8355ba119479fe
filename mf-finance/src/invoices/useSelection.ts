import type { ApolloClient } from '@apollo/client';
import { skipToken, useApolloClient, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { allNodes } from '../ui/allNodes';
import { grosze, isOverLimit } from '../ui/money';
import { InvoicesDocument, PaymentLimitDocument, type InvoiceRowFragment } from './generated/graphql';
import type { Selection } from './selection';

/**
 * The selected documents, undefined when none is selected.
 * @param shown the documents of the list that are loaded
 */
export function useSelection(
  selected: string[],
  shown: InvoiceRowFragment[],
  mayPay: boolean,
): Selection | undefined {
  const client = useApolloClient();
  const [elsewhere, setElsewhere] = useState<InvoiceRowFragment[]>();
  const isWanted = selected.length > 0;
  const limit = useQuery(PaymentLimitDocument, mayPay && isWanted ? {} : skipToken).data?.service.paymentLimit
    .pln;
  // The list's data is fresher than that of the separate query.
  const known = new Map([...(elsewhere ?? []), ...shown].map((invoice) => [invoice.id, invoice]));
  const isMissing = mayPay && shown.length > 0 && !elsewhere && selected.some((id) => !known.has(id));

  useEffect(() => {
    if (!isMissing) return;
    let current = true;
    allPayable(client).then(
      (invoices) => current && setElsewhere(invoices),
      // Without an answer no sum is shown; checkout queries the documents again.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, isMissing]);

  if (!isWanted) return undefined;
  const toPay = selected.filter((id) => known.get(id)?.payable ?? !elsewhere);
  const documents = toPay.flatMap((id) => known.get(id) ?? []);
  const isKnown = documents.length === toPay.length;
  return {
    ids: selected,
    payable: mayPay ? toPay : undefined,
    sum: isKnown ? documents.reduce((sum, { outstanding }) => sum + grosze(outstanding), 0) : undefined,
    limit: limit === undefined ? undefined : grosze(limit),
    byTransfer:
      limit !== undefined &&
      isKnown &&
      toPay.length > 0 &&
      documents.every(({ outstanding }) => isOverLimit(outstanding, limit)),
  };
}

/** All documents that can be paid, oldest due first. */
export async function allPayable(client: ApolloClient): Promise<InvoiceRowFragment[]> {
  const invoices = await allNodes(
    client,
    InvoicesDocument,
    { filter: { status: ['OVERDUE', 'DUE'] }, orderBy: 'DUE_DATE' },
    (data) => data.customer.invoices,
  );
  return invoices.filter(({ payable }) => payable);
}
