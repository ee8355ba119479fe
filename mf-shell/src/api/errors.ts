// What can go wrong between the page and the gateway.

/** The gateway said no, or broke; `code` as in the schema's conventions. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly extensions: { reference?: string; retryAfter?: number; reason?: string } = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Nobody answered: no network, or no gateway. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The gateway cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}
