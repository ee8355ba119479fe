import { keepFocusAround } from '@ebok/shell';
import type { MouseEvent, ReactNode } from 'react';
import { pageAfter } from './paging';
import { useFirstNew } from './useFirstNew';

interface Props {
  /** The number of results, the number in the list, and whether there are more. */
  total: number;
  shown: number;
  hasMore: boolean;
  filtered: boolean;
  loading: boolean;
  says: { count: string; more: string; clear: string; none: string; noneHint: string; noneFits: string };
  onClear: () => void;
  /** Receives the next number of results to show. */
  onMore: (shown: number) => void;
  /** The list, with one link per result. */
  children: ReactNode;
}

/** Results of a search: the count, the list and a button for more; without results, what to do. */
export function Found({ total, shown, hasMore, filtered, loading, says, onClear, onMore, children }: Props) {
  const [list, beforeMore] = useFirstNew<HTMLDivElement>(shown);

  const clear = (event: MouseEvent<HTMLElement>) => {
    keepFocusAround(event.currentTarget);
    onClear();
  };
  if (total === 0)
    return (
      <div className="card found__none">
        <p role="status">{filtered ? says.noneFits : says.none}</p>
        {filtered ? (
          <button type="button" className="button button--secondary" onClick={clear}>
            {says.clear}
          </button>
        ) : (
          <p>{says.noneHint}</p>
        )}
      </div>
    );
  return (
    <>
      <div className="found__count">
        <p role="status">{says.count}</p>
        {filtered && (
          <button type="button" className="button button--quiet" onClick={clear}>
            {says.clear}
          </button>
        )}
      </div>
      <div className="card found__frame" ref={list}>
        {children}
      </div>
      {hasMore && (
        <button
          type="button"
          className="button button--secondary found__more"
          aria-disabled={loading}
          onClick={() => {
            if (loading) return;
            beforeMore();
            onMore(pageAfter(shown));
          }}
        >
          {says.more}
        </button>
      )}
    </>
  );
}
