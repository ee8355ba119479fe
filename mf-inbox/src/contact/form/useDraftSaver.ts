import { useApolloClient } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TicketDraftInput } from '../generated/graphql';
import { DraftSaver } from './draftSaver';

/**
 * Keeps the content of a form on the server: after each pause, when the page is hidden or left, and before the
 * customer signs out. `isOver`: the session ended before the last words were saved, and the page waits for a sign-in.
 * @param input the present content
 * @param first the draft that the server has
 */
export function useDraftSaver(input: TicketDraftInput, first: { savedAt: string } | null) {
  const client = useApolloClient();
  const [saver] = useState(() => new DraftSaver(client, input, first?.savedAt ?? null));
  const state = useSyncExternalStore(saver.subscribe, () => saver.state);
  const content = JSON.stringify(input);

  useEffect(() => saver.change(JSON.parse(content) as TicketDraftInput), [saver, content]);

  useEffect(() => {
    const keep = () => void saver.flush({ keepalive: true });
    const onVisibilityChange = () => {
      if (document.hidden) keep();
      // Back from a sign-in in another tab.
      else if (saver.state.failed) void saver.flush();
    };
    // The browser asks before it closes a page with text that no server has.
    const onUnload = (event: BeforeUnloadEvent) => {
      keep();
      if (saver.state.failed && saver.state.unsaved) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onVisibilityChange);
    addEventListener('pagehide', keep);
    addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange);
      removeEventListener('pagehide', keep);
      removeEventListener('beforeunload', onUnload);
      keep();
    };
  }, [saver]);

  const [isOver, setIsOver] = useState(false);
  if (isOver && !state.unsaved) setIsOver(false);
  useEffect(() => {
    const hold = () => {
      if (saver.state.unsaved) setIsOver(true);
      return saver.state.unsaved;
    };
    return session.guardInput({ save: () => saver.flush(), hold });
  }, [saver]);

  return { saver, state, isOver };
}
