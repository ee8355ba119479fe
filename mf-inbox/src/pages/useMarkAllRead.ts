import { useApolloClient } from '@apollo/client/react';
import { notify, session } from '@ebok/shell';
import { useState } from 'react';
import { MarkAllMessagesReadDocument } from '../operations/generated/graphql';
import { t } from '../texts';
import { countUnread } from '../unread/unread';

/**
 * Marks all messages as read, and says so.
 * @param onDone refetches the list
 */
export function useMarkAllRead(onDone: () => void) {
  const client = useApolloClient();
  const [isMarking, setMarking] = useState(false);

  /** @param newestSeenId the newest message on the page; later ones stay unread */
  const markAll = async (newestSeenId: string | null) => {
    const customerId = session.current?.customer.id;
    if (isMarking || !customerId) return;
    setMarking(true);
    try {
      const variables = { customerId, newestSeenId };
      const { data } = await client.mutate({ mutation: MarkAllMessagesReadDocument, variables });
      notify(t('markAll.done', { count: data!.markAllMessagesRead }), 'success');
      onDone();
      await countUnread();
    } catch {
      notify(t('markAll.failed'), 'error');
    } finally {
      setMarking(false);
    }
  };
  return [markAll, isMarking] as const;
}
