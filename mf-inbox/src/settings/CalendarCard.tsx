import { useQuery } from '@apollo/client/react';
import { format } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { ListSkeleton } from '../components/Skeletons';
import { CalendarAddress } from './CalendarAddress';
import { CalendarFeedDocument, type CalendarFeedQuery } from './generated/graphql';
import { t } from './texts';
import { useCalendarFeed } from './useCalendarFeed';

/** The calendar of due dates, which other programs subscribe to. */
export function CalendarCard() {
  const { data, error, refetch } = useQuery(CalendarFeedDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <section className="card" aria-labelledby="calendar" tabIndex={-1}>
      <h2 id="calendar">{t('calendar.title')}</h2>
      <p>{t('calendar.about')}</p>
      {data ? (
        <Calendar key={data.customer.id} customer={data.customer} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={1} />
      )}
    </section>
  );
}

function Calendar({ customer: { id, calendarFeed } }: { customer: CalendarFeedQuery['customer'] }) {
  const { address, isWorking, renew, end } = useCalendarFeed(id);
  return (
    <>
      {address && <CalendarAddress address={address} />}
      {calendarFeed && !address && (
        <p>{t('calendar.since', { day: format.day(calendarFeed.createdAt.slice(0, 10)) })}</p>
      )}
      {calendarFeed && <p className="muted small">{t('calendar.renewHint')}</p>}
      <div className="cluster">
        <button
          type="button"
          className="button button--secondary"
          aria-disabled={isWorking}
          onClick={() => void renew()}
        >
          {t(calendarFeed ? 'calendar.renew' : 'calendar.create')}
        </button>
        {calendarFeed && (
          <button
            type="button"
            className="button button--quiet"
            aria-disabled={isWorking}
            onClick={({ currentTarget }) => void end(currentTarget)}
          >
            {t('calendar.end')}
          </button>
        )}
      </div>
    </>
  );
}
