import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { text } from './texts/text';
import type { LanguageCode } from './texts/language';

/** Errors that clients may see. Any other error is a bug: logged whole here, a reference for the client. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'INTERNAL';

/** An error whose text a customer may read. */
export class PublicError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: GraphQLErrorExtensions = {}) {
    super(message, { extensions: { ...extensions, code } });
  }
}

/** Nobody is signed in, or the session has ended. */
export class Unauthenticated extends PublicError {
  constructor() {
    super('UNAUTHENTICATED', 'Sign in first.');
  }
}

/** Signed in, but not allowed. TERMS: the new terms must be accepted first; ROLE: this user may only look. */
export class Forbidden extends PublicError {
  constructor(reason: 'TERMS' | 'ROLE') {
    super('FORBIDDEN', reason === 'TERMS' ? 'Accept the terms first.' : 'You may only look at this.', {
      reason,
    });
  }
}

/** Unknown, or another customer's: both look the same. */
export class NotFound extends PublicError {
  constructor() {
    super('NOT_FOUND', 'There is no such thing here.');
  }
}

/** An argument that no customer could have given through the page. */
export class InvalidInput extends PublicError {
  constructor(message: string) {
    super('BAD_USER_INPUT', message);
  }
}

/** Too many tries. `retryAfter` in whole seconds, also sent as a header. */
export class RateLimited extends PublicError {
  constructor(retryAfter: number) {
    super('RATE_LIMITED', 'Too many tries. Wait a moment.', {
      retryAfter,
      http: { status: 429, headers: new Map([['retry-after', String(retryAfter)]]) },
    });
  }
}

const RETRY_AFTER = 2;

/**
 * It can't be done now and was not done: the database is away or does not get to it in time. No bug, so it has no reference and is not logged one by one.
 * `retryAfter` in whole seconds, also sent as a header.
 */
export class Unavailable extends PublicError {
  constructor(language: LanguageCode = 'PL', retryAfter = RETRY_AFTER) {
    super('INTERNAL', text(language, 'unavailable'), {
      retryAfter,
      http: { status: 503, headers: new Map([['retry-after', String(retryAfter)]]) },
    });
  }
}

/** More work than one request may ask for. */
export class TooComplex extends PublicError {
  constructor(message: string) {
    super('TOO_COMPLEX', message);
  }
}
