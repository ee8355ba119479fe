import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie or a link, 43 letters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored in its place. Tokens are random, so a plain hash can't be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Makes a random id of 128 bits, in 22 letters. */
export function newId(): string {
  return randomBytes(16).toString('base64url');
}
