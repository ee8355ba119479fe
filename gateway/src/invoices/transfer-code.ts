/** What a transfer needs to say. */
export interface Transfer {
  account: string | null;
  grosze: number;
  recipient: string;
  title: string;
  /** The recipient's, ten digits; empty where it is not known. */
  nip: string;
}

/** The standard has six digits for grosze. */
const MOST_GROSZE = 999_999;

/** Whether an amount exceeds the six digits of the code. */
export function isTooMuchForCode(grosze: number): boolean {
  return grosze > MOST_GROSZE;
}

/**
 * The text of a transfer's QR code, as Polish banking apps read it.
 * It follows the Polish Bank Association's recommendation "Standard 2D" of 2013-12-03.
 * Nine fields between bars, at most 160 characters, UTF-8, error correction L:
 * `NIP | country | account, 26 digits | grosze, 6 digits | recipient, ≤ 20 | title, ≤ 32 | three reserved, empty`
 * The NIP may be empty. Six digits end at 9 999,99 zł, so larger amounts have no code.
 */
export function transferCode({ account, grosze, recipient, title, nip }: Transfer): string | null {
  if (!/^\d{26}$/.test(account ?? '') || !(grosze > 0) || isTooMuchForCode(grosze)) return null;
  const fields = [
    /^\d{10}$/.test(nip) ? nip : '',
    'PL',
    account,
    String(grosze).padStart(6, '0'),
    field(recipient, 20),
    field(title, 32),
  ];
  return `${fields.join('|')}|||`;
}

/** A bar would end the field. Counted in characters, so that no letter is cut in two. */
function field(text: string, length: number): string {
  const plain = text.replaceAll('|', ' ').replace(/\s+/g, ' ').trim();
  return Array.from(plain).slice(0, length).join('').trim();
}
