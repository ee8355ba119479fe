import { client } from '@ebok/shell';
import { ref, shallowRef } from 'vue';
import { CheckInvoiceDocument, type CheckInvoiceMutation } from './generated/graphql';

export type Check = NonNullable<CheckInvoiceMutation['checkInvoice']['check']>;
export type Finding = Check['findings'][number];

/** What was typed outlives the page: a change of language makes it anew, and nobody types an account number twice. */
const text = ref('');

/** The form: what was pasted, and what came of it. */
export function useInvoiceCheck() {
  const isBusy = shallowRef(false);
  const check = shallowRef<Check>();
  const problem = shallowRef<string>();
  const failure = shallowRef<Error>();

  async function submit(): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    check.value = problem.value = failure.value = undefined;
    try {
      // The text of a stranger's letter has no place in the cache.
      const { data } = await client.mutate({
        mutation: CheckInvoiceDocument,
        variables: { text: text.value },
        fetchPolicy: 'no-cache',
      });
      const answer = data!.checkInvoice;
      check.value = answer.check ?? undefined;
      problem.value = answer.problems[0]?.message;
    } catch (error) {
      failure.value = error as Error;
    }
    isBusy.value = false;
  }
  return { text, isBusy, check, problem, failure, submit };
}
