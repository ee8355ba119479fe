/** A Polish number in the usual groups, "+48 600 100 200"; others as they are. */
export function spaced(phone: string): string {
  return phone.replace(/^(\+48)(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3\u00a0$4');
}
