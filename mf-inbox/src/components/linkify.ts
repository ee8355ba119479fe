// Web addresses in plain text. What is written is what is shown; only http and https ever become a link.
export interface Piece {
  text: string;
  /** Where it leads, on an address. */
  href?: string;
}

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`]+/gi;
/** Signs that turn letters around would make an address look like another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The text in pieces, which together are the text itself. */
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

/** A sentence may end behind an address, or a bracket close. */
function withoutEnd(address: string): string {
  // Looked for once: a message may be nothing but brackets.
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
  // "https://bank.pl@elsewhere.example" leads elsewhere.
  if (username || password || !hostname.includes('.')) return undefined;
  return href;
}
