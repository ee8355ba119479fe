// What is wrong with a form, found here or by the gateway.

/** The fields of the forms; they are also the ids of their elements. */
export type FieldName =
  'topic' | 'subject' | 'body' | 'invoice' | 'point' | 'phone' | 'date' | 'from' | 'to' | 'files';

export interface FieldProblem {
  /** Undefined for a problem of the whole form. */
  field: FieldName | undefined;
  message: string;
}

/** The gateway's names of fields, where they differ from ours. */
const NAMES: Record<string, FieldName> = {
  attachmentIds: 'files',
  invoiceId: 'invoice',
  consumptionPointId: 'point',
  callBack: 'phone',
};
const OWN: readonly FieldName[] = ['topic', 'subject', 'body', 'phone', 'date', 'from', 'to', 'files'];

/** The gateway's problems at our fields; one of another field belongs to the whole form. */
export function problemsOf(problems: readonly { field?: string | null; message: string }[]): FieldProblem[] {
  return problems.map(({ field, message }) => {
    const last = field?.split('.').at(-1) ?? '';
    return { field: NAMES[last] ?? OWN.find((one) => one === last), message };
  });
}
