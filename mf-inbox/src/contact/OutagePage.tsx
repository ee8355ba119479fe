import { useTitle } from '@ebok/shell/react';
import { Icon } from './Icon';
import './contact.css';
import { formAddress } from './place';
import { t } from './texts';
import { ticketList } from './ticketList';

/** A power cut: the distributor repairs it, and a letter to the retailer would only lose time. */
export default function OutagePage() {
  useTitle(t('outage.title'));
  return (
    <div className="ebok-inbox__message">
      <a className="ebok-inbox__back" href={ticketList.address}>
        <Icon name="back" />
        {t('contact.back')}
      </a>
      <h1>{t('outage.title')}</h1>
      <section className="card">
        <p>
          <strong>{t('outage.danger')}</strong>
        </p>
        <p>{t('outage.call')}</p>
        <a className="button ebok-inbox__emergency" href="tel:991">
          <Icon name="phone" />
          {t('outage.button')}
        </a>
        <p>{t('outage.say')}</p>
      </section>
      <p>
        {t('outage.later')} <a href={formAddress({ topic: 'OTHER' })}>{t('outage.write')}</a>
      </p>
    </div>
  );
}
