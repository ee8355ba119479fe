import { gql } from '@apollo/client/core';
import '../layout/layout';
import { pageLoad } from '../session/page-load';
import { arrive, show } from '../testing';
import { client } from './client';
import { run } from './graphql';

const NAME = gql`
  query Name {
    service {
      name
    }
  }
`;

let answers: jest.SpyInstance;
beforeEach(async () => {
  jest.restoreAllMocks();
  jest.useFakeTimers();
  answers = jest.spyOn(pageLoad, 'isReachable').mockResolvedValue(false);
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  await arrive('/pomoc');
  await show('ebok-layout');
});
const passed = (ms: number) => jest.advanceTimersByTimeAsync(ms);
afterEach(() => jest.useRealTimers());

const banner = () => document.querySelector('.layout__offline')?.textContent ?? '';

it('is told by what requests meet, not by what the browser says of its network', async () => {
  answers.mockResolvedValue(true);
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  dispatchEvent(new Event('offline'));
  await passed(10);
  expect(banner()).toBe('');
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  answers.mockResolvedValue(false);
  await expect(run('{ service { name } }')).rejects.toThrow();
  await passed(10_000);
  expect(banner()).toContain('Nie ma połączenia');
  answers.mockResolvedValue(true);
  await passed(6_000);
  expect(banner()).toBe('');
});

it('brings what failed for want of it when it comes back', async () => {
  const seen: unknown[] = [];
  const watched = client.watchQuery({ query: NAME, fetchPolicy: 'cache-and-network' });
  const subscription = watched.subscribe(({ data, error }) => seen.push(data ?? error?.message));
  await passed(100);
  expect(seen.at(-1)).toBe('Failed to fetch');
  await passed(20_000);
  expect(banner()).toContain('Nie ma połączenia');
  const body = JSON.stringify({ data: { service: { __typename: 'Service', name: 'eBOK' } } });
  const type = { 'content-type': 'application/graphql-response+json' };
  const response = { ok: true, headers: new Headers(type), json: async () => JSON.parse(body) as unknown };
  globalThis.fetch = () => Promise.resolve(response as Response);
  answers.mockResolvedValue(true);
  await passed(6_000);
  expect(seen.at(-1)).toEqual({ service: { __typename: 'Service', name: 'eBOK' } });
  expect(banner()).toBe('');
  subscription.unsubscribe();
});
