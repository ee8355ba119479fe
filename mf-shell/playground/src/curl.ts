// An operation as a command for a POSIX shell. Scripts can't read the session's cookie, so the reader fills it in.
export interface Request {
  /** The portal's origin: https://ebok.example */
  origin: string;
  /** The name of the session's cookie. */
  cookie: string;
  query: string;
  variables?: unknown;
  operationName?: string;
  /** Headers of the tab, added to the default ones. */
  headers?: Record<string, unknown>;
}

/** The body that the command sends; its size is compared with the gateway's limit. */
export function bodyOf({ query, variables, operationName }: Omit<Request, 'origin' | 'cookie'>): string {
  return JSON.stringify({ query, variables, operationName });
}

/** The first line is an assignment instead of a comment: not every shell accepts comments at its prompt. */
export function curlOf(request: Request): string {
  const { origin, cookie, headers = {} } = request;
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

/** Between single quotes only the closing quote is special. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
