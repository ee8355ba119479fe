// /aktywacja#token=… and /haslo#token=…: the links from mails, both of which set a password; and /haslo without one.
import { html, nothing, type TemplateResult } from 'lit';
import { run } from '../api/graphql';
import { icon } from '../frame/icons';
import { support } from '../frame/support';
import { t, type Key } from '../language/texts';
import { ACTIVATE, REQUEST_RESET, RESET, type Problem } from '../session/session.operations';
import { FormPage } from './form';
import { strengthBar } from './strength';

type Answer = { ok: boolean; problems: Problem[] };

abstract class PasswordLinkPage extends FormPage {
  static override properties = { ...FormPage.properties, password: { state: true } };
  declare password: string;
  /** Known to nobody but this object: it leaves the address bar and the history at once. */
  #token = takeToken();
  protected abstract readonly introKey: Key;
  protected abstract readonly doneKey: Key;
  protected abstract readonly submitKey: Key;
  protected abstract send(token: string, password: string): Promise<Answer>;

  constructor() {
    super();
    this.password = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#newLink);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#newLink);
  }

  override render() {
    const content = this.done ? this.#ready() : this.#token ? this.#form() : this.withoutToken();
    return html`
      <div class="door"><section class="card door__card">${content}</section></div>
    `;
  }

  /** What the page offers when no link led here. */
  protected abstract withoutToken(): TemplateResult;

  /** The way on from a link that is too old or used. */
  protected abstract newLink(): TemplateResult;

  #form() {
    const dead = this.problems.some(({ code }) => code === 'LINK_EXPIRED' || code === 'LINK_INVALID');
    return html`
      <h1>${t(this.titleKey)}</h1>
      ${
        dead
          ? nothing
          : html`
              <p>${t(this.introKey)}</p>
            `
      }
      ${this.summary(dead ? this.newLink() : nothing)}
      ${
        dead
          ? nothing
          : html`
              <form class="stack" novalidate method="post" @submit=${this.#send} @input=${this.#typed}>
                ${this.field({ name: 'password', label: t('password.new'), type: 'password', autocomplete: 'new-password' })}
                ${strengthBar(this.password)}
                <p class="field__hint">${t('password.advice')}</p>
                ${this.button(t(this.submitKey))}
              </form>
            `
      }
    `;
  }

  #ready() {
    return html`
      <div class="door__done">${icon('check')}</div>
      <h1 tabindex="-1">${t('password.doneTitle')}</h1>
      <p>${t(this.doneKey)}</p>
      <a class="button button--wide" href="/logowanie">${t('signIn.submit')}</a>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async ({ password = '' }) => {
      const { ok, problems } = await this.send(this.#token, password);
      if (!ok) return problems;
      this.#token = '';
      this.done = true;
      await this.updateComplete;
      this.querySelector<HTMLElement>('h1')?.focus();
      return [];
    });

  #typed = (event: Event): void => {
    this.password = (event.target as HTMLInputElement).value;
  };

  /** Begins anew without the link. */
  protected forget = (): void => {
    this.#token = '';
    this.problems = [];
    this.requestUpdate();
  };

  /** Another link of the same kind, opened in this tab. */
  #newLink = (): void => {
    const token = takeToken();
    if (!token) return;
    this.#token = token;
    this.problems = [];
    this.done = false;
    this.requestUpdate();
  };
}

export class ActivationPage extends PasswordLinkPage {
  protected readonly titleKey = 'activate.title';
  protected readonly introKey = 'activate.intro';
  protected readonly doneKey = 'activate.done';
  protected readonly submitKey = 'activate.submit';

  protected async send(token: string, password: string): Promise<Answer> {
    return (await run<{ activate: Answer }>(ACTIVATE, { token, password })).activate;
  }

  protected withoutToken() {
    return html`
      <h1>${t('activate.title')}</h1>
      <p>${t('activate.noToken')}</p>
      ${this.newLink()}
    `;
  }

  protected newLink() {
    return html`
      <p><a href="/rejestracja">${t('activate.again')}</a></p>
      <p><a href="/haslo">${t('activate.forgotten')}</a></p>
    `;
  }
}

export class ResetPage extends PasswordLinkPage {
  protected readonly titleKey = 'reset.title';
  protected readonly introKey = 'reset.intro';
  protected readonly doneKey = 'reset.done';
  protected readonly submitKey = 'reset.submit';

  protected async send(token: string, password: string): Promise<Answer> {
    return (await run<{ resetPassword: Answer }>(RESET, { token, password })).resetPassword;
  }

  protected withoutToken() {
    return html`
      <ebok-reset-request></ebok-reset-request>
    `;
  }

  protected newLink() {
    return html`
      <div>
        <button type="button" class="button button--secondary" @click=${this.forget}>
          ${t('reset.again')}
        </button>
      </div>
    `;
  }
}

/** Asks for the mail with the link. The answer is the same for every address. */
export class ResetRequest extends FormPage {
  protected readonly titleKey = 'reset.title';
  #email = '';

  override render() {
    return this.done ? this.#sent() : this.#form();
  }

  #form() {
    return html`
      <div class="stack">
        <h1>${t('reset.title')}</h1>
        <p>${t('reset.requestIntro')}</p>
        ${this.summary()}
        <form class="stack" novalidate method="post" @submit=${this.#send}>
          ${this.field({ name: 'email', label: t('signIn.email'), type: 'email', autocomplete: 'username', inputmode: 'email' })}
          ${this.button(t('reset.request'))}
        </form>
        <p><a href="/logowanie">${t('reset.back')}</a></p>
      </div>
    `;
  }

  #sent() {
    return html`
      <div class="stack">
        <div class="door__done">${icon('mail')}</div>
        <h1 tabindex="-1">${t('reset.sentTitle')}</h1>
        <p>${t('reset.sentText', { email: this.#email })}</p>
        <p>${t('reset.sentNothing')}</p>
        ${support()}
      </div>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async ({ email = '' }) => {
      this.#email = email.trim();
      await run(REQUEST_RESET, { email });
      this.done = true;
      await this.updateComplete;
      this.querySelector<HTMLElement>('h1')?.focus();
      return [];
    });
}

function takeToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

customElements.define('ebok-activation-page', ActivationPage);
customElements.define('ebok-reset-page', ResetPage);
customElements.define('ebok-reset-request', ResetRequest);
