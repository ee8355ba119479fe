// The shell's own requests: a small fetch, because the sign-in page must not wait for Apollo Client.
import { callerOf } from '../config';
import { language } from '../language/language';
import { learnClockOffset } from './clock';
import { reach } from './connection';
import { ApiError, Unreachable } from './errors';

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; reference?: string; retryAfter?: number } }[];
}

export interface Options {
  /** True for polling and other requests without a user's action: they do not extend the session. */
  background?: boolean;
  /** The slice that sends the request; undefined for the shell. */
  slice?: string;
}

/** Fires when the gateway answers UNAUTHENTICATED. */
export const unauthenticated = new EventTarget();

/** Headers of every request of the page. */
export function headers({ background, slice = 'shell' }: Options = {}): Record<string, string> {
  const caller = callerOf(slice);
  return {
    'accept-language': language.current,
    ...(caller ? { 'x-ebok-slice': caller } : {}),
    ...(background ? { 'x-ebok-background': '1' } : {}),
  };
}

/** Runs one operation. @throws ApiError, Unreachable */
export async function run<T>(query: string, variables: object = {}, options: Options = {}): Promise<T> {
  const answer = await post<T>(JSON.stringify({ query, variables }), options);
  const error = answer.errors?.[0];
  if (error?.extensions?.code === 'UNAUTHENTICATED') unauthenticated.dispatchEvent(new Event('ended'));
  if (error) throw new ApiError(error.extensions?.code ?? 'INTERNAL', error.message, error.extensions ?? {});
  if (!answer.data) throw new ApiError('INTERNAL', 'No data');
  return answer.data;
}

async function post<T>(body: string, options: Options): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await reach('/graphql', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers(options) },
      credentials: 'same-origin',
    });
  } catch (error) {
    throw new Unreachable(error);
  }
  learnClockOffset(response);
  try {
    return (await response.json()) as Answer<T>;
  } catch (error) {
    // Not JSON: a proxy's error page, so the gateway itself is down.
    throw new Unreachable(error);
  }
}
