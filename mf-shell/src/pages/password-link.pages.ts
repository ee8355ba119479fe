// /aktywacja#token=… and /haslo#token=…: mailed links that set a password or add a contract. Some mail programs drop
// the token; the pages then ask for it.
import { html, nothing, type TemplateResult } from 'lit';
import { run } from '../api/graphql';
import { icon } from '../layout/icons';
import { support } from '../layout/support';
import type { Problem } from '../api/problem';
import { t, type PageKey } from './page-texts';
import { checkSession } from '../session/idle';
import { session } from '../session/session';
import { ACTIVATE, MAILED_LINK, REQUEST_RESET, RESET, type MailedLink } from '../session/session.operations';
import { FormPage } from './form';
import { type Looked, MailedLinkPage } from './mailed-link-page';
import { StrengthMeter } from './strength';

type Answer = { ok: boolean; problems: Problem[] };

/** The texts of each kind of link. */
const WORDS = {
  ACTIVATE: {
    title: 'activate.title',
    intro: 'activate.intro',
    submit: 'activate.submit',
    doneTitle: 'password.doneTitle',
    done: 'activate.done',
  },
  RESET: {
    title: 'reset.title',
    intro: 'reset.intro',
    submit: 'reset.submit',
    doneTitle: 'password.doneTitle',
    done: 'reset.done',
  },
  ADD_CUSTOMER: {
    title: 'addContract.title',
    intro: 'addContract.confirm',
    submit: 'addContract.submitPassword',
    doneTitle: 'addContract.doneTitle',
    done: 'addContract.done',
  },
} as const satisfies Record<MailedLink['purpose'], Record<string, PageKey>>;

abstract class PasswordLinkPage extends MailedLinkPage<MailedLink> {
  readonly #meter = new StrengthMeter(this, () => this.token);
  /** The assumed purpose at this address, until the gateway answers. */
  protected abstract readonly usual: MailedLink['purpose'];

  protected get titleKey(): PageKey {
    return WORDS[this.link?.purpose ?? this.usual].title;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#meter.typed('');
  }

  /** The next step for an expired or used link. */
  protected abstract newLink(): TemplateResult;

  protected async look(token: string) {
    const { mailedLink } = await run<{ mailedLink: Looked<MailedLink> }>(MAILED_LINK, { token });
    return mailedLink;
  }

  protected nextStep() {
    return html`
      <div>
        <a class="button" href=${session.current ? '/' : '/logowanie'}>
          ${t(session.current ? 'notFound.go' : 'signIn.submit')}
        </a>
      </div>
      ${this.newLink()}
    `;
  }

  protected override anotherLink(): void {
    this.#meter.typed('');
  }

  protected form({ purpose, email, customerNumber }: MailedLink) {
    const words = WORDS[purpose];
    const isNew = purpose !== 'ADD_CUSTOMER';
    return html`
      <h1>${t(words.title)}</h1>
      <p>${t(words.intro, { customer: customerNumber ?? '' })}</p>
      <p>${t('password.login', { email })}</p>
      ${this.summary()}
      <form class="stack" novalidate method="post" @submit=${this.#send} @input=${this.#typed}>
        <input
          class="visually-hidden"
          type="text"
          name="username"
          autocomplete="username"
          tabindex="-1"
          aria-hidden="true"
          readonly
          value=${email}
        />
        ${this.field({ name: 'password', label: t(isNew ? 'password.new' : 'account.current'), type: 'password', autocomplete: isNew ? 'new-password' : 'current-password' })}
        ${
          isNew
            ? html`
                ${this.#meter.bar()}
                <p class="field__hint">${t('password.advice')}</p>
              `
            : nothing
        }
        ${this.button(t(words.submit))}
      </form>
      ${
        isNew
          ? nothing
          : html`
              <p><a href="/haslo">${t('signIn.forgotten')}</a></p>
            `
      }
    `;
  }

  protected ready() {
    const words = WORDS[this.link?.purpose ?? this.usual];
    return html`
      <div class="entry__done">${icon('check')}</div>
      <h1 tabindex="-1">${t(words.doneTitle)}</h1>
      <p>${t(words.done, { customer: this.link?.customerNumber ?? '' })}</p>
      <a class="button button--wide" href=${session.current ? '/' : '/logowanie'}>
        ${t(session.current ? 'notFound.go' : 'signIn.submit')}
      </a>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async ({ password = '' }) => {
      const { ok, problems } = await this.#use(password);
      if (!ok) return problems;
      this.#meter.typed('');
      await this.used();
      // The session has one more customer now.
      if (session.current) await checkSession().catch(() => undefined);
      return [];
    });

  async #use(password: string): Promise<Answer> {
    const variables = { token: this.token, password };
    if (this.link?.purpose === 'RESET')
      return (await run<{ resetPassword: Answer }>(RESET, variables)).resetPassword;
    return (await run<{ activate: Answer }>(ACTIVATE, variables)).activate;
  }

  #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    if (name === 'password') this.#meter.typed(value);
  };

  /** Starts again without the link. */
  protected forget = (): void => {
    this.token = '';
    this.problems = [];
    this.requestUpdate();
  };
}

export class ActivationPage extends PasswordLinkPage {
  protected readonly usual = 'ACTIVATE';

  protected withoutToken() {
    return html`
      <h1>${t('activate.title')}</h1>
      <p>${t('activate.noToken')}</p>
      <ebok-link-code .titleKey=${this.titleKey}></ebok-link-code>
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
  protected readonly usual = 'RESET';

  protected withoutToken() {
    return html`
      <ebok-reset-request></ebok-reset-request>
      <details>
        <summary>${t('link.have')}</summary>
        <ebok-link-code .titleKey=${this.titleKey}></ebok-link-code>
      </details>
      <p><a href="/logowanie">${t('reset.back')}</a></p>
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

/** Requests the mail with the link. The answer is the same for every address. */
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
      </div>
    `;
  }

  #sent() {
    return html`
      <div class="stack">
        <div class="entry__done">${icon('mail')}</div>
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

customElements.define('ebok-activation-page', ActivationPage);
customElements.define('ebok-reset-page', ResetPage);
customElements.define('ebok-reset-request', ResetRequest);
