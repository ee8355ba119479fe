import { useEffect } from 'react';

/** The page's name in the window, in tabs and in the browser's history. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
