import { session } from '@ebok/shell';
import { Icon } from './Icon';
import type { ContactQuery } from './generated/graphql';
import { t } from './texts';

type Channel = ContactQuery['service']['support'][0];

/** The retailer's telephone and address for the reader's kind of customer. */
export function Channels({ channels }: { channels: Channel[] }) {
  const kind = session.current?.customer.kind;
  const own = channels.filter(({ audience }) => audience === kind);
  return (
    <>
      {(own.length > 0 ? own : channels).map(({ audience, phone, email, hours }) => (
        <div key={`${audience} ${phone}`} className="stack stack--tight">
          <h3>{t(`channels.${audience}`)}</h3>
          <a className="ebok-inbox__channel" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="phone" />
            {phone}
          </a>
          <p className="muted small">{hours}</p>
          <a className="ebok-inbox__channel" href={`mailto:${email}`}>
            <Icon name="mail" />
            {email}
          </a>
        </div>
      ))}
      <p className="small">{t('channels.outage')}</p>
      <a className="ebok-inbox__channel" href="tel:991">
        <Icon name="phone" />
        991
      </a>
    </>
  );
}
