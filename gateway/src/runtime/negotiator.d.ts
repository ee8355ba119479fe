// The used part of the package, which has no types.
declare module 'negotiator' {
  /** Reads the Accept headers of a request. */
  class Negotiator {
    constructor(request: { headers: Record<string, string | string[] | undefined> });
    /** The header's most preferred of these languages; undefined where it accepts none. */
    language(available: readonly string[]): string | undefined;
    /** The encoding that the header prefers; of those it likes equally, the first in `preferred`. */
    encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined;
  }
  export = Negotiator;
}
