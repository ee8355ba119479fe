import { useApolloClient } from '@apollo/client/react';
import { notify } from '@ebok/shell';
import { useRef, useState } from 'react';
import {
  NotificationSettingsDocument,
  SetNotificationDocument,
  type NotificationSettingRowFragment,
  type NotificationSettingsQuery,
} from './generated/graphql';
import { t } from './texts';

export type Setting = NotificationSettingRowFragment;
export type Change = Partial<Pick<Setting, 'email' | 'sms' | 'daysBefore' | 'attachPdf'>>;
type Kind = Setting['kind'];

/** Settings as the customer chose them, saved at once. A change that could not be saved is taken back. */
export function useNotifications({
  id: customerId,
  notificationSettings,
}: NotificationSettingsQuery['customer']) {
  const client = useApolloClient();
  const [unsaved, setUnsaved] = useState<Partial<Record<Kind, Setting>>>({});
  // One after another: answers in another order would bring an older choice back.
  const queue = useRef(Promise.resolve());
  const latest = useRef<Partial<Record<Kind, Setting>>>({});
  const show = (kind: Kind, setting: Setting | undefined) => {
    latest.current = { ...latest.current, [kind]: setting };
    setUnsaved(latest.current);
  };

  const send = async (setting: Setting) => {
    const { kind, email, sms, daysBefore, attachPdf } = setting;
    // A later choice of the same kind is on its way.
    const isLatest = () => latest.current[kind] === setting;
    try {
      const { data } = await client.mutate({
        mutation: SetNotificationDocument,
        variables: { customerId, kind, email, sms, daysBefore, attachPdf },
      });
      client.writeQuery({
        query: NotificationSettingsDocument,
        data: {
          __typename: 'Query',
          customer: {
            __typename: 'Customer',
            id: customerId,
            notificationSettings: data!.setNotification,
          },
        },
      });
      if (!isLatest()) return;
      show(kind, undefined);
      notify(t('notifications.saved', { kind: t(`kind.${kind}`) }), 'success');
    } catch {
      if (!isLatest()) return;
      show(kind, undefined);
      notify(t('notifications.failed'), 'error');
    }
  };
  const save = (setting: Setting, change: Change) => {
    const next = { ...setting, ...change };
    show(setting.kind, next);
    queue.current = queue.current.then(() => send(next));
  };
  return { settings: notificationSettings.map((setting) => unsaved[setting.kind] ?? setting), save };
}
