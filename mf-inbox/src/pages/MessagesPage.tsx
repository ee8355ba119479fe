import { keepFocusAround } from '@ebok/shell';
import { pageAfter, pagedList, usePages, useTitle, type Pages } from '@ebok/shell/react';
import { useEffect, useRef, type MouseEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Failed } from '../components/Failed';
import { MessageFilters } from '../components/MessageFilters';
import { MessageList } from '../components/MessageList';
import {
  countFilters,
  filterOf,
  NO_FILTERS,
  readSearch,
  searchAddress,
  type MessageSearch,
} from '../components/messageSearch';
import { ListSkeleton } from '../components/Skeletons';
import { MessagesDocument, type MessageRowFragment } from '../operations/generated/graphql';
import { t } from '../texts';

const MESSAGES = pagedList(MessagesDocument, (data) => data.customer.messages);

/** Wiadomości: what the retailer told the customer, newest first. */
export function MessagesPage() {
  useTitle(t('messages.title'));
  const search = readSearch(useSearch());
  const [, navigate] = useLocation();
  const { pages, error, loading, retry } = usePages(MESSAGES, { filter: filterOf(search) }, search.shown);

  const change = (changes: Partial<MessageSearch>) => {
    const next = { ...search, shown: pageAfter(0), ...changes };
    // Back leads to the list before the search, not through every letter of it; nor through every "show more".
    const replace = 'shown' in changes || Boolean(changes.text && search.text);
    navigate(searchAddress(next), { replace });
  };
  return (
    <>
      <h1>{t('messages.title')}</h1>
      <MessageFilters search={search} onChange={change} />
      <section
        className="ebok-inbox__results"
        aria-label={t('messages.listLabel')}
        aria-busy={loading}
        tabIndex={-1}
      >
        {!error && !pages && <ListSkeleton />}
        {pages && (
          <Results
            pages={pages}
            search={search}
            loading={loading}
            failed={Boolean(error)}
            onChange={change}
          />
        )}
        {error && <Failed error={error} onRetry={retry} />}
      </section>
    </>
  );
}

interface ResultsProps {
  pages: Pages<MessageRowFragment>;
  search: MessageSearch;
  loading: boolean;
  failed: boolean;
  onChange: (change: Partial<MessageSearch>) => void;
}

function Results({ pages, search, loading, failed, onChange }: ResultsProps) {
  const { nodes: messages, totalCount, hasMore } = pages;
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef<number>(undefined);
  const shown = messages.length;

  useEffect(() => {
    // The button may be gone with the last page, and focus with it: reading goes on at the first new message.
    if (firstNew.current === undefined || shown <= firstNew.current) return;
    list.current?.querySelectorAll('a')[firstNew.current]?.focus({ preventScroll: true });
    firstNew.current = undefined;
  }, [shown]);

  const filtered = Boolean(search.text) || countFilters(search) > 0;
  const clear = (event: MouseEvent<HTMLElement>) => {
    keepFocusAround(event.currentTarget);
    onChange(NO_FILTERS);
  };
  if (totalCount === 0) return <Empty filtered={filtered} onClear={clear} />;
  return (
    <>
      <div className="ebok-inbox__count">
        <p role="status">
          {t('messages.count', { count: totalCount })}
          {hasMore && `, ${t('messages.shown', { shown })}`}
        </p>
        {filtered && (
          <button type="button" className="button button--quiet" onClick={clear}>
            {t('filters.clear')}
          </button>
        )}
      </div>
      <div className="card ebok-inbox__frame">
        <MessageList ref={list} messages={messages} />
      </div>
      {hasMore && !failed && (
        <button
          type="button"
          className="button button--secondary ebok-inbox__more"
          aria-disabled={loading}
          onClick={() => {
            if (loading) return;
            firstNew.current = shown;
            onChange({ shown: pageAfter(shown) });
          }}
        >
          {loading ? t('messages.loading') : t('messages.more', { left: totalCount - shown })}
        </button>
      )}
    </>
  );
}

function Empty({
  filtered,
  onClear,
}: {
  filtered: boolean;
  onClear: (event: MouseEvent<HTMLElement>) => void;
}) {
  return (
    <div className="card ebok-inbox__none">
      <p role="status">{filtered ? t('messages.noneFits') : t('messages.none')}</p>
      {filtered ? (
        <button type="button" className="button button--secondary" onClick={onClear}>
          {t('filters.clear')}
        </button>
      ) : (
        <p>{t('messages.noneHint')}</p>
      )}
    </div>
  );
}
