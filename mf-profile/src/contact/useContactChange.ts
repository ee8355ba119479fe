import { client, keepFocusAround, notify } from '@ebok/shell';
import { type FieldProblem, problemsOf } from '../ui/problems';
import { useForm } from '../ui/useForm';
import { RequestContactChangeDocument, type ContactChangeInput } from './generated/graphql';
import { t } from './texts';

interface Options {
  /** The ids of the form's controls. */
  fields: readonly string[];
  onSent: () => void;
}

/** The form of a request for a change. */
export function useContactChange({ fields, onSent }: Options) {
  const form = useForm();

  /** @param missing found before anything is sent */
  async function send(control: Element, input: ContactChangeInput, missing: readonly FieldProblem[]) {
    const isTaken = await form.send(missing, async () => {
      const { data } = await client.mutate({ mutation: RequestContactChangeDocument, variables: { input } });
      return problemsOf(data!.requestContactChange.problems, fields);
    });
    if (!isTaken) return;
    keepFocusAround(control);
    notify(t('form.sent'), 'success');
    onSent();
  }
  return { ...form, send };
}

/** The controls that were left empty. */
export function missing(labels: Record<string, string>, values: Record<string, string>): FieldProblem[] {
  return Object.entries(labels).flatMap(([field, label]) =>
    values[field]?.trim() ? [] : [{ field, message: t('form.missing', { label }) }],
  );
}
