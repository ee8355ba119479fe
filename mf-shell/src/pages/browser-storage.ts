// What the page and the slices keep in the browser's storage. A test compares this list with their code.
import type { PageKey } from './page-texts';

/** A key, with what is kept under it and for how long. */
interface Stored {
  /** As in the browser; `…` stands for what differs. */
  name: string;
  purpose: PageKey;
  until: PageKey;
}

export const STORED: readonly Stored[] = [
  { name: 'ebok.language', purpose: 'cookies.language', until: 'cookies.untilCleared' },
  { name: 'ebok-finance-plan', purpose: 'cookies.plan', until: 'cookies.untilTab' },
  { name: 'ebok-faults …', purpose: 'cookies.faults', until: 'cookies.untilTab' },
  { name: 'ebok.playground', purpose: 'cookies.playgroundOwner', until: 'cookies.untilSignOut' },
  { name: 'graphiql:…', purpose: 'cookies.playground', until: 'cookies.untilSignOut' },
];
