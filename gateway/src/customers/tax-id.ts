/** Blanks of any kind, dashes, dots, slashes and invisible characters. */
const SEPARATORS = /[\s\p{Z}\p{Pd}\p{DI}\u2212./]/gu;

/** A PESEL or NIP as it is stored and compared: its digits. Other texts keep their letters. */
export function bareTaxId(written: string): string {
  const bare = written.normalize('NFKC').replace(SEPARATORS, '');
  return bare.replace(/^PL(?=\d{10,11}$)/i, '');
}

/** True for the length of a NIP or a PESEL; check digits do not matter here. */
export function looksLikeTaxId(bare: string): boolean {
  return /^\d{10,11}$/.test(bare);
}
