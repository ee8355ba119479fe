// <ebok-header>: the brand, the menu, the language and sign-out.
import { html, nothing } from 'lit';
import { errorText } from '../api/error-text';
import type { MenuEntry } from '../config';
import { language, LANGUAGES, type Language } from '../language/language';
import { t } from '../language/texts';
import { LightElement } from '../pages/page-element';
import { portalInfo } from '../session/portal-info';
import { signOut } from '../session/session';
import { chooseCustomer, chooseLanguage } from '../session/preferences';
import type { Session } from '../session/session.operations';
import { dropdown } from './dropdown';
import { icon, namedIcon } from './icons';
import { badgeOf, onBadges } from './menu';
import { notify } from './notify';

const NAMES: Record<Language, string> = { pl: 'Polski', en: 'English', uk: 'Українська' };

export class Header extends LightElement {
  static override properties = {
    session: { attribute: false },
    path: { attribute: false },
    entries: { attribute: false },
    open: { state: true },
    leaving: { state: true },
  };
  declare session: Session | null;
  declare path: string;
  declare entries: MenuEntry[];
  declare open: boolean;
  declare leaving: boolean;

  constructor() {
    super();
    this.session = null;
    this.path = '/';
    this.entries = [];
    this.open = this.leaving = false;
    onBadges(() => this.requestUpdate());
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('path')) this.open = false;
  }

  override render() {
    return html`
      <header class="layout__header ${this.session ? 'is-signed-in' : ''}">
        <div class="layout__bar">
          <a class="brand" href="/">
            ${icon('bolt')}
            <span>${portalInfo.current?.name ?? 'eBOK'}</span>
          </a>
          ${this.session ? this.#menuButton() : this.#languages()}
          ${this.session ? this.#menu(this.session) : nothing}
        </div>
      </header>
    `;
  }

  #menuButton() {
    return html`
      <button
        type="button"
        class="button button--quiet menu-button"
        aria-expanded=${this.open}
        aria-controls="menu"
        @click=${() => (this.open = !this.open)}
      >
        ${icon(this.open ? 'close' : 'menu')}
        <span>${t('menu.menu')}</span>
        ${badge(this.entries.reduce((sum, { path }) => sum + badgeOf(path), 0))}
      </button>
    `;
  }

  #menu(session: Session) {
    const { pathname, entries } = { pathname: this.path, entries: this.entries };
    const link = (path: string, text: string, drawing: unknown) => {
      const here = path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
      return html`
        <li>
          <a class="menu__link" href=${path} @click=${this.#close} aria-current=${here ? 'page' : nothing}>
            ${drawing}
            <span>${text}</span>
            ${badge(badgeOf(path))}
          </a>
        </li>
      `;
    };
    return html`
      <div id="menu" class="menu ${this.open ? 'is-open' : ''}" @keydown=${this.#escape}>
        <nav class="menu__nav" aria-label=${t('menu.main')}>
          <ul class="menu__list">
            ${link('/', t('menu.home'), icon('home'))}
            ${entries.map((entry) => link(entry.path, entry.text[language.current], namedIcon(entry.icon)))}
          </ul>
        </nav>
        <div class="menu__tools">
          ${session.customers.length > 1 ? this.#customers(session) : nothing} ${this.#languages()}
          <a
            class="menu__tool"
            href="/konto"
            @click=${this.#close}
            aria-current=${pathname === '/konto' ? 'page' : nothing}
          >
            ${icon('lock')}
            <span>${t('menu.account')}</span>
          </a>
          <button type="button" class="menu__tool" aria-busy=${this.leaving} @click=${this.#signOut}>
            ${icon('exit')}
            <span>${t('menu.signOut')}</span>
          </button>
        </div>
      </div>
    `;
  }

  #customers({ customers, customer }: Session) {
    return dropdown(
      t('menu.customer'),
      html`
        ${icon('user')}
        <span class="dropdown__current">${customer.name}</span>
      `,
      customers.map(({ id, name, number }) => ({
        text: name,
        more: t('menu.customerNumber', { number }),
        current: id === customer.id,
        choose: () => {
          this.open = false;
          if (id !== customer.id) void chooseCustomer(id);
        },
      })),
    );
  }

  #languages() {
    return dropdown(
      t('menu.language'),
      html`
        ${icon('globe')}
        <span>${NAMES[language.current]}</span>
      `,
      LANGUAGES.map((one) => ({
        text: NAMES[one],
        lang: one,
        current: one === language.current,
        choose: () => {
          this.open = false;
          if (one !== language.current) void chooseLanguage(one);
        },
      })),
    );
  }

  /** The chosen page may be the current one: then no change of path closes the menu. */
  #close = (): void => {
    this.open = false;
  };

  #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open || event.defaultPrevented) return;
    this.open = false;
    this.querySelector<HTMLElement>('.menu-button')?.focus();
  };

  #signOut = async (): Promise<void> => {
    if (this.leaving) return;
    this.leaving = true;
    try {
      await signOut(false);
    } catch (error) {
      notify(errorText(error), 'error');
    }
    this.leaving = false;
  };
}

/** A badge with a count; screen readers hear what is counted. */
function badge(count: number) {
  if (count === 0) return nothing;
  return html`
    <span class="badge menu__badge">
      ${count > 99 ? '99+' : count}
      <span class="visually-hidden">${t('menu.new')}</span>
    </span>
  `;
}

customElements.define('ebok-header', Header);
