import { session } from '@ebok/shell';
import { Failed, useTitle } from '@ebok/shell/react';
import { useSearch } from 'wouter';
import { Icon } from '../Icon';
import { ListSkeleton } from '../../components/Skeletons';
import '../contact.css';
import { readPlace, type Place } from '../place';
import { t } from '../texts';
import { ticketList } from '../ticketList';
import { TicketForm } from './TicketForm';
import { useUnsentDraft, type Draft } from './useUnsentDraft';

/** The form for a new request. Its address says what the request is about. */
export default function NewTicketPage() {
  useTitle(t('form.title'));
  const search = useSearch();
  const { loaded, draft, error, retry } = useUnsentDraft();
  const mayWrite = session.current?.role !== 'VIEW';
  return (
    <div className="ebok-inbox__message" tabIndex={-1}>
      <a className="ebok-inbox__back" href={ticketList.address}>
        <Icon name="back" />
        {t('contact.back')}
      </a>
      <h1>{t('form.title')}</h1>
      {!mayWrite ? (
        <p className="alert alert--info">{t('contact.viewOnly')}</p>
      ) : loaded ? (
        <TicketForm first={firstPlace(readPlace(search), draft)} draft={draft} />
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <ListSkeleton rows={4} />
      )}
    </div>
  );
}

/** What the address says comes first, since a link led here; then the draft. */
function firstPlace(address: Partial<Place>, draft: Draft): Place {
  const isDrafts = !address.topic || address.topic === draft?.topic;
  const kept = isDrafts && !address.invoice && !address.point ? draft : null;
  return {
    topic: address.topic ?? draft?.topic ?? 'OTHER',
    invoice: address.invoice ?? kept?.invoice?.id ?? '',
    point: address.point ?? kept?.consumptionPoint?.id ?? '',
  };
}
