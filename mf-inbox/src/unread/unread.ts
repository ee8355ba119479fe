import { client, menu } from '@ebok/shell';
import { UnreadMessagesDocument } from './generated/graphql';

const HOME = '/';
const MENU_ENTRY = '/wiadomosci';
/** A background request does not extend the session. */
const IN_BACKGROUND = { fetchPolicy: 'network-only', context: { background: true } } as const;

/** Shows the unread count in the menu. */
export function showUnread(count: number): void {
  menu.badge(MENU_ENTRY, count);
}

/** Fetches the unread count, and shows it in the menu and on the page. */
export async function countUnread(): Promise<void> {
  const { data } = await client.query({ query: UnreadMessagesDocument, ...IN_BACKGROUND });
  if (data) showUnread(data.customer.unreadMessages);
}

/** What the shell calls again and again. On home the tile shows the same count, and tells it by itself while it loads. */
export async function renewUnread(): Promise<void> {
  if (location.pathname !== HOME) return countUnread();
  // The tile has loaded it. Every page loads this file, and needs no other operation.
  const { NewestMessagesDocument } = await import('../operations/generated/graphql');
  const isFilled = client.readQuery({ query: NewestMessagesDocument }) !== null;
  if (isFilled) await client.query({ query: NewestMessagesDocument, ...IN_BACKGROUND });
}
