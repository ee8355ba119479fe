import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import type { MessageRowFragment } from '../operations/generated/graphql';
import { markRead } from '../unread/markRead';

/** Marks a message as read once it is shown. */
export function useMarkRead(message: MessageRowFragment | undefined) {
  const client = useApolloClient();
  const unread = message && !message.readAt ? message.id : undefined;
  useEffect(() => {
    if (unread) void markRead(client, [unread]);
  }, [client, unread]);
}
