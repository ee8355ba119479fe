import { useEffect, useState } from 'react';
import { t } from '../texts';
import { Icon } from './Icon';

type Outcome = 'copied' | 'refused';

/** Copies `text` and says so; where the browser refuses, says how to do it by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<Outcome>();

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(undefined), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const press = async () => {
    // Emptied first, so that a second press is announced again.
    setOutcome(undefined);
    setOutcome(await copy(text));
  };
  return (
    <span className="ebok-finance__copy">
      <button
        type="button"
        className="button button--secondary button--small"
        aria-label={label}
        onClick={() => void press()}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} />
        {t('copy.button')}
      </button>
      <span role="status" className="small">
        {outcome && t(`copy.${outcome}`)}
      </span>
    </span>
  );
}

async function copy(text: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    // Refused by the browser, or the page is not served over https.
    return copyBySelection(text) ? 'copied' : 'refused';
  }
}

/** The old way: works without the clipboard's permission, as long as somebody has just pressed something. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.focus({ preventScroll: true });
  area.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch {
    // Not known to this browser.
  }
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
