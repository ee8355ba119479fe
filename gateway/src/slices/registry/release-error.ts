/** What a team may not do, in a sentence that says what to do instead; `status` is the answer's over HTTP. */
export class ReleaseError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}
