// <ebok-layout>: the page around the pages. Decides what is shown, and keeps showing it when parts fail.
import { html, nothing } from 'lit';
import { connection } from '../api/connection';
import { pageLoad } from '../session/page-load';
import { focusHeadline } from './route-focus';
import { footer } from './footer';
import { icon } from './icons';
import { CUSTOMER, isGatewayAddress, navigate } from './navigate';
import { decide, type Decision } from './routes';
import type { MenuEntry, PageConfig } from '../config';
import { language } from '../language/language';
import { t } from '../language/texts';
import { LightElement, titled } from '../pages/page-element';
import { session } from '../session/session';
import { agreeOnLanguage, chooseCustomer } from '../session/preferences';
import { faultCard } from '../slices/fault-card';
import './header';
import './toasts';
import '../session/idle-dialog';

export class Layout extends LightElement {
  static override properties = { content: { state: true }, online: { state: true } };
  /** A page of the shell's own, or nothing beside a slice; undefined until it is known which. */
  declare content: unknown;
  declare online: boolean;
  config: PageConfig = { shell: '', slices: [], production: true, ownAddresses: [] };
  #outlet = Object.assign(document.createElement('div'), { className: 'slices' });
  #shown = '';
  #turningTo: string | undefined;
  #slices: Promise<typeof import('../slices/registration')> | undefined;
  #who = [session.current?.user.id, session.current?.customer.id];

  constructor() {
    super();
    this.online = !connection.lost;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', () => void this.route());
    connection.subscribe(() => (this.online = !connection.lost));
    session.subscribe(() => this.#changed());
    language.subscribe(() => this.#name());
    if (session.current) void agreeOnLanguage(session.current);
    void this.route();
  }

  override render() {
    const entries = this.config.slices.flatMap(({ menu }) => menu).sort((a, b) => a.order - b.order);
    return html`
      <a class="skip-link" href="#content" @click=${this.#skip}>${t('layout.skip')}</a>
      <ebok-header .session=${session.current} .path=${location.pathname} .entries=${entries}></ebok-header>
      <main id="content" class="layout__main" tabindex="-1">
        ${this.#preview()} ${navigator.cookieEnabled ? nothing : noCookies()}
        ${
          this.online
            ? nothing
            : html`
                <div class="alert alert--warning layout__offline" role="status">
                  ${icon('offline')}
                  <p>${t('layout.offline')}</p>
                </div>
              `
        }
        ${this.content} ${this.#outlet}
      </main>
      ${this.content === undefined ? nothing : footer()}
      <ebok-toasts></ebok-toasts>
      <ebok-idle-dialog></ebok-idle-dialog>
    `;
  }

  /** Whoever looks at what isn't everybody's yet is told so, and how to leave it. */
  #preview() {
    const { preview } = this.config;
    if (!preview) return nothing;
    return html`
      <div class="alert alert--info layout__offline" role="status">
        <p>
          ${t('layout.preview', { name: preview })}
          <a href="/podglad">${t('layout.preview.leave')}</a>
        </p>
      </div>
    `;
  }

  /** Shows what belongs to the address now. */
  async route(): Promise<void> {
    const decision = decide(new URL(location.href), session.current, this.config.slices);
    if (decision.show === 'other')
      return isGatewayAddress(decision.path)
        ? pageLoad.open(decision.path)
        : navigate(decision.path, { replace: true });
    if (decision.show === 'customer') return this.#turnTo(decision.id);
    const key = [keyOf(decision), location.pathname, identity()].join(' ');
    if (key === this.#shown) return;
    const first = this.#shown === '';
    this.#shown = key;
    try {
      if (session.current) await this.#startSlices();
      if (decision.show === 'page') await decision.page.load();
    } catch (error) {
      console.error(error);
      if (this.#shown === key) this.content = faultCard('page', () => void reload());
      return;
    }
    if (this.#shown !== key) return;
    this.content = decision.show === 'page' ? document.createElement(decision.page.tag) : nothing;
    this.#reveal(decision.show === 'slice' ? decision.slice.name : undefined);
    this.#name();
    this.requestUpdate();
    await this.updateComplete;
    const main = this.querySelector('main');
    if (main && !first) focusHeadline(main);
  }

  /** Shows nothing of the customer before at an address that is about another; `#changed` goes on from there. */
  async #turnTo(id: string): Promise<void> {
    if (this.#turningTo === id) return;
    this.#turningTo = id;
    this.#shown = '';
    this.#clear();
    const turned = await chooseCustomer(id);
    this.#turningTo = undefined;
    if (!turned) this.content = faultCard('page', () => void this.route());
  }

  async #startSlices(): Promise<void> {
    this.#slices ??= import('../slices/registration').then((module) => {
      module.startSlices(this.config.slices, this.#outlet);
      return module;
    });
    (await this.#slices).reconsider();
  }

  /** Only one slice is on the screen, also in the moment when the one before is still leaving. */
  #reveal(slice: string | undefined): void {
    for (const place of this.#outlet.children) {
      (place as HTMLElement).hidden = (place as HTMLElement).dataset['slice'] !== slice;
    }
  }

  /** A slice's page is called as its menu entry until it says better. */
  #name(): void {
    const decision = decide(new URL(location.href), session.current, this.config.slices);
    if (decision.show !== 'slice') return;
    const entry = decision.slice.menu.find(({ path }: MenuEntry) => location.pathname.startsWith(path));
    if (entry) document.title = titled(entry.text[language.current]);
  }

  #changed(): void {
    this.requestUpdate();
    // Leaving loads the page anew; nothing is to be shown in between.
    if (!session.current) return this.#clear();
    const { user, customer } = session.current;
    const [lastUser, lastCustomer] = this.#who;
    this.#who = [user.id, customer.id];
    if (user.id !== lastUser) void agreeOnLanguage(session.current);
    // Another customer has other documents: what is in the address need not be theirs, unless it says so.
    else if (customer.id !== lastCustomer && customer.id !== namedCustomer()) navigate('/');
    void this.route();
  }

  /** Takes everything personal off the screen while the browser is still loading the next page. */
  #clear(): void {
    this.content = nothing;
    this.#reveal(undefined);
    void this.#slices?.then(({ reconsider }) => reconsider());
  }

  #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector('main')?.focus();
  };
}

/** Nobody can sign in so, and nothing else on the page would say why. */
function noCookies() {
  return html`
    <div class="alert alert--warning layout__offline" role="alert">
      ${icon('warning')}
      <p>${t('layout.noCookies')}</p>
    </div>
  `;
}

/** Where nobody answers, a card is better than the browser's own words. */
async function reload(): Promise<void> {
  if (await pageLoad.isReachable()) pageLoad.reload();
}

/** Who looks at whose data, and whether they may yet. */
function identity(): string {
  const { user, customer, termsToAccept } = session.current ?? {};
  return user ? `${user.id} ${customer?.id} ${termsToAccept?.id ?? ''}` : '';
}

/** The customer whom the address names. */
function namedCustomer(): string | null {
  return new URL(location.href).searchParams.get(CUSTOMER);
}

function keyOf(decision: Exclude<Decision, { show: 'other' | 'customer' }>): string {
  return decision.show === 'page' ? decision.page.tag : decision.slice.name;
}

customElements.define('ebok-layout', Layout);
