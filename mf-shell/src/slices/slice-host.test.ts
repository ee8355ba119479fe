import { arrive, settled, somebody, text, press } from '../testing';
import type { SliceDescription } from '../config';
import { pageLoad } from '../session/page-load';
import { SliceHost, type Open } from './slice-host';
import { browser, SliceModule } from './slice-module';
import { badgeOf, menu } from '../layout/menu';
import { BadgeCount, whileSeen } from './badges';
import { hostParcel, startSlices } from './registration';

const SLICE: SliceDescription = {
  name: 'finance',
  routes: ['/finanse'],
  menu: [],
  parcels: [{ name: 'balance', order: 1 }],
  module: '@ebok/finance',
  version: '0.1.0',
  styles: [],
};
const MAP = { imports: { '@ebok/finance': '/assets/finance/1/lifecycle.js' } };

/** A slice that draws a headline; `fault` is the callback from its props. */
function slice(change: object = {}) {
  const faults: ((error: unknown) => void)[] = [];
  return {
    faults,
    bootstrap: async () => {},
    mount: async ({ domElement, onFault }: { domElement: HTMLElement; onFault(error: unknown): void }) => {
      faults.push(onFault);
      domElement.innerHTML = '<h1>Finanse</h1>';
    },
    unmount: async () => {},
    ...change,
  };
}

let imported: string[];
let answers: (() => unknown)[];
let place: HTMLElement;

beforeEach(async () => {
  jest.restoreAllMocks();
  sessionStorage.clear();
  // jsdom does not have it.
  Object.assign(performance, { getEntriesByType: () => [] });
  await arrive('/finanse', somebody());
  jest.spyOn(console, 'error').mockImplementation(() => {});
  imported = [];
  answers = [];
  jest.spyOn(browser, 'import').mockImplementation(async (address) => {
    imported.push(address);
    return (answers.length > 1 ? answers.shift() : answers[0])?.();
  });
  document.body.innerHTML = `<script type="importmap">${JSON.stringify(MAP)}</script><nav>Menu</nav><div id="place"></div>`;
  place = document.getElementById('place') as HTMLElement;
});

function host(): SliceHost {
  const module = new SliceModule(SLICE);
  const open: Open = async (domElement, onFault) => {
    const loaded = await module.load();
    await loaded.mount({ domElement, onFault });
    return () => loaded.unmount({});
  };
  const made = new SliceHost(place, module, open, 'page');
  hosts.push(made);
  return made;
}

/** Listeners of one test must not receive the next one's connection events. */
const hosts: SliceHost[] = [];
afterEach(() => Promise.all(hosts.splice(0).map((one) => one.stop())));

const card = () => text('#place .fault h1');
const failing = (message: string) => () => {
  throw new Error(message);
};

describe('a slice that fails', () => {
  it.each([
    ['is not found', [failing('404'), () => slice()]],
    ['throws at bootstrap', [() => slice({ bootstrap: failing('bootstrap') }), () => slice()]],
    ['throws at mount', [() => slice({ mount: failing('mount') }), () => slice()]],
    ['exports nothing', [() => ({}), () => slice()]],
  ])('because it %s leaves a card, and Retry brings a fresh copy', async (_why, given) => {
    answers = given;
    await host().start();
    await settled();
    expect(card()).toBe('Ta strona się nie wczytała');
    expect(text('nav')).toBe('Menu');
    await press('Spróbuj ponownie');
    expect(text('#place')).toBe('Finanse');
    expect(imported).toEqual(['@ebok/finance', '/assets/finance/1/lifecycle.js?retry=1']);
  });

  it('while rendering is taken away, and Retry draws it anew', async () => {
    const broken = slice({ unmount: failing('unmount too') });
    answers = [() => broken];
    await host().start();
    broken.faults[0]?.(new Error('render'));
    await settled();
    expect(card()).toBe('Ta strona się nie wczytała');
    expect(text('#place')).not.toContain('Finanse');
    await press('Spróbuj ponownie');
    expect(text('#place')).toBe('Finanse');
  });

  it('because a part of it did not come lets Retry load the page anew: the browser keeps that part as failed', async () => {
    const reload = jest.spyOn(pageLoad, 'reload').mockImplementation(() => {});
    const network = jest.spyOn(pageLoad, 'isReachable').mockResolvedValue(false);
    const gone = Object.assign(new TypeError('Importing a module script failed.'), { isMissingPart: true });
    answers = [() => slice({ mount: () => Promise.reject(gone) })];
    await host().start();
    await settled();
    await press('Spróbuj ponownie');
    // Without a network a reload would replace the card by the browser's error page.
    expect([card(), reload.mock.calls.length]).toEqual(['Ta strona się nie wczytała', 0]);
    network.mockResolvedValue(true);
    await press('Spróbuj ponownie');
    expect([imported.length, reload.mock.calls.length]).toEqual([1, 1]);
  });

  it('because the browser remembers that it did not come lets the first press load the page anew', async () => {
    const reload = jest.spyOn(pageLoad, 'reload').mockImplementation(() => {});
    jest.spyOn(pageLoad, 'isReachable').mockResolvedValue(true);
    answers = [
      () => {
        throw new TypeError('error loading dynamically imported module: /assets/finance/1/lifecycle.js');
      },
    ];
    await host().start();
    await settled();
    expect(card()).toBe('Ta strona się nie wczytała');
    await press('Spróbuj ponownie');
    await settled();
    expect([imported.length, reload.mock.calls.length]).toEqual([2, 1]);
  });

  it('for want of a connection comes when there is one, without anybody pressing anything', async () => {
    const network = jest.spyOn(pageLoad, 'isReachable').mockResolvedValue(false);
    answers = [
      () => {
        throw new TypeError('Failed to fetch dynamically imported module: @ebok/finance');
      },
      () => slice(),
    ];
    await host().start();
    await settled();
    expect(card()).toBe('Ta strona się nie wczytała');
    network.mockResolvedValue(true);
    dispatchEvent(new Event('online'));
    await settled();
    expect(text('#place')).toBe('Finanse');
  });

  it('again and again ends in a reload of the page, which is the last thing that can help', async () => {
    const reload = jest.spyOn(pageLoad, 'reload').mockImplementation(() => {});
    jest.spyOn(pageLoad, 'isReachable').mockResolvedValue(true);
    answers = [failing('404')];
    await host().start();
    await settled();
    for (let time = 0; time < 5 && reload.mock.calls.length === 0; time += 1) await press('Spróbuj ponownie');
    expect(reload).toHaveBeenCalledTimes(1);
    expect(imported.at(-1)).toMatch(/retry=3$/);
  });

  it('is tried again at the next visit without anybody pressing anything', async () => {
    answers = [failing('404'), () => slice()];
    const visit = host();
    await visit.start();
    await visit.stop();
    await visit.start();
    expect(text('#place')).toBe('Finanse');
  });

  it('says so when it never answers', async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    answers = [() => new Promise(() => {})];
    void host().start();
    await jest.advanceTimersByTimeAsync(21_000);
    jest.useRealTimers();
    expect(card()).toBe('Ta strona się nie wczytała');
  });

  it('is unmounted when it mounts after all, though nobody waits for it any more', async () => {
    jest.useFakeTimers();
    let arrive = () => {};
    const late = slice({
      mount: () => new Promise<void>((resolve) => (arrive = resolve)),
      unmount: jest.fn(),
    });
    answers = [() => late];
    void host().start();
    await jest.advanceTimersByTimeAsync(21_000);
    expect(late.unmount).not.toHaveBeenCalled();
    arrive();
    await jest.advanceTimersByTimeAsync(0);
    jest.useRealTimers();
    expect(late.unmount).toHaveBeenCalledTimes(1);
    expect(card()).toBe('Ta strona się nie wczytała');
  });

  it('does not hold up the way to other pages by never ending', async () => {
    jest.useFakeTimers();
    answers = [() => slice({ unmount: () => new Promise(() => {}) })];
    const visit = host();
    await visit.start();
    const left = visit.stop();
    await jest.advanceTimersByTimeAsync(3_500);
    await left;
    jest.useRealTimers();
    expect(place.children).toHaveLength(0);
  });

  it('reports nothing for a place that was left meanwhile', async () => {
    const broken = slice();
    answers = [() => broken];
    const visit = host();
    await visit.start();
    await visit.stop();
    broken.faults[0]?.(new Error('late'));
    await settled();
    expect(place.children).toHaveLength(0);
  });
});

describe('a stylesheet that fails', () => {
  const SHEET = '/assets/finance/1/finance.css';
  const link = () => document.head.querySelector<HTMLLinkElement>(`link[href="${SHEET}"]`);
  afterEach(() => link()?.remove());

  it('is compared with its hash, leaves the card, and is asked for again by Retry', async () => {
    const map = { ...MAP, integrity: { [SHEET]: 'sha384-abc' } };
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    document.querySelector('script')!.textContent = JSON.stringify(map);
    answers = [() => slice()];
    const module = new SliceModule({ ...SLICE, styles: [SHEET] });
    const dressed = new SliceHost(
      place,
      module,
      async (room) => ((room.innerHTML = '<h1>Finanse</h1>'), async () => {}),
      'page',
    );
    const started = dressed.start();
    await settled();
    expect(link()?.integrity).toBe('sha384-abc');
    link()?.dispatchEvent(new Event('error'));
    await started;
    await settled();
    expect([card(), link()]).toEqual(['Ta strona się nie wczytała', null]);
    await press('Spróbuj ponownie');
    link()?.dispatchEvent(new Event('load'));
    await settled();
    expect(text('#place')).toBe('Finanse');
  });

  it('and a module that came changed beside it are both replaced in the browser before Retry asks for them', async () => {
    const MODULE = MAP.imports['@ebok/finance'];
    const map = { ...MAP, integrity: { [SHEET]: 'sha384-abc', [MODULE]: 'sha384-def' } };
    document.querySelector('script')!.textContent = JSON.stringify(map);
    const origin = 'http://office.test';
    Object.assign(performance, {
      getEntriesByType: () => [SHEET, MODULE].map((file) => ({ name: origin + file })),
    });
    const replacing: string[] = [];
    const answered: (() => void)[] = [];
    globalThis.fetch = (async (file: string, { integrity }: RequestInit) => {
      if (integrity) throw new TypeError('Failed to fetch');
      replacing.push(file);
      await new Promise<void>((resolve) => answered.push(resolve));
      return { ok: true };
    }) as typeof fetch;
    answers = [failing('Failed to fetch dynamically imported module'), () => slice()];
    await host().start();
    await settled();
    expect(replacing).toEqual([SHEET, MODULE]);
    await press('Spróbuj ponownie');
    expect(imported).toHaveLength(1);
    answered.forEach((answer) => answer());
    await settled();
    expect(text('#place')).toBe('Finanse');
  });
});

describe('slices under single-spa', () => {
  it('mount at their address for somebody signed in, and a parcel that fails leaves a card of its own', async () => {
    answers = [
      () =>
        slice({
          parcels: {
            balance: { bootstrap: async () => {}, mount: failing('parcel'), unmount: async () => {} },
          },
        }),
    ];
    startSlices([SLICE], place);
    const tile = document.createElement('div');
    document.body.append(tile);
    await hostParcel(tile, 'finance', 'balance')?.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(text('#place [data-slice="finance"]')).toBe('Finanse');
    expect(tile.querySelector('h2')?.textContent).toBe('Ta część się nie wczytała');
    expect(tile.querySelector('button')).not.toBeNull();
  });
});

describe('numbers beside menu entries', () => {
  const COUNTING: SliceDescription = {
    ...SLICE,
    menu: [{ path: '/wiadomosci', text: { pl: '', en: '', uk: '' }, order: 1, badge: true }],
  };

  it('are counted without a page: at once for each customer, again after a minute', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    let calls = 0;
    const badges = async () => {
      calls++;
      // A failed count is no fault.
      if (calls === 3) throw new Error('away');
      menu.badge('/wiadomosci', 3);
    };
    answers = [() => slice({ badges })];
    const [modules, count] = [[new SliceModule(COUNTING)], new BadgeCount()];
    const after = async (whose: string, ms: number) => {
      count.count(modules, whose, ms);
      await settled();
      return [calls, badgeOf('/wiadomosci')];
    };
    expect(await after('', 100_000)).toEqual([0, 0]);
    expect(await after('jan K-1', 100_000)).toEqual([1, 3]);
    expect(await after('jan K-1', 159_999)).toEqual([1, 3]);
    expect(await after('jan K-1', 160_000)).toEqual([2, 3]);
    expect(await after('jan K-2', 160_001)).toEqual([3, 0]);
    expect(place.innerHTML).toBe('');
  });

  it('are counted while the page is looked at, and as soon as it is looked at again', () => {
    jest.useFakeTimers();
    let state: DocumentVisibilityState = 'visible';
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => state);
    const become = (next: DocumentVisibilityState) => {
      state = next;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    let calls = 0;
    whileSeen(() => calls++);
    jest.advanceTimersByTime(60_000);
    expect(calls).toBe(4);
    become('hidden');
    jest.advanceTimersByTime(60_000);
    expect(calls).toBe(4);
    become('visible');
    expect(calls).toBe(5);
    jest.useRealTimers();
  });

  it('are not asked of slices that have none', async () => {
    new BadgeCount().count([new SliceModule(SLICE)], 'jan K-1');
    await settled();
    expect(imported).toEqual([]);
  });
});
