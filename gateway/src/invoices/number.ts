/**
 * The form in which numbers of documents are compared with what somebody typed or pasted: letters and digits alone,
 * without case. Blanks of any kind, invisible signs of a PDF and the kind of separator don't count.
 */
export function comparableNumber(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
