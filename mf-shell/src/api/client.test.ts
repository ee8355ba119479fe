import { CombinedGraphQLErrors } from '@apollo/client';
import { parse } from 'graphql';
import type { SliceDescription } from '../config';
import { arrive, asked, configure, gateway, refusal, somebody } from '../testing';
import { pageLoad } from '../session/page-load';
import { session, setSession } from '../session/session';
import { client } from './client';
import { Unreachable } from './errors';

const QUERY = parse('query Numbers { customer { id number } }');
const OF = (number: string) => ({ customer: { __typename: 'Customer', id: number, number } });

beforeEach(async () => {
  jest.spyOn(pageLoad, 'toSignIn').mockImplementation(() => {});
  await client.clearStore();
  await arrive('/finanse', somebody());
});

describe('the page’s Apollo client', () => {
  it('speaks the language of the page, and marks polling as what keeps no session alive', async () => {
    gateway({ Numbers: OF('1') });
    await client.query({ query: QUERY });
    await client.query({ query: QUERY, fetchPolicy: 'network-only', context: { background: true } });
    expect(asked[0]?.headers).toMatchObject({ 'accept-language': 'pl' });
    expect(asked[0]?.headers['x-ebok-background']).toBeUndefined();
    expect(asked[1]?.headers).toMatchObject({ 'x-ebok-background': '1' });
  });

  it('outlives its page where it is told to, unless the browser would refuse so long a body', async () => {
    gateway({ Numbers: OF('1') });
    const fetched = jest.spyOn(globalThis, 'fetch');
    const send = (context: object, text = '') =>
      client.query({ query: QUERY, variables: { text }, fetchPolicy: 'network-only', context });
    await send({});
    await send({ keepalive: true });
    await send({ keepalive: true }, 'x'.repeat(20_000));
    expect(fetched.mock.calls.map(([, options]) => options?.keepalive)).toEqual([false, true, false]);
    fetched.mockRestore();
  });

  it('ends the session of the page when the gateway no longer knows who asks', async () => {
    gateway({ Numbers: refusal('UNAUTHENTICATED') });
    await expect(client.query({ query: QUERY })).rejects.toThrow();
    expect(session.current).toBeNull();
    expect(pageLoad.toSignIn).toHaveBeenCalledWith('ended', 'c1');
  });

  describe('asked for an operation of codegen', () => {
    const HASH = 'a'.repeat(64);
    const known = Object.assign(parse('query Numbers { __typename customer { __typename id number } }'), {
      __meta__: { hash: `sha256:${HASH}`, slice: 'finance' },
    });
    const page = (production: boolean) => {
      const slices = [{ name: 'finance', version: '0.2.0' }] as SliceDescription[];
      configure({ shell: '0.1.0', slices, production });
    };

    it('sends its hash and no text, and says which slice asks', async () => {
      page(true);
      gateway({ Numbers: OF('1') });
      const { data } = await client.query<{ customer: { number: string } }>({ query: known });
      expect(data?.customer.number).toBe('1');
      expect(asked[0]).toMatchObject({ hash: HASH, headers: { 'x-ebok-slice': 'finance@0.2.0' } });
      expect(asked[0]?.query).toBeUndefined();
    });

    it('sends the text where the gateway does not know the hash, but never in production', async () => {
      const unknown = () => (asked.at(-1)?.query ? OF('2') : refusal('PERSISTED_QUERY_NOT_FOUND'));
      page(false);
      gateway({ Numbers: unknown });
      const { data } = await client.query<{ customer: { number: string } }>({ query: known });
      expect(data?.customer.number).toBe('2');
      expect(asked.map(({ hash, query }) => [!!hash, !!query])).toEqual([
        [true, false],
        [false, true],
      ]);
      await client.clearStore();
      page(true);
      gateway({ Numbers: unknown });
      await expect(client.query({ query: known })).rejects.toThrow('PERSISTED_QUERY_NOT_FOUND');
      expect(asked).toHaveLength(1);
    });
  });

  describe('hears of an answer', () => {
    const GRAPHQL = 'application/graphql-response+json; charset=utf-8';
    const REFUSED = JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'RATE_LIMITED' } }] });
    let sent: RequestInit;
    const answered = (status: number, type: string, text: string) => {
      globalThis.fetch = (async (_url: string, options: RequestInit) => {
        sent = options;
        return {
          ok: status < 300,
          status,
          headers: new Headers({ 'content-type': type }),
          json: async () => JSON.parse(text) as unknown,
        };
      }) as unknown as typeof fetch;
      return client.query({ query: QUERY, variables: { a: 1 } });
    };

    it('what was asked, in one POST that carries the cookie', async () => {
      const { data } = await answered(200, GRAPHQL, JSON.stringify({ data: OF('1') }));
      expect(data).toEqual(OF('1'));
      expect(sent).toMatchObject({ method: 'POST', credentials: 'same-origin' });
      expect(sent.headers).toMatchObject({ 'content-type': 'application/json' });
      expect((sent.headers as Record<string, string>)['accept']).toMatch(
        /^application\/graphql-response\+json,/,
      );
      expect(JSON.parse(sent.body as string)).toMatchObject({
        operationName: 'Numbers',
        variables: { a: 1 },
      });
    });

    it.each([400, 413, 429, 503])('the gateway’s reason, with status %d', async (status) => {
      const error = await answered(status, GRAPHQL, REFUSED).catch((thrown: unknown) => thrown);
      expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions).toEqual({
        code: 'RATE_LIMITED',
      });
    });

    it('the end of the session, with status 401', async () => {
      const ended = JSON.stringify({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] });
      await expect(answered(401, GRAPHQL, ended)).rejects.toThrow();
      expect(session.current).toBeNull();
    });

    it.each([
      [502, 'text/html', '<h1>Bad Gateway</h1>'],
      [503, 'application/json', REFUSED],
      [200, 'text/html', '<h1>Log in to this network</h1>'],
      [200, 'application/json', '{"message":"ok"}'],
      [200, GRAPHQL, '{"data":'],
    ])('nobody, where another than the gateway answers (%d %s %s)', async (status, type, text) => {
      await expect(answered(status, type, text)).rejects.toThrow(Unreachable);
      expect(session.current).not.toBeNull();
    });

    it('nobody, without a network', async () => {
      globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
      await expect(client.query({ query: QUERY })).rejects.toThrow('Failed to fetch');
    });

    it('no more when nobody waits for it', () => {
      let signal: AbortSignal | null | undefined;
      globalThis.fetch = (_url, options) => ((signal = options?.signal), new Promise(() => {}));
      const waiting = client.watchQuery({ query: QUERY }).subscribe(() => {});
      expect(signal?.aborted).toBe(false);
      waiting.unsubscribe();
      expect(signal?.aborted).toBe(true);
    });
  });

  it('leaves other refusals to whoever asked', async () => {
    gateway({ Numbers: refusal('NOT_FOUND') });
    await expect(client.query({ query: QUERY })).rejects.toThrow();
    expect(session.current).not.toBeNull();
  });

  it('keeps nothing of one customer for another, nor for nobody', async () => {
    gateway({ Numbers: OF('1') });
    await client.query({ query: QUERY });
    expect(client.readQuery({ query: QUERY })).not.toBeNull();
    setSession(somebody({ customer: somebody().customers[1] }));
    await Promise.resolve();
    expect(client.readQuery({ query: QUERY })).toBeNull();
    await client.query({ query: QUERY });
    setSession(null);
    await Promise.resolve();
    expect(client.readQuery({ query: QUERY })).toBeNull();
  });
});
