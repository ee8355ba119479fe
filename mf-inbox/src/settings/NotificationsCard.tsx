import { useQuery } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { ListSkeleton } from '../components/Skeletons';
import { NotificationSettingsDocument, type NotificationSettingsQuery } from './generated/graphql';
import { NotificationTable } from './NotificationTable';
import { t } from './texts';
import { useNotifications } from './useNotifications';

/** What the customer is told of, and by which channels. */
export function NotificationsCard() {
  const { data, error, refetch } = useQuery(NotificationSettingsDocument, {
    fetchPolicy: 'cache-and-network',
  });
  useOnAccountLanguage(() => void refetch());
  return (
    <section className="card" aria-labelledby="notifications" tabIndex={-1}>
      <h2 id="notifications">{t('notifications.title')}</h2>
      <p>{t(session.current?.role === 'VIEW' ? 'notifications.viewOnly' : 'notifications.about')}</p>
      {data ? (
        <Settings key={data.customer.id} customer={data.customer} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={6} />
      )}
    </section>
  );
}

const onSession = (listener: () => void) => session.subscribe(listener);

/** The gateway's sentences follow the account's language, which is told to it only after the page has switched. */
function useOnAccountLanguage(onChange: () => void) {
  const language = useSyncExternalStore(onSession, () => session.current?.user.language);
  const before = useRef(language);
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    if (before.current !== language) changed();
    before.current = language;
  }, [language]);
}

function Settings({ customer }: { customer: NotificationSettingsQuery['customer'] }) {
  const { settings, save } = useNotifications(customer);
  return (
    <NotificationTable
      customerId={customer.id}
      settings={settings}
      isFixed={session.current?.role === 'VIEW'}
      onChange={save}
    />
  );
}
