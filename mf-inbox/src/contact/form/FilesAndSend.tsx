import { format } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { isOnItsWay, type UploadList } from '@ebok/shell/uploads';
import { useSyncExternalStore } from 'react';
import { t } from '../texts';
import { Uploads } from '../uploads/Uploads';
import type { DraftState } from './draftSaver';
import { ProblemAt } from './Field';
import type { FieldProblem } from './problems';
import type { Phase } from './useSending';

interface Props {
  label: string;
  phase: Phase;
  failure: Error | undefined;
  draft: DraftState;
  uploads: UploadList;
  onRetry: () => void;
}

/** The end of a form: its files, and sending all of it. */
export function FilesAndSend({ problems, ...bar }: Props & { problems: readonly FieldProblem[] }) {
  return (
    <>
      <Uploads list={bar.uploads} id="files">
        <ProblemAt name="files" problems={problems} />
      </Uploads>
      <SendBar {...bar} />
    </>
  );
}

/** The button, what it waits for, and whether the text is safe. */
function SendBar({ label, phase, failure, draft, uploads, onRetry }: Props) {
  return (
    <div className="stack stack--tight">
      {failure && <Failed error={failure} onRetry={onRetry} text={t('form.failed')} />}
      <div className="cluster">
        <button type="submit" className="button" aria-busy={phase !== 'idle'}>
          {label}
        </button>
        <SavedDraft draft={draft} />
      </div>
      <div role="status">
        {phase === 'uploading' && <WaitingForUploads uploads={uploads} />}
        {phase === 'sending' && <p>{t('form.sending')}</p>}
      </div>
    </div>
  );
}

function WaitingForUploads({ uploads }: { uploads: UploadList }) {
  const files = useSyncExternalStore(uploads.subscribe, () => uploads.files);
  const count = files.filter(isOnItsWay).length;
  return <p>{t('form.uploading', { count })}</p>;
}

function SavedDraft({ draft: { failed, unsaved, savedAt } }: { draft: DraftState }) {
  if (failed && unsaved) return <span className="small">{t('draft.failed')}</span>;
  if (unsaved) return <span className="muted small">{t('draft.saving')}</span>;
  if (!savedAt) return null;
  return <span className="muted small">{t('draft.saved', { time: format.time(savedAt) })}</span>;
}
