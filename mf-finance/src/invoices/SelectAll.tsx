import { failureTexts } from '@ebok/shell';
import { useState } from 'react';
import { t } from '../texts';

/** Selects all documents that can be paid, including those not loaded yet. */
export function SelectAll({ onSelect }: { onSelect: () => Promise<void> }) {
  const [state, setState] = useState<'busy' | 'failed'>();

  const press = async () => {
    if (state === 'busy') return;
    setState('busy');
    try {
      await onSelect();
      setState(undefined);
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <button
        type="button"
        className="button button--quiet button--small"
        aria-label={t('selection.all')}
        aria-busy={state === 'busy'}
        onClick={() => void press()}
      >
        {t('selection.allShort')}
      </button>
      {state === 'failed' && (
        <p className="field__problem" role="alert">
          {failureTexts().text}
        </p>
      )}
    </>
  );
}
