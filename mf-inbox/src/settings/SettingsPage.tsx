import { useTitle } from '@ebok/shell/react';
import { Icon } from '../components/Icon';
import { messageList } from '../components/lastMessages';
import { BouncedMailbox } from './BouncedMailbox';
import { CalendarCard } from './CalendarCard';
import { NotificationsCard } from './NotificationsCard';
import { t } from './texts';

/** Ustawienia powiadomień: what the retailer tells the customer, and how. */
export default function SettingsPage() {
  useTitle(t('settings.title'));
  return (
    <div className="stack stack--loose ebok-inbox__settings">
      <a className="ebok-inbox__back" href={messageList.address}>
        <Icon name="back" />
        {t('message.back')}
      </a>
      <h1>{t('settings.title')}</h1>
      <BouncedMailbox />
      <NotificationsCard />
      <CalendarCard />
    </div>
  );
}
