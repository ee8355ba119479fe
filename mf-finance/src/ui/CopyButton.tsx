import { copy, type CopyOutcome } from '@ebok/shell';
import { useEffect, useState } from 'react';
import { t } from '../texts';
import { Icon } from './Icon';

/** Copies `text` and confirms it, or explains how to copy by hand when the browser refuses. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<CopyOutcome>();

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(undefined), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const press = async () => {
    // Cleared first, so that screen readers announce a second press too.
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
