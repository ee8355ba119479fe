import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';

/** The largest page that the gateway returns. */
const PAGE = 100;

interface Connection<TNode> {
  edges: { node: TNode }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/**
 * Reads all pages of a list from the gateway, never from the cache.
 * @param connectionOf picks the list out of an answer
 */
export async function allNodes<TData, TVariables extends OperationVariables, TNode>(
  client: ApolloClient,
  query: TypedDocumentNode<TData, TVariables>,
  list: Omit<TVariables, 'first' | 'after'>,
  connectionOf: (data: TData) => Connection<TNode>,
): Promise<TNode[]> {
  const nodes: TNode[] = [];
  let after: string | null = null;
  do {
    const variables = { ...list, first: PAGE, after } as unknown as TVariables;
    const answer = await client.query<TData>({ query, variables, fetchPolicy: 'network-only' });
    const { edges, pageInfo }: Connection<TNode> = connectionOf(answer.data!);
    nodes.push(...edges.map(({ node }) => node));
    after = (pageInfo.hasNextPage && pageInfo.endCursor) || null;
  } while (after !== null);
  return nodes;
}
