// Errors between the page and the gateway.

/** The gateway refused or failed; `code` follows the schema's conventions. */
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

/** There was no response: the network or the gateway is down. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The gateway cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}
