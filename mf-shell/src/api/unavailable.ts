// The gateway's message while it is unavailable, such as while its database is down.

interface Said {
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** The gateway's own message in the language of the page; undefined for all other errors. */
export function unavailableText(error: unknown): string | undefined {
  const said = (error as Said).errors?.find(
    ({ extensions }) => extensions?.['code'] === 'INTERNAL' && extensions['retryAfter'] !== undefined,
  );
  return said?.message;
}
