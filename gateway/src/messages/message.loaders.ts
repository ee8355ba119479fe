import DataLoader from 'dataloader';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { Delivery } from './message.entity';
import type { MessageConnection, MessagePage } from './message.input';
import type { Reader } from './message.query';
import type { MessageService } from './message.service';

/** A page of a user's messages; without paging arguments, the number of unread ones. */
export interface MessagesAsked {
  reader: Reader;
  page?: MessagePage;
}

export interface MessagesAnswer {
  connection?: MessageConnection;
  unread?: number;
}

interface MessageLoaders {
  /** Pages of messages, and how many are unread. */
  messages: DataLoader<MessagesAsked, MessagesAnswer, string>;
  /** The mails and SMS sent about a message. */
  messageDeliveries: DataLoader<CustomerKey, Delivery[], string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends MessageLoaders {}
}

export function messageLoaders(service: MessageService): MessageLoaders {
  return {
    messages: messagesLoader(service),
    messageDeliveries: customerLoader<Delivery[]>((c, ids) => service.deliveries(c, ids), []),
  };
}

/** What a request asks of one customer's messages: the count of the unread rides along with a page, where one is asked for. */
function messagesLoader(service: MessageService): DataLoader<MessagesAsked, MessagesAnswer, string> {
  return new DataLoader<MessagesAsked, MessagesAnswer, string>(
    async (asked) => {
      const counted = new Set(asked.filter(({ page }) => !page).map(readerKey));
      const riding = new Map<string, Promise<MessagesAnswer>>();
      const pages = asked.map((one) => {
        if (!one.page) return null;
        const carries = counted.delete(readerKey(one));
        const answer = service.page(one.reader, one.page, { withUnread: carries });
        if (carries) riding.set(readerKey(one), answer);
        return answer;
      });
      return Promise.all(
        asked.map((one, n) =>
          (pages[n] ?? count(service, one.reader, riding.get(readerKey(one)))).catch(asError),
        ),
      );
    },
    { cacheKeyFn: (one) => `${readerKey(one)} ${one.page ? JSON.stringify(one.page) : ''}` },
  );
}

/** A rejected or empty page has no count of unread messages. */
async function count(
  service: MessageService,
  reader: Reader,
  riding: Promise<MessagesAnswer> | undefined,
): Promise<MessagesAnswer> {
  const carried = await riding?.catch(() => undefined);
  return { unread: carried?.unread ?? (await service.unread(reader)) };
}

function readerKey({ reader }: MessagesAsked): string {
  return `${reader.customerId} ${reader.userId}`;
}

function asError(error: unknown): Error {
  return error as Error;
}
