import { format } from '@ebok/shell';
import type { MessageQuery } from '../operations/generated/graphql';
import { t } from '../texts';

/** The channels a message was sent through, and the state of each delivery. */
export function Deliveries({ deliveries }: Pick<MessageQuery['customer']['message'], 'deliveries'>) {
  return (
    <section className="ebok-inbox__deliveries muted small" aria-label={t('deliveries.title')}>
      <h2>{t('deliveries.title')}</h2>
      <ul>
        {deliveries.map(({ channel, recipient, status, at }) => (
          <li key={`${channel} ${recipient}`}>
            {t(`channel.${channel}`)}
            {recipient && ` (${recipient})`}: {t(`deliveries.${status}`)}, {format.dateTime(at)}
          </li>
        ))}
      </ul>
    </section>
  );
}
