// Operations on their way to the gateway: with the page's own cookie, as the portal's pages send them.
export interface Operation {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/** Sends one operation; what comes back is shown as it is, errors too. */
export async function runOperation(
  operation: Operation,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as unknown;
}

/** Whether an answer says that nobody is signed in any more. */
export function isUnauthenticated(answer: unknown): boolean {
  const { errors } = answer as { errors?: { extensions?: { code?: string } }[] };
  return !!errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
}
