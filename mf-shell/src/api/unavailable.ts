// What the gateway says while it can't answer anybody, such as while its database is away.

interface Said {
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** The gateway's own sentence, in the language of the page, where it is unavailable for a moment. */
export function unavailableText(error: unknown): string | undefined {
  const said = (error as Said).errors?.find(
    ({ extensions }) => extensions?.['code'] === 'INTERNAL' && extensions['retryAfter'] !== undefined,
  );
  return said?.message;
}
