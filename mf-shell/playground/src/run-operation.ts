// Sends operations to the gateway with the page's cookie, as the portal's pages do.
export interface Operation {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/** Sends one operation and returns the answer as it is, errors included. */
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

/** Whether an answer says that the session has ended. */
export function isUnauthenticated(answer: unknown): boolean {
  const { errors } = answer as { errors?: { extensions?: { code?: string } }[] };
  return !!errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
}
