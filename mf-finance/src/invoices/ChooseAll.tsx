import { useState } from 'react';
import { t } from '../texts';

/** Selects all documents that can be paid, including those not loaded yet. */
export function ChooseAll({ onChoose }: { onChoose: () => Promise<void> }) {
  const [state, setState] = useState<'busy' | 'failed'>();

  const press = async () => {
    if (state === 'busy') return;
    setState('busy');
    try {
      await onChoose();
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
        aria-label={t('basket.all')}
        aria-busy={state === 'busy'}
        onClick={() => void press()}
      >
        {t('basket.allShort')}
      </button>
      {state === 'failed' && (
        <p className="field__problem" role="alert">
          {t('failed.text')}
        </p>
      )}
    </>
  );
}
