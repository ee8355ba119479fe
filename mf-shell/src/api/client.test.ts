import { parse } from 'graphql';
import { arrive, asked, gateway, refusal, somebody } from '../testing';
import { page } from '../frame/page';
import { session, setSession } from '../session/session';
import { client } from './client';

const QUERY = parse('query Numbers { customer { id number } }');
const OF = (number: string) => ({ customer: { __typename: 'Customer', id: number, number } });

beforeEach(async () => {
  jest.spyOn(page, 'leave').mockImplementation(() => {});
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

  it('ends the session of the page when the gateway no longer knows who asks', async () => {
    gateway({ Numbers: refusal('UNAUTHENTICATED') });
    await expect(client.query({ query: QUERY })).rejects.toThrow();
    expect(session.current).toBeNull();
    expect(page.leave).toHaveBeenCalledWith('koniec');
  });

  describe('asked for an operation of codegen', () => {
    const HASH = 'a'.repeat(64);
    const known = Object.assign(parse('query Numbers { __typename customer { __typename id number } }'), {
      __meta__: { hash: `sha256:${HASH}`, slice: 'finance' },
    });
    const page = (production: boolean) => {
      const config = { shell: '0.1.0', slices: [{ name: 'finance', version: '0.2.0' }], production };
      document.getElementById('ebok-config')?.remove();
      const element = Object.assign(document.createElement('script'), {
        id: 'ebok-config',
        type: 'application/json',
      });
      element.textContent = JSON.stringify(config);
      document.head.append(element);
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
