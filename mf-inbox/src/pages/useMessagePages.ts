import { useApolloClient } from '@apollo/client/react';
import type { ApolloClient } from '@apollo/client';
import { useEffect, useRef, useState } from 'react';
import {
  MessagesDocument,
  type MessageFilter,
  type MessageRowFragment,
  type MessagesQuery,
  type MessagesQueryVariables,
} from '../operations/generated/graphql';
import { pageAfter } from '../components/messageSearch';

type Connection = MessagesQuery['customer']['messages'];

interface List {
  filter: MessageFilter;
}
export interface MessagePages {
  messages: MessageRowFragment[];
  totalCount: number;
  hasMore: boolean;
}

/**
 * The first `shown` messages of a list, page by page. Until a new list has come whole the one before stays, so
 * nothing flickers while someone types; a list found again (Back) is there at once and renewed behind the scenes.
 */
export function useMessagePages(list: List, shown: number) {
  const client = useApolloClient();
  const key = JSON.stringify(list);
  const wanted = `${shown} ${key}`;
  const [found, setFound] = useState(() => ({ key, wanted, pages: kept(client, list, shown) }));
  const [failure, setFailure] = useState<{ wanted: string; error: Error }>();
  const [attempt, setAttempt] = useState(0);
  const renewed = useRef('');

  useEffect(() => {
    let current = true;
    const policy = renewed.current === key ? 'cache-first' : 'network-only';
    const load = async () => {
      try {
        const pages = await read(client, JSON.parse(key) as List, shown, policy, () => current);
        if (!current) return;
        renewed.current = key;
        setFound({ key, wanted, pages });
        setFailure(undefined);
      } catch (error) {
        if (current) setFailure({ wanted, error: error as Error });
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [client, key, shown, wanted, attempt]);

  const error = failure?.wanted === wanted ? failure.error : undefined;
  return {
    // After a failure the list of other filters would be a lie; a shorter one of the same is not.
    pages: error && found.key !== key ? undefined : found.pages,
    error,
    loading: !error && (found.wanted !== wanted || !found.pages),
    retry: () => {
      setFailure(undefined);
      setAttempt((n) => n + 1);
    },
  };
}

async function read(
  client: ApolloClient,
  list: List,
  shown: number,
  fetchPolicy: 'cache-first' | 'network-only',
  isCurrent: () => boolean,
): Promise<MessagePages> {
  let pages: MessagePages = { messages: [], totalCount: 0, hasMore: true };
  let after: string | null = null;
  for (let n = 0; n < shown && pages.hasMore && isCurrent(); n = pageAfter(n)) {
    const variables: MessagesQueryVariables = { ...list, first: pageAfter(n) - n, after };
    const { data } = await client.query({ query: MessagesDocument, variables, fetchPolicy });
    const page: Connection = data!.customer.messages;
    pages = withPage(pages, page);
    after = page.pageInfo.endCursor;
  }
  return pages;
}

/** The list as the cache has it, if it has all of it. */
function kept(client: ApolloClient, list: List, shown: number): MessagePages | undefined {
  let pages: MessagePages = { messages: [], totalCount: 0, hasMore: true };
  let after: string | null = null;
  for (let n = 0; n < shown && pages.hasMore; n = pageAfter(n)) {
    const variables: MessagesQueryVariables = { ...list, first: pageAfter(n) - n, after };
    const page: Connection | undefined = client.readQuery({ query: MessagesDocument, variables })?.customer
      .messages;
    if (!page) return undefined;
    pages = withPage(pages, page);
    after = page.pageInfo.endCursor;
  }
  return pages;
}

function withPage(pages: MessagePages, page: Connection): MessagePages {
  return {
    messages: [...pages.messages, ...page.edges.map((edge) => edge.node)],
    totalCount: page.totalCount,
    hasMore: page.pageInfo.hasNextPage,
  };
}
