// Hosts a part of a slice, an application or a parcel, in an element of the page. A failure inside ends at this
// element, as a card with Retry.
import { html, render } from 'lit';
import { connection } from '../api/connection';
import { focusHeadline } from '../layout/route-focus';
import { pageLoad } from '../session/page-load';
import { faultCard } from './fault-card';
import { isMissingPart, isUnfetched, type SliceModule } from './slice-module';
import { reportFault, reportStep, type Fault } from './reports';
import { TimedOut, TIMEOUT_MS, withTimeout } from './timeout';

/** Mounts the part into an element; returns how to unmount it. */
export type Open = (room: HTMLElement, onFault: (error: unknown) => void) => Promise<() => Promise<unknown>>;

/** A slice that does not unmount in time must not block navigation. */
const UNMOUNT_TIMEOUT_MS = 3_000;

export class SliceHost {
  /** Counts starts and stops, so that late results can be recognised. */
  #turn = 0;
  #close: (() => Promise<unknown>) | undefined;
  #watch: MutationObserver | undefined;
  /** Releases the slice's stylesheets, where this host holds them. */
  #leaveStyles: (() => void) | undefined;
  /** Unsubscribes from the connection, where a card waits for it. */
  #waiting: (() => void) | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly module: SliceModule,
    private readonly open: Open,
    private readonly kind: 'page' | 'tile',
  ) {}

  /**
   * Mounts the part. Never rejects and never waits long: the caller has a page to keep alive. `again`: a Retry, so
   * failures the browser remembers are ignored.
   */
  async start({ again = false } = {}): Promise<void> {
    await this.stop();
    const turn = ++this.#turn;
    const { slice, styles } = this.module;
    const room = document.createElement('div');
    this.#show(skeleton(this.kind));
    this.element.append(room);
    styles.enter();
    this.#leaveStyles = () => styles.leave();
    const began = performance.now();
    try {
      await this.module.load();
      if (turn !== this.#turn) return;
      const mounting = performance.now();
      const opening = this.open(room, (error) => this.#fail(turn, error, 'render'));
      const close = await withTimeout(TIMEOUT_MS, opening).catch((error: unknown) => {
        // A part that mounts after the timeout has to be unmounted again.
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
    const [close, leaveStyles] = [this.#close, this.#leaveStyles];
    this.#close = undefined;
    this.#leaveStyles = undefined;
    this.#waiting?.();
    this.#waiting = undefined;
    if (close) await quietly(close);
    this.element.replaceChildren();
    leaveStyles?.();
  }

  /** Shows the card. A fault of the module itself was reported before. */
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

  /** A part that failed to load without a connection is retried when the connection is back. */
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
   * Retries with a fresh copy of the entry. Browsers and React remember for good that a part below it failed; then
   * the page is reloaded.
   */
  async #retry(isPart: boolean): Promise<void> {
    // The focused button disappears; its host keeps the focus.
    this.element.tabIndex = -1;
    this.element.focus();
    if (isPart || this.module.exhausted) return this.#reload();
    this.module.renew();
    await this.start({ again: true });
    if (this.kind === 'page') focusHeadline(this.element);
  }

  /** Reloads only when the portal answers: a page with a card is better than the browser's error page. */
  async #reload(): Promise<void> {
    const turn = this.#turn;
    this.#show(skeleton(this.kind));
    await this.module.replaced;
    if (await pageLoad.isReachable()) return pageLoad.reload();
    if (turn === this.#turn) this.#card(() => this.#reload());
  }

  /** Shows a skeleton, a card or nothing in front of the part. */
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

/** Calls back once no skeleton is left in the element. */
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
