import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from './request-context';
import { PublicError, Unavailable } from '../errors';
import { report } from '../runtime/report-error';

/** Masks errors: ours pass unchanged, any other is logged whole and becomes a reference. */
export function maskErrors(errors: readonly GraphQLError[], context: RequestContext): GraphQLError[] {
  return errors.map((error) => {
    const thrown = error.originalError ?? error;
    const cause = thrown instanceof Unavailable ? new Unavailable(context.language) : thrown;
    if (cause instanceof PublicError)
      return new GraphQLError(cause.message, {
        nodes: error.nodes,
        path: error.path,
        extensions: cause.extensions,
      });
    return new GraphQLError(INTERNAL_TEXT, {
      path: error.path,
      extensions: { code: 'INTERNAL', reference: report(context.log, cause) },
    });
  });
}

const INTERNAL_TEXT = 'Something went wrong on our side.';

const PASSED_ON = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'TOO_COMPLEX',
  'RATE_LIMITED',
  'PERSISTED_QUERY_NOT_FOUND',
  'INTERNAL',
]);
/** What Apollo finds wrong before anything runs. */
const BAD_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The final check of every outgoing error: only the contract's codes, never a value that was sent. */
export function formatErrors(
  log: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const own = (error as GraphQLError).originalError;
    const code = own instanceof PublicError ? own.extensions.code : formatted.extensions?.code;
    const { message, locations, path } = formatted;
    if (typeof code === 'string' && PASSED_ON.has(code)) {
      const { reason, retryAfter, reference } = formatted.extensions ?? {};
      return { message, locations, path, extensions: { code, reason, retryAfter, reference } };
    }
    if (typeof code === 'string' && BAD_DOCUMENT.has(code)) {
      const tooLong = message.includes('tokens. Parsing aborted');
      return {
        message: withoutValues(message),
        locations,
        extensions: { code: tooLong ? 'TOO_COMPLEX' : 'BAD_USER_INPUT' },
      };
    }
    return { message: INTERNAL_TEXT, extensions: { code: 'INTERNAL', reference: report(log, own ?? error) } };
  };
}

/** Removes values: "String cannot represent a non string value: {a: 1}" → without what follows the colon. */
function withoutValues(message: string): string {
  return message.replace(/(cannot represent[^:]*|expected[^:]*found):.*$/is, '$1.');
}
