import { useEffect, useEffectEvent, useState } from 'react';

const PAUSE = 300;

/**
 * The draft of a field. It is committed after a short pause, or at once by the third function. A value from outside
 * (Back, "clear") replaces it; our own value coming back late does not, so no letter is lost.
 */
export function useDraft(value: string, commit: (value: string) => void) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);

  if (value !== known) {
    setKnown(value);
    if (value !== sent.trim()) {
      setDraft(value);
      setSent(value);
    }
  }
  const send = useEffectEvent(() => {
    setSent(draft);
    commit(draft);
  });

  useEffect(() => {
    if (draft === sent) return;
    const timer = setTimeout(() => send(), PAUSE);
    return () => clearTimeout(timer);
  }, [draft, sent]);

  const commitNow = () => {
    if (draft === sent) return;
    setSent(draft);
    commit(draft);
  };
  return [draft, setDraft, commitNow] as const;
}
