import { session } from '@ebok/shell';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { t } from '../texts';

/** A forgotten page must not wait for ever. */
const LONGEST_MS = 15 * 60_000;

/**
 * The session is over, and the last words are not saved. The page waits for a sign-in in another tab; its content is
 * hidden meanwhile, because somebody else may stand before it.
 */
export function SessionOver() {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closing it while it still stands in the page gives the focus back to the field.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => session.leave(), LONGEST_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog ebok-inbox__over"
      role="alertdialog"
      aria-labelledby="over-title"
      aria-describedby="over-text"
      onCancel={(event) => event.preventDefault()}
    >
      <div className="stack">
        <h2 id="over-title">{t('over.title')}</h2>
        <p id="over-text">{t('over.text')}</p>
      </div>
      <div className="dialog__actions">
        <a className="button" href="/logowanie" target="_blank" rel="noopener">
          {t('over.signIn')}
        </a>
        <button type="button" className="button button--secondary" onClick={() => session.leave()}>
          {t('over.leave')}
        </button>
      </div>
    </dialog>
  );
}
