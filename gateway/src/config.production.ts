// Whether somebody forgot to say that this is production.

/** Settings that name another machine where eBOK is more than tried out. */
const ADDRESSES = ['PUBLIC_URL', 'DATABASE_URL', 'MAIL_URL', 'AUTOPAY_URL', 'SLICES_URL'];

/**
 * While developing, mails, the API's documentation and the passwords of the demo world are open to whoever comes. With NODE_ENV unset that is
 * for a machine on which all settings say so.
 * @returns for each setting that doesn't, what to do
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
