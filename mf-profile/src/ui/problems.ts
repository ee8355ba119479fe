/** What is wrong with a form, found here or by the gateway. */
export interface FieldProblem {
  /** The id of the control; null for a problem of the whole form. */
  field: string | null;
  message: string;
}

/** The first problem of a control. */
export function problemAt(problems: readonly FieldProblem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}

/** The gateway's problems at our controls, whose ids are the last part of the gateway's names. */
export function problemsOf(
  problems: readonly { field?: string | null; message: string }[],
  fields: readonly string[],
): FieldProblem[] {
  return problems.map(({ field, message }) => {
    const last = field?.split('.').at(-1) ?? '';
    return { field: fields.includes(last) ? last : null, message };
  });
}
