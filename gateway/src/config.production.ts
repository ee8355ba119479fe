// Whether NODE_ENV=production was forgotten.

/** Settings that name another machine where eBOK is more than tried out. */
const ADDRESSES = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'MAIL_URL',
  'SMS_URL',
  'AUTOPAY_URL',
  'SLICES_URL',
  'ATTACHMENTS_URL',
  'CLAMAV_URL',
];

/**
 * Development opens mails, the API's documentation and demo passwords to everyone.
 * With NODE_ENV unset, this is accepted only if all settings point to the same machine.
 * @returns for each setting that does not, what to do
 */
export function notADevelopersMachine(given: NodeJS.ProcessEnv): string[] {
  const signs = ADDRESSES.filter((name) => isElsewhere(given[name] ?? ''));
  if (given.PUBLIC_URL?.startsWith('https:') && !signs.includes('PUBLIC_URL')) signs.push('PUBLIC_URL');
  if (given.TRUSTED_PROXIES) signs.push('TRUSTED_PROXIES');
  return signs.map(
    (name) =>
      `NODE_ENV must be set, because ${name} is more than a developer’s machine needs: production where customers come, development where everybody may read all mails`,
  );
}

/** True for the address of another machine; files are here. */
function isElsewhere(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname !== '' && !isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}
