import { Fragment } from 'react';
import { NotificationOptions } from './NotificationOptions';
import { t } from './texts';
import type { Change, Setting } from './useNotifications';

interface Props {
  customerId: string;
  settings: Setting[];
  /** Nothing can be changed. */
  isFixed: boolean;
  onChange: (setting: Setting, change: Change) => void;
}

/** Kinds of messages by channels. On a phone each kind is a card. */
export function NotificationTable({ customerId, settings, isFixed, onChange }: Props) {
  return (
    <table className="table ebok-inbox__grid" role="table" aria-labelledby="notifications">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t('notifications.kind')}</th>
          <th role="columnheader">{t('channel.EMAIL')}</th>
          <th role="columnheader">{t('channel.SMS')}</th>
          <th role="columnheader">{t('channel.PORTAL')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {settings.map((setting) => (
          <Fragment key={setting.kind}>
            <tr role="row" className="ebok-inbox__grid-kind">
              <th role="rowheader" scope="row">
                {t(`kind.${setting.kind}`)}
                {setting.requiredReason && <p className="muted small">{setting.requiredReason}</p>}
              </th>
              <Choice
                setting={setting}
                channel="EMAIL"
                isChosen={setting.email}
                isFixed={isFixed || setting.required}
                onChange={(email) => onChange(setting, { email })}
              />
              <Choice
                setting={setting}
                channel="SMS"
                isChosen={setting.sms}
                isFixed={isFixed}
                onChange={(sms) => onChange(setting, { sms })}
              />
              <td role="cell" data-label={t('channel.PORTAL')}>
                {t('notifications.always')}
              </td>
            </tr>
            <tr role="row">
              <td role="cell" colSpan={4}>
                <NotificationOptions
                  customerId={customerId}
                  setting={setting}
                  isFixed={isFixed}
                  onChange={(change) => onChange(setting, change)}
                />
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface ChoiceProps {
  setting: Setting;
  channel: 'EMAIL' | 'SMS';
  isChosen: boolean;
  isFixed: boolean;
  onChange: (isChosen: boolean) => void;
}

function Choice({ setting: { kind, channels }, channel, isChosen, isFixed, onChange }: ChoiceProps) {
  const name = t(`channel.${channel}`);
  return (
    <td role="cell" data-label={name}>
      {channels.includes(channel) ? (
        <input
          type="checkbox"
          className="ebok-inbox__choice"
          aria-label={t('notifications.channel', { kind: t(`kind.${kind}`), channel: name })}
          checked={isChosen}
          disabled={isFixed}
          onChange={({ target }) => onChange(target.checked)}
        />
      ) : (
        <span className="muted">{t('notifications.never')}</span>
      )}
    </td>
  );
}
