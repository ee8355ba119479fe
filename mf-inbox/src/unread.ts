import { client, menu } from '@ebok/shell';
import { UnreadMessagesDocument } from './operations/generated/graphql';

const HOME = '/';
const MENU_ENTRY = '/wiadomosci';

/** Shows the unread count in the menu. */
export function showUnread(count: number): void {
  menu.badge(MENU_ENTRY, count);
}

/** The tile fetches the same count and shows it in the menu, so that the gateway is not asked twice. */
export const isToldByTile = (): boolean => location.pathname === HOME;

/** Fetches the unread count and shows it in the menu. It is a background request and does not extend the session. */
export async function countUnread(): Promise<void> {
  const { data } = await client.query({
    query: UnreadMessagesDocument,
    fetchPolicy: 'network-only',
    context: { background: true },
  });
  if (data) showUnread(data.customer.unreadMessages);
}
