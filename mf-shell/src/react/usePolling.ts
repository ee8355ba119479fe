import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Asks again and again while the page is visible, and at once when it becomes visible.
 * @param subject what is asked about; polling starts anew when it changes, and null stops it
 * @param ask rejects where there was no answer; the next poll follows all the same
 * @param pauseAfter milliseconds until the next poll, by those since the start; undefined ends polling
 * @returns true when the last poll had no answer
 */
export function usePolling(
  subject: string | null,
  ask: () => Promise<unknown>,
  pauseAfter: (waited: number) => number | undefined,
): boolean {
  const [hasFailed, setHasFailed] = useState(false);
  const askNow = useEffectEvent(ask);
  const pauseNow = useEffectEvent(pauseAfter);

  useEffect(() => {
    if (subject === null) return;
    const since = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const poll = async () => {
      clearTimeout(timer);
      const failed = await askNow().then(
        () => false,
        () => true,
      );
      if (stopped) return;
      setHasFailed(failed);
      schedule();
    };
    const schedule = () => {
      clearTimeout(timer);
      const pause = pauseNow(Date.now() - since);
      if (pause !== undefined && !document.hidden) timer = setTimeout(() => void poll(), pause);
    };
    const onVisibilityChange = () => {
      if (!document.hidden) void poll();
    };
    schedule();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibilityChange);
    };
  }, [subject]);

  return hasFailed;
}
