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
