import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const FIRST = 100;
const STEP = 500;

/** How many of a long list's entries are drawn, and what draws more of them. Paper gets them all. */
export function useShown(count: number): [shown: number, showMore: () => void] {
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

  return [isPrinting ? count : Math.min(wanted, count), () => setWanted(wanted + STEP)];
}
