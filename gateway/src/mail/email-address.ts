import { domainToASCII } from 'node:url';

const LOCAL = /^[^\s\p{Cc}\p{Cs}@<>()[\]\\,;:"]{1,64}$/u;
const DOMAIN = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** Without invisible characters, which copying an address can add. */
export function visibleEmail(written: string): string {
  return written.replace(/\p{DI}/gu, '').trim();
}

/**
 * The form in which addresses are stored and compared: NFC, lower case, trimmed, without invisible
 * characters, the domain in ASCII.
 * Null for anything but a single address that can receive mail (lists, comments, quotes, line breaks).
 */
export function normaliseEmail(written: string): string | null {
  const email = visibleEmail(written).normalize('NFC').toLowerCase();
  const at = email.lastIndexOf('@');
  if (at < 1 || email.length > 254) return null;
  const [local, domain] = [email.slice(0, at), domainToASCII(email.slice(at + 1))];
  const dots = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  return LOCAL.test(local) && !dots && DOMAIN.test(domain) ? `${local}@${domain}` : null;
}

/** "j•••@kowalski.pl", for lists that people pass on. */
export function maskedEmail(email: string): string {
  return email.replace(/^(.).*@/u, '$1•••@');
}

/** Tagged variants of an address (`jan+1@…`) count as one in limits, though they are different logins. */
export function withoutTag(email: string): string {
  return email.replace(/^([^+]+)\+.*@/, '$1@');
}
