import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { UnreadMessagesDocument } from '../unread/generated/graphql';

/**
 * The unread count, which changes by itself: the shell lets the slice count again and again (`badges`).
 * `hasNews` once it has risen since the list was fetched; `accept` after the list was fetched anew.
 */
export function useUnread() {
  const { data } = useQuery(UnreadMessagesDocument, {
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
  });
  const unread = data?.customer.unreadMessages;
  const [known, setKnown] = useState<number>();
  // Somebody read a message, here or elsewhere: the next one that arrives is news all the same.
  if (unread !== undefined && (known === undefined || unread < known)) setKnown(unread);
  const hasNews = unread !== undefined && known !== undefined && unread > known;
  return { unread, hasNews, accept: () => setKnown(unread) };
}
