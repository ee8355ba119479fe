import { client, menu } from '@ebok/shell';
import { UnreadMessagesDocument } from './operations/generated/graphql';

const HOME = '/';
const MENU_ENTRY = '/wiadomosci';

/** Shows in the menu how much is unread. */
export function showUnread(count: number): void {
  menu.badge(MENU_ENTRY, count);
}

/** The tile on home asks the same, and shows it in the menu too: the gateway need not be asked twice. */
export const isToldByTile = (): boolean => location.pathname === HOME;

/** Asks anew how much is unread and shows it in the menu. Nobody asked for it by hand: it keeps no session alive. */
export async function countUnread(): Promise<void> {
  const { data } = await client.query({
    query: UnreadMessagesDocument,
    fetchPolicy: 'network-only',
    context: { background: true },
  });
  if (data) showUnread(data.customer.unreadMessages);
}
