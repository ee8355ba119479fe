import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

const FIRST = 100;
const STEP = 500;

/** How many of a long table's rows are drawn, and what draws more of them. Paper gets them all. */
export function useVisibleRows(
  count: number,
): [shown: number, showMore: () => void, table: RefObject<HTMLTableElement | null>] {
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState(FIRST);
  const [isPrinting, setPrinting] = useState(false);

  useEffect(() => {
    // The browser takes its picture as soon as the listeners have run.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);

  const showMore = () => {
    flushSync(() => setWanted(wanted + STEP));
    // The button may be gone with the last rows, and focus with it: reading goes on at the first that is new.
    const row = table.current?.querySelectorAll<HTMLElement>('tbody [scope=row]')[wanted];
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  };
  return [isPrinting ? count : Math.min(wanted, count), showMore, table];
}
