import { isUnsent, type UploadList } from '@ebok/shell/uploads';
import { useLayoutEffect, useRef, useState } from 'react';
import { t } from '../texts';
import type { DraftSaver } from './draftSaver';
import type { FieldName, FieldProblem } from './problems';

interface Options {
  saver: DraftSaver;
  uploads: UploadList;
  /** Finds what is wrong before anything is sent. */
  check: () => FieldProblem[];
  /** Sends the present content; returns the gateway's problems, none after a success. */
  send: () => Promise<FieldProblem[]>;
}

/** What a press of the button waits for. */
export type Phase = 'idle' | 'uploading' | 'sending';

/** What is wrong since the last attempt. */
interface Found {
  problems: FieldProblem[];
  /** The files that the problems were found with. */
  files: string;
  /** Counts presses of the button that came to a result. */
  attempt: number;
}

/** Sends a form with its files: waits for uploads that are under way, and keeps everything where it failed. */
export function useSending(options: Options) {
  const [phase, setPhase] = useState<Phase>('idle');
  const [found, setFound] = useState<Found>({ problems: [], files: '', attempt: 0 });
  const [failure, setFailure] = useState<Error>();
  // Someone may type on while uploads are waited for: what is sent is what stands there then.
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });

  const show = (problems: FieldProblem[]) => {
    const files = filesKey(options.uploads);
    setFound(({ attempt }) => ({ problems, files, attempt: attempt + 1 }));
  };
  const submit = async () => {
    if (phase !== 'idle') return;
    const { saver, uploads } = options;
    setFailure(undefined);
    const wrong = [...latest.current.check(), ...unsentFiles(uploads)];
    show(wrong);
    if (wrong.length > 0) return;
    if (uploads.isBusy()) {
      setPhase('uploading');
      await uploads.settled();
    }
    const left = [...latest.current.check(), ...unsentFiles(uploads)];
    show(left);
    if (left.length > 0) return setPhase('idle');
    setPhase('sending');
    try {
      await saver.flush();
      await saver.stop();
      const refused = await latest.current.send();
      show(refused);
      if (refused.length > 0) saver.resume();
      else saver.finish();
    } catch (error) {
      setFailure(error as Error);
      saver.resume();
    }
    setPhase('idle');
  };

  /** Typing clears the problem of its field. */
  const mend = (field: FieldName) => {
    if (found.problems.some((problem) => problem.field === field))
      setFound({ ...found, problems: found.problems.filter((problem) => problem.field !== field) });
  };
  // Taking a file away, or sending it again, clears the problem of the files.
  const areFilesSame = found.files === filesKey(options.uploads);
  const problems = found.problems.filter(({ field }) => field !== 'files' || areFilesSame);
  return { phase, problems, attempt: found.attempt, failure, submit, mend };
}

/** Changes with the list and with what is wrong in it, not with the progress. */
const filesKey = ({ files }: UploadList) =>
  files.map((file) => (isUnsent(file) ? `${file.key}!` : file.key)).join();

/** Files that nobody would get: they are sent again, or taken away. */
function unsentFiles({ files }: UploadList): FieldProblem[] {
  const unsent = files.filter(isUnsent);
  if (unsent.length === 0) return [];
  const names = unsent.map(({ name }) => name).join(', ');
  const isAnyBroken = unsent.some(({ state }) => state === 'broken');
  return [{ field: 'files', message: t(isAnyBroken ? 'form.unsentFiles' : 'form.refusedFiles', { names }) }];
}
