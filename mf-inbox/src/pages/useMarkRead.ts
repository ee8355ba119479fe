import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { MarkMessagesReadDocument, type MessageRowFragment } from '../operations/generated/graphql';
import { countUnread } from '../unread';

/** Marks a message as read once it is shown; after a failure it stays unread, without a notice. */
export function useMarkRead(message: MessageRowFragment | undefined) {
  const client = useApolloClient();
  const unread = message && !message.readAt ? message.id : undefined;
  useEffect(() => {
    if (!unread) return;
    client
      .mutate({
        mutation: MarkMessagesReadDocument,
        variables: { ids: [unread] },
        update: (cache) =>
          cache.modify({
            id: cache.identify({ __typename: 'Message', id: unread }),
            fields: { readAt: () => new Date().toISOString() },
          }),
      })
      .then(() => countUnread())
      .catch(() => undefined);
  }, [client, unread]);
}
