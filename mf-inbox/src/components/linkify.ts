// Web addresses in plain text. The text is shown as written; only http and https addresses become links.
export interface Piece {
  text: string;
  /** The link's target; absent for plain text. */
  href?: string;
}

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+/gi;
/** Bidirectional control characters could make an address look like another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Splits the text into pieces, which together are the text. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const written = withoutEnd(found);
    const href = hrefOf(written);
    if (!href) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: written, href });
    from = index + written.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Punctuation at the end of a sentence, or a closing bracket, does not belong to the address. */
function withoutEnd(address: string): string {
  // Computed once: a message may consist of brackets only.
  const opening = address.indexOf('(');
  let end = address.length;
  while (end > 0 && '.,;:!?…)]}”’»*'.includes(address[end - 1]!)) {
    if (address[end - 1] === ')' && opening >= 0 && opening < end) break;
    end--;
  }
  return address.slice(0, end);
}

function hrefOf(written: string): string | undefined {
  if (INVISIBLE.test(written)) return undefined;
  const address = written.toLowerCase().startsWith('www.') ? `https://${written}` : written;
  if (!URL.canParse(address)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  // "https://bank.pl@elsewhere.example" leads to elsewhere.example, so it is no link.
  if (username || password || !hostname.includes('.')) return undefined;
  return href;
}
