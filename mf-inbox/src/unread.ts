import { client, menu } from '@ebok/shell';
import { UnreadMessagesDocument } from './operations/generated/graphql';

/** Asks anew how much is unread and shows it in the menu. Nobody asked for it by hand: it keeps no session alive. */
export async function countUnread(): Promise<void> {
  const { data } = await client.query({
    query: UnreadMessagesDocument,
    fetchPolicy: 'network-only',
    context: { background: true },
  });
  if (data) menu.badge('/wiadomosci', data.customer.unreadMessages);
}
