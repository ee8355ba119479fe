// <ebok-layout>: header, content and footer. It decides which page is shown, and survives failures of parts.
import { html, nothing } from 'lit';
import { connection } from '../api/connection';
import { pageLoad } from '../session/page-load';
import { focusHeadline } from './route-focus';
import { footer } from './footer';
import { icon } from './icons';
import { CUSTOMER, isGatewayAddress, navigate, parameter } from './navigate';
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
  /** A page of the shell, or nothing beside a slice; undefined until it is decided. */
  declare content: unknown;
  declare online: boolean;
  config: PageConfig = { shell: '', slices: [], production: true };
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

  /** A banner for a preview, with a link that leaves it. */
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

  /** Shows the page of the current address. */
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

  /**
   * Switches to the customer that the address names. Nothing of the former one is shown meanwhile; `#changed`
   * continues.
   */
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

  /** Shows one slice at most, also while the former one is still unmounting. */
  #reveal(slice: string | undefined): void {
    for (const place of this.#outlet.children) {
      (place as HTMLElement).hidden = (place as HTMLElement).dataset['slice'] !== slice;
    }
  }

  /** A slice's page has the title of its menu entry until the slice sets another. */
  #name(): void {
    const decision = decide(new URL(location.href), session.current, this.config.slices);
    if (decision.show !== 'slice') return;
    const entry = decision.slice.menu.find(({ path }: MenuEntry) => location.pathname.startsWith(path));
    if (entry) document.title = titled(entry.text[language.current]);
  }

  #changed(): void {
    this.requestUpdate();
    // Signing out loads the page anew; nothing is shown in between.
    if (!session.current) return this.#clear();
    const { user, customer } = session.current;
    const [lastUser, lastCustomer] = this.#who;
    this.#who = [user.id, customer.id];
    if (user.id !== lastUser) void agreeOnLanguage(session.current);
    // Documents in the address may not belong to the new customer, unless the address names that customer.
    else if (customer.id !== lastCustomer && customer.id !== namedCustomer()) navigate('/');
    void this.route();
  }

  /** Removes all personal data from the screen while the browser loads the next page. */
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

/** A warning where cookies are disabled: sign-in would fail without a reason on the page. */
function noCookies() {
  return html`
    <div class="alert alert--warning layout__offline" role="alert">
      ${icon('warning')}
      <p>${t('layout.noCookies')}</p>
    </div>
  `;
}

/** Reloads only when the portal answers: a card is better than the browser's error page. */
async function reload(): Promise<void> {
  if (await pageLoad.isReachable()) pageLoad.reload();
}

/** A key for the user, the customer, and whether terms must be accepted first. */
function identity(): string {
  const { user, customer, termsToAccept } = session.current ?? {};
  return user ? `${user.id} ${customer?.id} ${termsToAccept?.id ?? ''}` : '';
}

/** The customer named in the address. */
function namedCustomer(): string | null {
  return parameter(new URL(location.href).searchParams, CUSTOMER);
}

function keyOf(decision: Exclude<Decision, { show: 'other' | 'customer' }>): string {
  return decision.show === 'page' ? decision.page.tag : decision.slice.name;
}

customElements.define('ebok-layout', Layout);
