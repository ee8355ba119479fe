/** A rejected request of a team, with a sentence about what to do instead; `status` is the HTTP status. */
export class ReleaseError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}
