import { keepFocusAround } from '@ebok/shell';
import type { MouseEvent, ReactNode } from 'react';
import { pageAfter } from './paging';
import { useFirstNew } from './useFirstNew';

interface Props {
  /** How many there are in all, how many of them stand in the list, and whether others follow. */
  total: number;
  shown: number;
  hasMore: boolean;
  filtered: boolean;
  loading: boolean;
  says: { count: string; more: string; clear: string; none: string; noneHint: string; noneFits: string };
  onClear: () => void;
  /** Takes the next total to show. */
  onMore: (shown: number) => void;
  /** The list, with a link to each. */
  children: ReactNode;
}

/** What was found: how many, the list, and more of it; or that there is nothing, and what to do. */
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
