// The playground: the bar, and GraphiQL below it.
import { GraphiQL } from 'graphiql';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { forgetPlayground } from '../../src/session/playground-storage';
import { onNews, tellTabs } from '../../src/session/tabs';
import { isUnauthenticated, type Operation, runOperation } from './run-operation';
import { Bar } from './Bar';
import { CurlButton } from './CurlButton';
import { hasTabs, takeOverStorage } from './browser-storage';
import { ChosenPlace } from './panels/chosen';
import { PLUGINS } from './panels/plugins';
import { preparedTabs } from './prepared';
import { PreparedMenu } from './PreparedMenu';
import { askSession, type Session } from './session';

/** `first`: the session when the page was opened. */
export function App({ first }: { first: Session | null }) {
  const [session, setSession] = useState(first);
  const [tabs] = useState(() => (hasTabs() ? undefined : preparedTabs(new Date())));
  const [place, setPlace] = useState('');
  const chosen = useMemo(() => ({ place, choose: setPlace }), [place]);
  /** The owner of the tabs on screen. It stays when the session expires, since the same user may sign in again. */
  const owner = useRef(first?.user.id);

  /** Shows the current session. @returns false for another user, who must not see these tabs */
  const meet = useCallback((now: Session | null): boolean => {
    if (owner.current !== undefined && owner.current !== now?.user.id) return false;
    owner.current = now?.user.id;
    takeOverStorage(now?.user.id ?? null);
    setSession(now);
    return true;
  }, []);

  useEffect(
    () =>
      onNews((news) => {
        if (news === 'ended') leave();
        else void askSession().then((now) => now === undefined || meet(now) || leave());
      }),
    [meet],
  );

  const fetcher = useCallback(
    async (operation: Operation, options?: { headers?: Record<string, string> }) => {
      const answer = await runOperation(operation, options?.headers);
      if (isUnauthenticated(answer)) setSession(null);
      else if (/\bmutation\b/.test(operation.query)) await afterMutation(meet);
      return answer as object;
    },
    [meet],
  );

  return (
    <>
      <Bar session={session} />
      <main className="playground__main" onKeyDownCapture={leaveEditor}>
        <ChosenPlace value={chosen}>
          <GraphiQL
            fetcher={fetcher}
            defaultTabs={tabs}
            defaultEditorToolsVisibility="variables"
            showPersistHeadersSettings={false}
            plugins={PLUGINS}
          >
            {/* GraphiQL's name is hidden to make room; the README names it. */}
            <GraphiQL.Logo>
              <PreparedMenu />
            </GraphiQL.Logo>
            <GraphiQL.Toolbar>{Toolbar}</GraphiQL.Toolbar>
          </GraphiQL>
        </ChosenPlace>
      </main>
    </>
  );
}

/** GraphiQL's buttons, and the playground's. */
function Toolbar({ prettify, merge, copy }: Record<'prettify' | 'merge' | 'copy', ReactNode>) {
  return (
    <>
      {prettify}
      {merge}
      {copy}
      <CurlButton />
    </>
  );
}

/** A mutation may have started or ended a session, or selected another customer. */
async function afterMutation(meet: (now: Session | null) => boolean): Promise<void> {
  const now = await askSession();
  if (now === undefined || meet(now)) return;
  tellTabs(now ? 'changed' : 'ended');
  leave();
}

/** Elements that Escape closes first. */
const OPEN_IN_EDITOR = '.suggest-widget.visible, .find-widget.visible, .parameter-hints-widget.visible';

/**
 * Escape moves the focus from an editor to its box; Tab goes on from there, and Enter goes back in. Inside, Tab
 * indents. It listens in the capture phase, because the editor stops every Escape.
 */
function leaveEditor({ key, target }: KeyboardEvent<HTMLElement>): void {
  if (key !== 'Escape' || !(target instanceof HTMLTextAreaElement)) return;
  const box = target.closest<HTMLElement>('.graphiql-editor');
  if (!box?.querySelector(OPEN_IN_EDITOR)) box?.focus();
}

/** A reload drops the former user's data from memory. GraphiQL stores its tabs until the page is gone. */
function leave(): void {
  forgetPlayground();
  addEventListener('pagehide', forgetPlayground);
  location.reload();
}
