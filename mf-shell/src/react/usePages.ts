import { useApolloClient } from '@apollo/client/react';
import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { startTransition, useEffect, useRef, useState } from 'react';
import { pageAfter } from './paging';

interface Connection<TNode> {
  edges: { node: TNode }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}
/** A paged list of the API: `read` fetches a page, `kept` reads it from the cache. */
interface PagedList<TList, TNode> {
  read(
    client: ApolloClient,
    page: TList & { first: number; after: string | null },
    fetchPolicy: 'cache-first' | 'network-only',
  ): Promise<Connection<TNode>>;
  kept(
    client: ApolloClient,
    page: TList & { first: number; after: string | null },
  ): Connection<TNode> | undefined;
}
/** The part of a list that was read. */
export interface Pages<TNode> {
  nodes: TNode[];
  totalCount: number;
  hasMore: boolean;
}

const NO_PAGES: Pages<never> = { nodes: [], totalCount: 0, hasMore: true };

/**
 * Describes a list for `usePages`: the operation that fetches a page, and where the connection stands. Call it once,
 * outside of components.
 */
export function pagedList<TData, TVariables extends OperationVariables, TNode>(
  query: TypedDocumentNode<TData, TVariables>,
  connectionOf: (data: TData) => Connection<TNode>,
): PagedList<Omit<TVariables, 'first' | 'after'>, TNode> {
  return {
    async read(client, page, fetchPolicy) {
      const variables = page as unknown as TVariables;
      const { data } = await client.query<TData>({ query, variables, fetchPolicy });
      return connectionOf(data!);
    },
    kept(client, page) {
      const variables = page as unknown as TVariables;
      const data = client.readQuery<TData>({ query, variables });
      return data ? connectionOf(data) : undefined;
    },
  };
}

/**
 * The first `shown` items of a list, page by page. The former list stays until a new one is complete, so nothing
 * flickers while someone types. A revisited list (Back) comes from the cache and is refetched in the background.
 */
export function usePages<TList extends object, TNode>(
  paged: PagedList<TList, TNode>,
  list: TList,
  shown: number,
) {
  const client = useApolloClient();
  const key = JSON.stringify(list);
  const wanted = `${shown} ${key}`;
  const [found, setFound] = useState(() => ({ key, wanted, pages: kept(paged, client, list, shown) }));
  const [failure, setFailure] = useState<{ wanted: string; error: Error }>();
  const [attempt, setAttempt] = useState(0);
  const renewed = useRef('');

  useEffect(() => {
    let current = true;
    const policy = renewed.current === key ? 'cache-first' : 'network-only';
    const load = async () => {
      try {
        const asked = JSON.parse(key) as TList;
        const pages = await read(paged, client, asked, shown, policy, () => current);
        if (!current) return;
        renewed.current = key;
        // Rendering a long list is interruptible, so the page stays responsive.
        startTransition(() => {
          setFound({ key, wanted, pages });
          setFailure(undefined);
        });
      } catch (error) {
        if (current) setFailure({ wanted, error: error as Error });
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [paged, client, key, shown, wanted, attempt]);

  const error = failure?.wanted === wanted ? failure.error : undefined;
  return {
    // After a failure, a list of other filters would be wrong; a shorter list of the same filters is not.
    pages: error && found.key !== key ? undefined : found.pages,
    error,
    loading: !error && (found.wanted !== wanted || !found.pages),
    retry: () => {
      setFailure(undefined);
      setAttempt((n) => n + 1);
    },
    /** Refetches the whole list after a change of its content. */
    renew: () => {
      renewed.current = '';
      setAttempt((n) => n + 1);
    },
  };
}

async function read<TList, TNode>(
  paged: PagedList<TList, TNode>,
  client: ApolloClient,
  list: TList,
  shown: number,
  fetchPolicy: 'cache-first' | 'network-only',
  isCurrent: () => boolean,
): Promise<Pages<TNode>> {
  let pages: Pages<TNode> = NO_PAGES;
  let after: string | null = null;
  for (let n = 0; n < shown && pages.hasMore && isCurrent(); n = pageAfter(n)) {
    const page = await paged.read(client, { ...list, first: pageAfter(n) - n, after }, fetchPolicy);
    pages = withPage(pages, page);
    after = page.pageInfo.endCursor ?? null;
  }
  return pages;
}

/** The list from the cache, if it is complete there. */
function kept<TList, TNode>(
  paged: PagedList<TList, TNode>,
  client: ApolloClient,
  list: TList,
  shown: number,
): Pages<TNode> | undefined {
  let pages: Pages<TNode> = NO_PAGES;
  let after: string | null = null;
  for (let n = 0; n < shown && pages.hasMore; n = pageAfter(n)) {
    const page = paged.kept(client, { ...list, first: pageAfter(n) - n, after });
    if (!page) return undefined;
    pages = withPage(pages, page);
    after = page.pageInfo.endCursor ?? null;
  }
  return pages;
}

function withPage<TNode>(pages: Pages<TNode>, page: Connection<TNode>): Pages<TNode> {
  return {
    nodes: [...pages.nodes, ...page.edges.map((edge) => edge.node)],
    totalCount: page.totalCount,
    hasMore: page.pageInfo.hasNextPage,
  };
}
