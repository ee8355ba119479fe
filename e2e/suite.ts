// What the tests of a page share: a browser, and a portal with a customer whose account is registered.
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal, type Portal } from './portal';
import { register, signIn, visit, type Account, type Visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

type Feed = Parameters<Portal['feed']>[0];
type Settings = Parameters<typeof visit>[2];

export interface Suite {
  browser: Browser;
  portal: Portal;
  /** Imports a feed. */
  take(feed: Feed): Promise<void>;
  visit(width: number, settings?: Settings): Promise<Visit>;
  /** Opens an address in a new browser and signs in there. */
  enter(address: string, width: number, settings?: Settings): Promise<Visit>;
}

/**
 * One portal for all tests of a file.
 * @param feeds imported before the account registers
 */
export function portalSuite({
  account = CUSTOMER,
  feeds = [ELECTRICITY],
}: { account?: Account; feeds?: Feed[] } = {}): Suite {
  const suite = {
    take: async (feed) => expect((await suite.portal.import(suite.portal.feed(feed))).code).toBe(0),
    visit: (width, settings) => visit(suite.browser, width, settings),
    enter: async (address, width, settings) => {
      const visited = await suite.visit(width, settings);
      await visited.page.goto(suite.portal.url + address);
      await signIn(visited.page, account.email);
      return visited;
    },
  } as Suite;
  beforeAll(async () => {
    suite.browser = await launch();
    suite.portal = await startPortal();
    for (const feed of feeds) await suite.take(feed);
    await register(suite.portal, account);
  });
  afterAll(async () => {
    await suite.browser?.close();
    await suite.portal?.stop();
  });
  return suite;
}
