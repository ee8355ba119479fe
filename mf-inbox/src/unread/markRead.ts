import type { ApolloClient } from '@apollo/client';
import { MarkMessagesReadDocument } from '../operations/generated/graphql';
import { countUnread } from './unread';

/** Marks messages as read, and counts the others; after a failure they stay unread, without a notice. */
export async function markRead(client: ApolloClient, ids: string[]): Promise<void> {
  try {
    await client.mutate({
      mutation: MarkMessagesReadDocument,
      variables: { ids },
      // Nobody did anything: an answer that comes while the page is open must not extend the session.
      context: { background: true },
      update: (cache) => {
        for (const id of ids)
          cache.modify({
            id: cache.identify({ __typename: 'Message', id }),
            fields: { readAt: (readAt: unknown) => readAt ?? new Date().toISOString() },
          });
      },
    });
    await countUnread();
  } catch {
    // The next view marks them.
  }
}
