import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to the first new item of a list that grew on request, since the button may disappear with the last
 * page.
 * @param shown the number of items in the list
 * @param selector one element to focus for each item
 * @returns a ref for the list, and a function to call before it grows
 */
export function useFirstNew<TList extends Element>(
  shown: number,
  selector = 'a',
): [list: RefObject<TList | null>, beforeMore: () => void] {
  const list = useRef<TList>(null);
  const firstNew = useRef<number>(undefined);

  // In the commit that removes the button, so that the focus is never lost in between.
  useLayoutEffect(() => {
    if (firstNew.current === undefined || shown <= firstNew.current) return;
    list.current?.querySelectorAll<HTMLElement>(selector)[firstNew.current]?.focus({ preventScroll: true });
    firstNew.current = undefined;
  }, [shown, selector]);

  const beforeMore = () => {
    firstNew.current = shown;
  };
  return [list, beforeMore];
}
