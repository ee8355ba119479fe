import { useQuery } from '@apollo/client/react';
import { Failed } from '@ebok/shell/react';
import { useEffect } from 'react';
import { MessageList } from '../components/MessageList';
import { ListSkeleton } from '../components/Skeletons';
import { NewestMessagesDocument, type NewestMessagesQuery } from '../operations/generated/graphql';
import { t } from '../texts';
import { showUnread } from '../unread/unread';

/** The tile with the newest messages: loading, failed, empty, ready. */
export function NewestMessages() {
  const { data, error, refetch } = useQuery(NewestMessagesDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <>
      <h2 className="ebok-inbox__heading">{t('newest.title')}</h2>
      {data ? (
        <Newest customer={data.customer} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={3} />
      )}
    </>
  );
}

function Newest({ customer }: { customer: NewestMessagesQuery['customer'] }) {
  useEffect(() => showUnread(customer.unreadMessages), [customer.unreadMessages]);
  const messages = customer.messages.edges.map(({ node }) => node);
  if (messages.length === 0) return <p>{t('messages.none')}</p>;
  return (
    <>
      <p>{t('newest.unread', { count: customer.unreadMessages })}</p>
      <MessageList messages={messages} />
      <a className="button button--secondary ebok-inbox__follow" href="/wiadomosci">
        {t('newest.all')}
      </a>
    </>
  );
}
