import { useQuery } from '@apollo/client/react';
import { format, isNotFound } from '@ebok/shell';
import { useTitle } from '@ebok/shell/react';
import { useParams } from 'wouter';
import { Deliveries } from '../components/Deliveries';
import { Failed } from '../components/Failed';
import { Icon } from '../components/Icon';
import { messageList } from '../components/lastMessages';
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
      <h1>{title}</h1>
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
  const { sentAt, body, invoice, deliveries } = message;
  return (
    <>
      <p className="muted ebok-inbox__facts">
        <Kind message={message} />
        <time dateTime={sentAt}>{format.dateTime(sentAt)}</time>
      </p>
      <div className="card">
        <PlainText text={body} />
        {invoice && (
          <a
            className="button button--secondary ebok-inbox__invoice"
            href={`/finanse/${encodeURIComponent(invoice.id)}`}
          >
            <Icon name="receipt" />
            {t('message.invoice', { number: invoice.number })}
          </a>
        )}
      </div>
      <Deliveries deliveries={deliveries} />
    </>
  );
}
