import { Failed, Found, pageAfter, pagedList, type Pages, usePages, useTitle } from '@ebok/shell/react';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { ListHead } from '../components/ListHead';
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
import { News } from '../components/News';
import { ListSkeleton } from '../components/Skeletons';
import { MessagesDocument, type MessageRowFragment } from '../operations/generated/graphql';
import { t } from '../texts';
import { useMarkAllRead } from './useMarkAllRead';
import { useUnread } from './useUnread';

const MESSAGES = pagedList(MessagesDocument, (data) => data.customer.messages);

/** Wiadomości: messages of the retailer, newest first. */
export function MessagesPage() {
  useTitle(t('messages.title'));
  const search = readSearch(useSearch());
  const [, navigate] = useLocation();
  const address = searchAddress(search);
  useEffect(() => messageList.remember(address), [address]);
  const filter = filterOf(search);
  const { pages, error, loading, retry, renew } = usePages(MESSAGES, { filter }, search.shown);
  const { unread, hasNews, accept } = useUnread();
  const renewAll = () => {
    accept();
    renew();
  };
  const [markAll, isMarking] = useMarkAllRead(renew);
  const isFiltered = Boolean(search.text) || countFilters(search) > 0;
  // In a filtered list the first message is not the newest one.
  const newestSeen = isFiltered ? null : (pages?.nodes[0]?.id ?? null);

  const change = (changes: Partial<MessageSearch>) => {
    const next = { ...search, shown: pageAfter(0), ...changes };
    // Back leads to the list before the search; single letters and "show more" add no history entries.
    const replace = 'shown' in changes || Boolean(changes.text && search.text);
    navigate(searchAddress(next), { replace });
  };
  return (
    <>
      <ListHead unread={pages && unread} isMarking={isMarking} onMarkAll={() => void markAll(newestSeen)} />
      <MessageFilters search={search} onChange={change} />
      <section className="found" aria-label={t('messages.listLabel')} aria-busy={loading} tabIndex={-1}>
        <News shown={hasNews} onShow={renewAll} />
        {!error && !pages && <ListSkeleton />}
        {pages && (
          <Results
            pages={pages}
            isFiltered={isFiltered}
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
  isFiltered: boolean;
  loading: boolean;
  failed: boolean;
  onChange: (change: Partial<MessageSearch>) => void;
}

function Results({ pages, isFiltered, loading, failed, onChange }: ResultsProps) {
  const { nodes: messages, totalCount, hasMore } = pages;
  const shown = messages.length;
  const count = t('messages.count', { count: totalCount });
  return (
    <Found
      total={totalCount}
      shown={shown}
      hasMore={hasMore && !failed}
      filtered={isFiltered}
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
