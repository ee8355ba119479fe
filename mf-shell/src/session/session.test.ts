/** @jest-environment-options {"url": "http://localhost/finanse?status=OVERDUE"} */
import { arrive, asked, gateway, refusal, settled, somebody, text } from '../testing';
import { run } from '../api/graphql';
import { onNotice } from '../layout/notify';
import { pageLoad } from './page-load';
import './idle-dialog';
import type { IdleDialog } from './idle-dialog';
import { PLAYGROUND_OWNER } from './playground-storage';
import { followCustomerChange } from './customer-change';
import { endSession, session, setSession, signOut } from './session';

const MINUTE = 60_000;
const left: string[] = [];
const told: unknown[] = [];

// jsdom has neither.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

jest.mock('./tabs', () => ({
  tellTabs: (news: unknown) => told.push(news),
  onNews: () => {},
}));

beforeEach(async () => {
  left.length = told.length = 0;
  jest.spyOn(pageLoad, 'toSignIn').mockImplementation((why) => void left.push(why));
  await arrive('/finanse?status=OVERDUE', somebody());
});

afterEach(() => jest.useRealTimers());

describe('a session', () => {
  it('ends everywhere in this browser when the customer signs out', async () => {
    gateway({ SignOut: { signOut: true } });
    await signOut(false);
    expect(session.current).toBeNull();
    expect([left, told]).toEqual([['signed-out'], ['ended']]);
    expect(asked[0]).toMatchObject({ operation: 'SignOut', variables: { everywhere: false } });
  });

  it('takes along what was typed into the playground, and leaves the language', async () => {
    localStorage.setItem('graphiql:tabState', '{"tabs":[{"variables":"FV2026/02/150"}]}');
    localStorage.setItem('graphiql:queries', '[]');
    localStorage.setItem(PLAYGROUND_OWNER, 'u1');
    localStorage.setItem('ebok.language', 'uk');
    gateway({ SignOut: { signOut: true } });
    await signOut(false);
    expect(Object.keys(localStorage)).toEqual(['ebok.language']);
    localStorage.clear();
  });

  it('stays when signing out did not reach the gateway, so that nobody believes to be safe', async () => {
    gateway({});
    await expect(signOut(false)).rejects.toThrow('cannot be reached');
    expect(session.current).not.toBeNull();
    expect(left).toEqual([]);
  });

  it('ends when the gateway no longer knows who asks, once', async () => {
    gateway({ Sessions: refusal('UNAUTHENTICATED') });
    const both = [run('query Sessions { session { role } }'), run('query Sessions { session { role } }')];
    await Promise.allSettled(both);
    expect(left).toEqual(['ended']);
  });

  describe('with input that is not saved', () => {
    let unsaved = true;
    let release: () => void;
    const save = jest.fn(async () => void (unsaved = false));
    beforeEach(() => {
      unsaved = true;
      save.mockClear();
      release = session.guardInput({ save, hold: () => unsaved });
    });
    afterEach(() => release());

    it.each(['idle', 'ended'] as const)('stays on the page where it is %s, and everything with it', (why) => {
      endSession(why);
      expect(session.current).not.toBeNull();
      expect([left, told]).toEqual([[], []]);
      session.leave();
      expect([left, told]).toEqual([['ended'], ['ended']]);
    });

    it('leaves once that is saved, or its page is gone', () => {
      unsaved = false;
      endSession('ended');
      expect(left).toEqual(['ended']);
      setSession(somebody());
      unsaved = true;
      release();
      endSession('ended');
      expect(left).toEqual(['ended', 'ended']);
    });

    it('saves it before the customer signs out, and signs out also where that fails', async () => {
      save.mockRejectedValueOnce(new Error('offline'));
      gateway({ SignOut: { signOut: true } });
      await signOut(false);
      expect(save).toHaveBeenCalledTimes(1);
      expect(left).toEqual(['signed-out']);
    });
  });

  it('goes on with another customer where billing took one away, and says why, once', async () => {
    const [, shop] = somebody().customers;
    const moved = somebody({ customer: shop, customers: [shop!], suspension: { message: 'Zadzwoń do nas' } });
    const notices: string[] = [];
    const unsubscribe = onNotice(({ text }) => notices.push(text));
    followCustomerChange();
    gateway({ Sessions: { session: null } }, 'c1');
    await run('query Sessions { session { role } }');
    expect(asked.map(({ operation }) => operation)).toEqual(['Sessions']);
    gateway({ Sessions: { session: null }, CheckSession: { session: moved } }, 'c2');
    const ask = () => run('query Sessions { session { role } }');
    await Promise.all([ask(), ask()]);
    await settled();
    expect(session.current?.customer.id).toBe('c2');
    await ask();
    setSession({ ...moved });
    expect(asked.map(({ operation }) => operation)).toEqual([
      'Sessions',
      'Sessions',
      'CheckSession',
      'Sessions',
    ]);
    expect(asked[2]!.headers['x-ebok-background']).toBe('1');
    expect(notices).toEqual(['Zadzwoń do nas']);
    unsubscribe();
  });

  it('says whose page was open where the login has several customers, and nobody’s where it has one', () => {
    const [jan, shop] = somebody().customers;
    setSession(somebody({ customer: shop }));
    endSession('ended');
    setSession(somebody({ customers: [jan!] }));
    endSession('ended');
    expect((pageLoad.toSignIn as jest.Mock).mock.calls.slice(-2)).toEqual([
      ['ended', 'c2'],
      ['ended', undefined],
    ]);
  });

  it('does not end for anything else', async () => {
    gateway({ Sessions: refusal('FORBIDDEN', { reason: 'ROLE' }) });
    await expect(run('query Sessions { session { role } }')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(left).toEqual([]);
  });

  it('ends silently when another tab said so, without echoing it', () => {
    endSession('signed-out', { tell: false });
    expect([left, told]).toEqual([['signed-out'], []]);
  });
});

describe('the warning before the end', () => {
  let dialog: IdleDialog;

  async function wait(milliseconds: number) {
    await jest.advanceTimersByTimeAsync(milliseconds);
    await dialog.updateComplete;
  }

  const open = () => dialog.querySelector('dialog')?.open ?? false;
  const same = () => ({ session: session.current });

  beforeEach(async () => {
    jest.useFakeTimers();
    setSession(null);
    dialog = document.createElement('ebok-idle-dialog') as IdleDialog;
    document.body.append(Object.assign(document.createElement('input'), { value: 'wpisane' }), dialog);
    setSession(somebody());
    gateway({ CheckSession: same });
    await wait(0);
  });

  afterEach(() => dialog.remove());

  it('comes two minutes before, asking without keeping the session alive', async () => {
    await wait(28 * MINUTE - 1000);
    expect([open(), asked.length]).toEqual([false, 0]);
    await wait(2000);
    expect(open()).toBe(true);
    expect(asked[0]?.headers['x-ebok-background']).toBe('1');
    expect(text('.idle__time')).toMatch(/^1:5\d$/);
  });

  it('does not come when another tab was used meanwhile', async () => {
    gateway({ CheckSession: () => ({ session: somebody() }) });
    await wait(28 * MINUTE + 5000);
    expect(open()).toBe(false);
    await wait(20 * MINUTE);
    expect([open(), left]).toEqual([false, []]);
  });

  it('goes away when the customer stays, and keeps what was typed', async () => {
    await wait(28 * MINUTE + 5000);
    gateway({ CheckSession: () => ({ session: somebody() }) });
    dialog.querySelector<HTMLButtonElement>('.dialog__actions button')?.click();
    await wait(100);
    expect(open()).toBe(false);
    expect(asked[0]?.headers['x-ebok-background']).toBeUndefined();
    expect(told).toEqual(['changed']);
    expect(document.querySelector('input')?.value).toBe('wpisane');
  });

  it('says so when twelve hours are over and staying is not possible', async () => {
    await wait(28 * MINUTE + 5000);
    dialog.querySelector<HTMLButtonElement>('.dialog__actions button')?.click();
    await wait(100);
    expect(open()).toBe(true);
    expect(text('#idle-text')).toContain('12 godzin');
  });

  it('ends the session at the end, also when the gateway cannot be asked', async () => {
    gateway({});
    await wait(30 * MINUTE - 1000);
    expect(left).toEqual([]);
    await wait(4000);
    expect(left).toEqual(['idle']);
  });

  it('ends the session when the gateway says it is gone', async () => {
    gateway({ CheckSession: { session: null } });
    await wait(28 * MINUTE + 1000);
    expect(left).toEqual(['idle']);
  });
});
