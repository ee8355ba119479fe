/** A fault of a record, for the report to billing. */
export interface Fault {
  field?: string | null;
  value?: unknown;
  /** A sentence for operators of the billing system. */
  reason: string;
}

/** Position of a record: its line in an NDJSON file; none for a file with one record. */
export interface Place {
  file: string;
  line: number | null;
}

const LONGEST_VALUE = 200;

/** A fault whose value is a short text: a whole line may be too large or too deep to pass on. */
export function shown(fault: Fault): Fault {
  return { ...fault, value: shortened(fault.value) };
}

/** A value as a text of limited length; null for none. */
export function shortened(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
