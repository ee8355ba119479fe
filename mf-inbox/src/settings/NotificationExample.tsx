import { useMutation, useQuery } from '@apollo/client/react';
import { notify } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { useState } from 'react';
import { ListSkeleton } from '../components/Skeletons';
import { NotificationExamplesDocument, SendTestNotificationDocument } from './generated/graphql';
import { t } from './texts';
import type { Setting } from './useNotifications';

const CHANNELS = ['EMAIL', 'SMS'] as const;
type SentChannel = (typeof CHANNELS)[number];

interface Props {
  customerId: string;
  setting: Setting;
}

/** What a kind of message looks like, fetched when it is opened, and a test message to oneself. */
export function NotificationExample({ customerId, setting }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('notifications.example')}
        <span className="visually-hidden"> {t(`kind.${setting.kind}`)}</span>
      </summary>
      {isOpen && <Examples customerId={customerId} setting={setting} />}
    </details>
  );
}

function Examples({ customerId, setting: { kind, channels } }: Props) {
  // Not cached: settings have no key, so these partial ones would replace the chosen ones.
  const { data, error, refetch } = useQuery(NotificationExamplesDocument, { fetchPolicy: 'no-cache' });
  const send = useTest(customerId, kind);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton rows={1} />;
  const example = data.customer.notificationSettings.find((one) => one.kind === kind);
  return (
    <div className="stack stack--tight">
      {CHANNELS.filter((channel) => channels.includes(channel)).map((channel) => {
        const text = channel === 'EMAIL' ? example?.email : example?.sms;
        if (!text) return null;
        const name = t(`channel.${channel}`);
        return (
          <div key={channel} className="stack stack--tight ebok-inbox__example">
            <h3>{name}</h3>
            {/* Its addresses lead nowhere, so that they are no links. */}
            <p className="ebok-inbox__body">{text}</p>
            <button
              type="button"
              className="button button--secondary button--small"
              aria-disabled={send.isSending}
              onClick={() => void send.send(channel)}
            >
              {t('notifications.test', { channel: name })}
            </button>
          </div>
        );
      })}
    </div>
  );
}

function useTest(customerId: string, kind: Setting['kind']) {
  const [mutate, { loading: isSending }] = useMutation(SendTestNotificationDocument);
  const send = async (channel: SentChannel) => {
    if (isSending) return;
    try {
      const { data } = await mutate({ variables: { customerId, kind, channel } });
      if (data!.sendTestNotification) notify(t('notifications.sent'), 'success');
      else notify(t('notifications.sentBefore'));
    } catch {
      notify(t('notifications.notSent'), 'error');
    }
  };
  return { isSending, send };
}
