// A place on the page where a piece of a slice lives. Whatever goes wrong inside ends at this place's edge, as a card
// with Retry. Applications and parcels are both hosted like this.
import { html, render } from 'lit';
import { connection } from '../api/connection';
import { focusHeadline } from '../layout/route-focus';
import { pageLoad } from '../session/page-load';
import { faultCard } from './fault-card';
import { isMissingPart, isUnfetched, type SliceModule } from './slice-module';
import { reportFault, reportStep, type Fault } from './reports';
import { TimedOut, TIMEOUT_MS, withTimeout } from './timeout';

/** Puts the piece into a room; answers how to take it out again. */
export type Open = (room: HTMLElement, onFault: (error: unknown) => void) => Promise<() => Promise<unknown>>;

/** A slice that does not come to its end must not hold up the way to other pages. */
const UNMOUNT_TIMEOUT_MS = 3_000;

export class SliceHost {
  /** Counts beginnings and ends, so that what comes late is known to be late. */
  #turn = 0;
  #close: (() => Promise<unknown>) | undefined;
  #watch: MutationObserver | undefined;
  /** Gives the slice's look back, where this place has it. */
  #undress: (() => void) | undefined;
  /** Ends the wait for the connection, where a card stands for want of one. */
  #waiting: (() => void) | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly module: SliceModule,
    private readonly open: Open,
    private readonly kind: 'page' | 'tile',
  ) {}

  /**
   * Never rejects and never waits long: whoever calls has a page to keep alive. `again`: somebody pressed Retry, so what the
   * browser keeps of a failure counts for nothing.
   */
  async start({ again = false } = {}): Promise<void> {
    await this.stop();
    const turn = ++this.#turn;
    const { slice, styles } = this.module;
    const room = document.createElement('div');
    this.#show(skeleton(this.kind));
    this.element.append(room);
    styles.enter();
    this.#undress = () => styles.leave();
    const began = performance.now();
    try {
      await this.module.load();
      if (turn !== this.#turn) return;
      const mounting = performance.now();
      const opening = this.open(room, (error) => this.#fail(turn, error, 'render'));
      const close = await withTimeout(TIMEOUT_MS, opening).catch((error: unknown) => {
        // What nobody waits for any more has to go again if it comes after all.
        void opening.then(quietly, () => {});
        throw error;
      });
      if (turn !== this.#turn) return void quietly(close);
      this.#close = close;
      this.#show();
      reportStep(slice, 'mount', mounting);
      this.#watch = whenFilled(room, () => {
        this.element.style.minHeight = '';
        reportStep(slice, 'interactive', began);
      });
    } catch (error) {
      if (again && turn === this.#turn && (await this.module.remembersFailure(error))) return this.#reload();
      this.#fail(turn, error, error instanceof TimedOut ? 'slow' : 'mount');
    }
  }

  async stop(): Promise<void> {
    this.#turn += 1;
    this.#watch?.disconnect();
    const [close, undress] = [this.#close, this.#undress];
    this.#close = undefined;
    this.#undress = undefined;
    this.#waiting?.();
    this.#waiting = undefined;
    if (close) await quietly(close);
    this.element.replaceChildren();
    undress?.();
  }

  /** What went wrong in the module itself has been told of by then. */
  #fail(turn: number, error: unknown, fault: Fault): void {
    if (turn !== this.#turn) return;
    console.error(`${this.module.slice.name}:`, error);
    const isPart = isMissingPart(error);
    reportFault(this.module.slice, error, isPart ? this.module.why() : fault);
    const retry = () => this.#retry(isPart);
    void this.stop().then(() => {
      this.#card(retry);
      if (isPart || isUnfetched(error)) this.#awaitConnection(retry);
    });
  }

  /** What did not come for want of a connection comes with it, without anybody pressing anything. */
  #awaitConnection(retry: () => Promise<void>): void {
    const turn = this.#turn;
    void connection.doubt().then(() => {
      if (turn !== this.#turn || !connection.lost) return;
      this.#waiting = connection.subscribe(() => connection.lost || void retry());
    });
  }

  #card(retry: () => Promise<void>): void {
    this.element.style.minHeight = '';
    this.#show(faultCard(this.kind, () => void retry()));
  }

  /**
   * A fresh copy mends what the entry did. Of a part below it, the browser and React remember for good that it failed, and
   * the page is loaded anew.
   */
  async #retry(isPart: boolean): Promise<void> {
    // The button that had the focus goes away; the place it stood in keeps it.
    this.element.tabIndex = -1;
    this.element.focus();
    if (isPart || this.module.exhausted) return this.#reload();
    this.module.renew();
    await this.start({ again: true });
    if (this.kind === 'page') focusHeadline(this.element);
  }

  /** Where nobody answers, a page with a card is better than the browser's own words. */
  async #reload(): Promise<void> {
    const turn = this.#turn;
    this.#show(skeleton(this.kind));
    await this.module.replaced;
    if (await pageLoad.isReachable()) return pageLoad.reload();
    if (turn === this.#turn) this.#card(() => this.#reload());
  }

  /** What stands in front of the room: a skeleton, a card, or nothing. */
  #show(template?: unknown): void {
    this.element.querySelector(':scope > .host__front')?.remove();
    if (!template) return;
    const front = Object.assign(document.createElement('div'), { className: 'host__front' });
    render(template, front);
    this.element.prepend(front);
  }
}

function skeleton(kind: 'page' | 'tile') {
  if (kind === 'tile')
    return html`
      <div class="skeleton skeleton--tile"></div>
    `;
  return html`
    <div class="stack">
      <div class="skeleton skeleton--title"></div>
      <div class="skeleton skeleton--tile"></div>
    </div>
  `;
}

/** Calls back once nothing in the room stands for something that is still to come. */
function whenFilled(room: HTMLElement, then: () => void): MutationObserver {
  const observer = new MutationObserver(() => check());
  const check = () => {
    if (room.childElementCount === 0 || room.querySelector('.skeleton')) return;
    observer.disconnect();
    then();
  };
  observer.observe(room, { childList: true, subtree: true });
  check();
  return observer;
}

async function quietly(close: () => Promise<unknown>): Promise<void> {
  try {
    await withTimeout(UNMOUNT_TIMEOUT_MS, close());
  } catch (error) {
    console.error(error);
  }
}
