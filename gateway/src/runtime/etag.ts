import { createHash } from 'node:crypto';

/** An ETag by content. Weak, because all encodings share it. */
export function etagOf(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/** True where If-None-Match names this weak ETag: the client has the content already. */
export function matchesEtag(header: string | undefined, tag: string): boolean {
  return header === '*' || !!header?.split(',').some((one) => one.trim().replace(/^(?!W\/)/, 'W/') === tag);
}
