// An operation as a command for a POSIX shell. The session's cookie can't be read by scripts, so it stays to be filled in.
export interface Request {
  /** Where the portal is: https://ebok.example */
  origin: string;
  query: string;
  variables?: unknown;
  operationName?: string;
  /** Of the tab, beside our own. */
  headers?: Record<string, unknown>;
}

/** What the command sends as body, and what the limit of its size is held against. */
export function bodyOf({ query, variables, operationName }: Omit<Request, 'origin'>): string {
  return JSON.stringify({ query, variables, operationName });
}

/** The first line is an assignment rather than a comment: not every shell takes comments at its prompt. */
export function curlOf(request: Request): string {
  const { origin, headers = {} } = request;
  const cookie = origin.startsWith('https:') ? '__Host-ebok' : 'ebok';
  const given = Object.entries(headers).map(([name, value]) => ` -H ${quoted(`${name}: ${String(value)}`)}`);
  return [
    `EBOK_SESSION='value of the cookie ${cookie}, from the developer tools of your browser'`,
    [
      `curl ${quoted(`${origin}/graphql`)}`,
      " -H 'content-type: application/json'",
      ` -H "cookie: ${cookie}=$EBOK_SESSION"`,
      ...given,
      ` --data-raw ${quoted(bodyOf(request))}`,
    ].join(' \\\n '),
    '',
  ].join('\n');
}

/** Nothing is special between single quotes but their end. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
