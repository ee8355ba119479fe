import { useQuery } from '@apollo/client/react';
import { format, isNotFound } from '@ebok/shell';
import { Failed, useTitle } from '@ebok/shell/react';
import { useParams } from 'wouter';
import { Deliveries } from '../components/Deliveries';
import { Icon } from '../components/Icon';
import { foreignLanguage } from '../components/foreignLanguage';
import { messageList } from '../components/lastMessages';
import { MessageActions } from '../components/MessageActions';
import { Kind } from '../components/Kind';
import { PlainText } from '../components/PlainText';
import { ListSkeleton } from '../components/Skeletons';
import { MessageDocument, type MessageQuery } from '../operations/generated/graphql';
import { t } from '../texts';
import { NotFoundPage } from './NotFoundPage';
import { useMarkRead } from './useMarkRead';

type Message = MessageQuery['customer']['message'];

/** One message; opening it marks it as read. */
export function MessagePage() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery(MessageDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  const message = data?.customer.message;
  useMarkRead(message);
  const title = message?.subject ?? t('message.title');
  useTitle(title);
  if (!data && isNotFound(error)) return <NotFoundPage />;
  return (
    <article className="ebok-inbox__message" tabIndex={-1}>
      <a className="ebok-inbox__back" href={messageList.address}>
        <Icon name="back" />
        {t('message.back')}
      </a>
      {/* The heading is the same element before and after loading, since navigation moves the focus to it. */}
      <h1 lang={message && foreignLanguage(message)}>{title}</h1>
      {message ? (
        <Content message={message} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </article>
  );
}

function Content({ message }: { message: Message }) {
  const { sentAt, body, deliveries } = message;
  return (
    <>
      <p className="muted ebok-inbox__facts">
        <Kind message={message} />
        <time dateTime={sentAt}>{format.dateTime(sentAt)}</time>
      </p>
      <div className="card">
        <PlainText text={body} lang={foreignLanguage(message)} />
        <MessageActions message={message} />
      </div>
      <Deliveries deliveries={deliveries} />
    </>
  );
}
