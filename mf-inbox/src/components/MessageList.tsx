import { format } from '@ebok/shell';
import type { MessageRowFragment } from '../operations/generated/graphql';
import { t } from '../texts';
import { foreignLanguage } from './foreignLanguage';
import { Kind } from './Kind';

/** A list of messages; unread ones are bold and have a badge. */
export function MessageList({ messages }: { messages: MessageRowFragment[] }) {
  return (
    <ul className="ebok-inbox__list" aria-label={t('messages.listLabel')}>
      {messages.map((message) => (
        <li key={message.id} className={message.readAt ? undefined : 'ebok-inbox__unread'}>
          <span className="ebok-inbox__subject">
            <a href={`/wiadomosci/${encodeURIComponent(message.id)}`} lang={foreignLanguage(message)}>
              {message.subject}
            </a>
            {!message.readAt && <span className="badge badge--success">{t('messages.unread')}</span>}
          </span>
          <span className="muted small ebok-inbox__facts">
            <Kind message={message} />
            <time dateTime={message.sentAt}>{format.dateTime(message.sentAt)}</time>
          </span>
        </li>
      ))}
    </ul>
  );
}
