import { useQuery } from '@apollo/client/react';
import { format, session } from '@ebok/shell';
import { OwnMailboxDocument, type MessageQuery } from '../operations/generated/graphql';
import { t } from '../texts';
import { Icon } from './Icon';
import { spaced } from './phone';

type Delivery = MessageQuery['customer']['message']['deliveries'][0];

/** The channels a message was sent through, and the state of each delivery. */
export function Deliveries({ deliveries }: { deliveries: Delivery[] }) {
  return (
    <section className="ebok-inbox__deliveries muted small" aria-label={t('deliveries.title')}>
      <h2>{t('deliveries.title')}</h2>
      <ul>
        {deliveries.map(({ channel, recipient, status, at }) => (
          <li
            key={`${channel} ${recipient}`}
            className={status === 'FAILED' ? 'ebok-inbox__failed' : undefined}
          >
            {status === 'FAILED' && <Icon name="warning" />} {t(`channel.${channel}`)}
            {recipient && ` (${spaced(recipient)})`}: {t(`deliveries.${status}`)}, {format.dateTime(at)}
          </li>
        ))}
      </ul>
      {deliveries.some(isOwnFailure) && <WhatToDo />}
    </section>
  );
}

function isOwnFailure({ channel, status, recipient }: Delivery): boolean {
  return channel === 'EMAIL' && status === 'FAILED' && recipient === session.current?.user.email;
}

/** A delivery may also fail for a reason that the reader cannot change. */
function WhatToDo() {
  const { data } = useQuery(OwnMailboxDocument, { fetchPolicy: 'cache-and-network' });
  if (!data?.session?.user.emailBounced) return null;
  return (
    <p className="no-print">
      <a href="/wiadomosci/ustawienia">{t('deliveries.bounced')}</a>
    </p>
  );
}
