import { useQuery } from '@apollo/client/react';
import { language, session } from '@ebok/shell';
import { Failed, useTitle } from '@ebok/shell/react';
import { ListSkeleton } from '../components/Skeletons';
import { Channels } from './Channels';
import './contact.css';
import { ContactDocument, type Language } from './generated/graphql';
import { t } from './texts';
import { TicketList } from './TicketList';
import { Topics } from './Topics';
import { UnsentDraft } from './UnsentDraft';

/** Kontakt: what to write about, the customer's requests, and the retailer's channels. */
export default function ContactPage() {
  useTitle(t('contact.title'));
  const { data, error, refetch } = useQuery(ContactDocument, {
    variables: { language: language.current.toUpperCase() as Language },
    fetchPolicy: 'network-only',
  });
  const mayWrite = session.current?.role !== 'VIEW';
  const draft = data?.customer.ticketDraft;
  return (
    <>
      <h1>{t('contact.title')}</h1>
      {/* On a phone both stand far below the topics. */}
      <p className="cluster ebok-inbox__jump no-print">
        <a href="#tickets">{t('tickets.title')}</a>
        <a href="#channels">{t('channels.title')}</a>
      </p>
      {mayWrite && draft && <UnsentDraft draft={draft} />}
      <div className="ebok-inbox__contact">
        <div className="stack stack--loose">
          {mayWrite ? <Topics /> : <p className="alert alert--info">{t('contact.viewOnly')}</p>}
          <TicketList />
        </div>
        <section className="card" aria-labelledby="channels">
          <h2 id="channels">{t('channels.title')}</h2>
          {data ? (
            <Channels channels={data.service.support} />
          ) : error ? (
            <Failed error={error} onRetry={() => void refetch()} />
          ) : (
            <ListSkeleton rows={2} />
          )}
        </section>
      </div>
    </>
  );
}
