/** A PPE code of 18 digits in groups of three, which people read out; others as they are. */
export function groupedPpe(ppe: string): string {
  return /^\d{18}$/.test(ppe) ? ppe.replace(/\d{3}(?=\d)/g, '$& ') : ppe;
}
