import { session } from '@ebok/shell';
import { onScopeDispose, shallowRef } from 'vue';
import type { FieldProblem } from './problems';

/** A form that is sent once at a time. What was typed stays in it until the gateway took it. */
export function useForm() {
  const problems = shallowRef<readonly FieldProblem[]>([]);
  const failure = shallowRef<Error>();
  const isBusy = shallowRef(false);
  /** Counts results with problems, each of which moves the focus. */
  const attempt = shallowRef(0);
  let isTyped = false;
  /** The session ended before what was typed was taken, and the page waits for a sign-in. */
  const isOver = shallowRef(false);
  onScopeDispose(session.guardInput({ save: () => Promise.resolve(), hold: () => (isOver.value = isTyped) }));

  function show(found: readonly FieldProblem[]) {
    problems.value = found;
    attempt.value++;
  }

  /**
   * @param missing found before anything is sent
   * @param run sends; returns the gateway's problems
   * @returns whether it was taken
   */
  async function send(missing: readonly FieldProblem[], run: () => Promise<readonly FieldProblem[]>) {
    if (isBusy.value) return false;
    failure.value = undefined;
    show(missing);
    if (missing.length > 0) return false;
    isBusy.value = true;
    try {
      show(await run());
      return problems.value.length === 0;
    } catch (error) {
      failure.value = error as Error;
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  /** Clears the problem of a control, and those of the whole form. */
  function clear(id: string) {
    failure.value = undefined;
    if (problems.value.length > 0)
      problems.value = problems.value.filter(({ field }) => field !== null && field !== id);
  }
  /** Typing does so. */
  function mend(event: Event) {
    isTyped = true;
    clear((event.target as HTMLElement).id);
  }
  return { problems, failure, isBusy, attempt, isOver, send, clear, mend };
}

/** What the frame of a form shows. */
export type FormState = Omit<ReturnType<typeof useForm>, 'send' | 'clear'>;
