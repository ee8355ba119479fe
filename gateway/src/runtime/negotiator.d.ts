// What we use of the package, which comes without types.
declare module 'negotiator' {
  /** Reads the Accept headers of a request. */
  class Negotiator {
    constructor(request: { headers: Record<string, string | string[] | undefined> });
    /** The first of the languages that the header prefers; undefined where it takes none of them. */
    language(available: readonly string[]): string | undefined;
    /** The encoding that the header prefers; of those it likes equally, the first in `preferred`. */
    encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined;
  }
  export = Negotiator;
}
