import { Found, pageAfter, pagedList, usePages, useTitle, type Pages } from '@ebok/shell/react';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Failed } from '../components/Failed';
import { MessageFilters } from '../components/MessageFilters';
import { messageList } from '../components/lastMessages';
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

/** Wiadomości: messages of the retailer, newest first. */
export function MessagesPage() {
  useTitle(t('messages.title'));
  const search = readSearch(useSearch());
  const [, navigate] = useLocation();
  const address = searchAddress(search);
  useEffect(() => messageList.remember(address), [address]);
  const { pages, error, loading, retry } = usePages(MESSAGES, { filter: filterOf(search) }, search.shown);

  const change = (changes: Partial<MessageSearch>) => {
    const next = { ...search, shown: pageAfter(0), ...changes };
    // Back leads to the list before the search; single letters and "show more" add no history entries.
    const replace = 'shown' in changes || Boolean(changes.text && search.text);
    navigate(searchAddress(next), { replace });
  };
  return (
    <>
      <h1>{t('messages.title')}</h1>
      <MessageFilters search={search} onChange={change} />
      <section className="found" aria-label={t('messages.listLabel')} aria-busy={loading} tabIndex={-1}>
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
  const shown = messages.length;
  const count = t('messages.count', { count: totalCount });
  return (
    <Found
      total={totalCount}
      shown={shown}
      hasMore={hasMore && !failed}
      filtered={Boolean(search.text) || countFilters(search) > 0}
      loading={loading}
      says={{
        count: hasMore ? `${count}, ${t('messages.shown', { shown })}` : count,
        more: loading ? t('messages.loading') : t('messages.more', { left: totalCount - shown }),
        clear: t('filters.clear'),
        none: t('messages.none'),
        noneHint: t('messages.noneHint'),
        noneFits: t('messages.noneFits'),
      }}
      onClear={() => onChange(NO_FILTERS)}
      onMore={(next) => onChange({ shown: next })}
    >
      <MessageList messages={messages} />
    </Found>
  );
}
