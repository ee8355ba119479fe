import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

const FIRST = 100;
const STEP = 500;

/** The number of rows drawn of a long table, and a function to draw more. Print gets them all. */
export function useVisibleRows(
  count: number,
): [shown: number, showMore: () => void, table: RefObject<HTMLTableElement | null>] {
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setWanted] = useState(FIRST);
  const [isPrinting, setPrinting] = useState(false);

  useEffect(() => {
    // The browser prints as soon as the listeners return, so the rows must be drawn now.
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
    // The button may disappear with the last rows: the focus moves to the first new row.
    const row = table.current?.querySelectorAll<HTMLElement>('tbody [scope=row]')[wanted];
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  };
  return [isPrinting ? count : Math.min(wanted, count), showMore, table];
}
