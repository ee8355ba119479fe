import { createHash, timingSafeEqual } from 'node:crypto';

/** What the operator computes hashes with; fixed when a service is set up there. */
export type HashName = 'sha256' | 'sha512';

const SEPARATOR = '|';

/**
 * The operator's hash: the values in their documented order, then the shared key, in lower-case hexadecimal.
 * An empty or missing value contributes nothing, not even a separator. "0" is a value.
 */
export function hashOf(values: readonly (string | undefined)[], key: string, algorithm: HashName): string {
  return digest(values, key, algorithm).toString('hex');
}

/**
 * Compares in constant time, so that timing reveals no digit. Only lower-case hexadecimal of full length is
 * equal.
 */
export function sameHash(
  given: string,
  values: readonly (string | undefined)[],
  key: string,
  algorithm: HashName,
): boolean {
  const right = Buffer.from(hashOf(values, key, algorithm));
  const wrong = Buffer.alloc(right.length);
  const bytes = Buffer.from(given);
  // A hash of another length is compared as well, with something it can't equal.
  const isFull = bytes.length === right.length;
  return timingSafeEqual(right, isFull ? bytes : wrong) && isFull;
}

function digest(values: readonly (string | undefined)[], key: string, algorithm: HashName): Buffer {
  const parts = values.filter((value) => value !== undefined && value !== '');
  return createHash(algorithm)
    .update([...parts, key].join(SEPARATOR), 'utf8')
    .digest();
}

/** Nothing tells where a value with a separator in it ends: such a value could pass for two. */
export function hasSeparator(value: string): boolean {
  return value.includes(SEPARATOR);
}
