import { format, keepFocusAround } from '@ebok/shell';
import { useState } from 'react';
import { Icon } from '../Icon';
import { t } from '../texts';

interface Props {
  savedAt: string;
  /** Empties the form; returns how to undo it. */
  onDiscard: () => () => void;
}

/** Says that a text was kept, and takes it away on request. */
export function RestoredDraft({ savedAt, onDiscard }: Props) {
  const [undo, setUndo] = useState<() => void>();
  const press = (element: HTMLElement) => {
    keepFocusAround(element);
    if (!undo) {
      const undoing = onDiscard();
      return setUndo(() => undoing);
    }
    undo();
    setUndo(undefined);
  };
  return (
    <div className="alert alert--info no-print" role="status">
      <Icon name="draft" />
      <div className="stack stack--tight">
        <p>{undo ? t('draft.discarded') : t('draft.restored', { when: format.dateTime(savedAt) })}</p>
        <div>
          <button
            type="button"
            className="button button--secondary button--small"
            onClick={(event) => press(event.currentTarget)}
          >
            {t(undo ? 'draft.undo' : 'draft.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}
