// /konto: the password, and the devices with a session.
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import type { Problem } from '../api/problem';
import { errorText } from '../api/error-text';
import { icon } from '../layout/icons';
import { notify } from '../layout/notify';
import { format } from '../language/format';
import { t } from './page-texts';
import { session, signOut } from '../session/session';
import { CHANGE_PASSWORD, REVOKE, SESSIONS, type UserSession } from '../session/session.operations';
import { FormPage } from './form';
import { failed } from './loading-page';
import { StrengthMeter } from './strength';

type Loaded = { session: { user: { sessions: UserSession[] } } | null };

export class AccountPage extends FormPage {
  static override properties = {
    ...FormPage.properties,
    sessions: { state: true },
    sessionsFailure: { state: true },
    leaving: { state: true },
  };
  declare sessions: UserSession[] | null;
  declare sessionsFailure: string;
  /** The session being ended, or "all". */
  declare leaving: string;
  protected readonly titleKey = 'account.title';
  readonly #meter = new StrengthMeter(this);

  constructor() {
    super();
    this.sessions = null;
    this.sessionsFailure = this.leaving = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render() {
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('account.title')}</h1>
        <p>${t('account.login', { email: session.current?.user.email ?? '' })}</p>
        <section class="card" aria-labelledby="account-password">
          <h2 id="account-password">${t('account.password')}</h2>
          ${this.summary()}
          <form class="stack" novalidate method="post" @submit=${this.#change} @input=${this.#typed}>
            <input
              class="visually-hidden"
              type="text"
              autocomplete="username"
              tabindex="-1"
              aria-hidden="true"
              readonly
              value=${session.current?.user.email ?? ''}
            />
            ${this.field({ name: 'current', label: t('account.current'), type: 'password', autocomplete: 'current-password' })}
            ${this.field({ name: 'next', label: t('password.new'), type: 'password', autocomplete: 'new-password' })}
            ${this.#meter.bar()}
            <div>
              <button type="submit" class="button" aria-busy=${this.busy}>${t('account.change')}</button>
            </div>
          </form>
        </section>
        <section class="card" aria-labelledby="account-contracts">
          <h2 id="account-contracts">${t('account.contracts')}</h2>
          <p>${t('account.contractsText')}</p>
          <div><a class="button button--secondary" href="/dodaj-umowe">${t('addContract.title')}</a></div>
        </section>
        <section class="card" aria-labelledby="account-sessions">
          <h2 id="account-sessions">${t('account.sessions')}</h2>
          <p>${t('account.sessionsText')}</p>
          ${this.#sessions()}
          <div>
            <button
              type="button"
              class="button button--danger"
              aria-busy=${this.leaving === 'all'}
              @click=${this.#everywhere}
            >
              ${icon('exit')}${t('account.everywhere')}
            </button>
          </div>
        </section>
      </div>
    `;
  }

  #sessions() {
    if (this.sessionsFailure) return failed(this.sessionsFailure, this.#load);
    if (!this.sessions)
      return html`
        <div class="skeleton skeleton--tile"></div>
      `;
    return html`
      <ul class="sessions">
        ${this.sessions.map((one) => this.#session(one))}
      </ul>
    `;
  }

  #session({ id, current, device, ip, createdAt, lastSeenAt }: UserSession) {
    return html`
      <li class="sessions__one">
        <div>
          <p class="cluster">
            <strong>${device}</strong>
            ${
              current
                ? html`
                    <span class="badge badge--success">${t('account.here')}</span>
                  `
                : nothing
            }
          </p>
          <p class="small muted">
            ${t('account.seen', { when: format.dateTime(lastSeenAt) })}
            <br />
            ${t('account.since', { when: format.dateTime(createdAt), ip })}
          </p>
        </div>
        ${
          current
            ? nothing
            : html`
                <button
                  type="button"
                  class="button button--secondary button--small"
                  aria-busy=${this.leaving === id}
                  @click=${() => this.#revoke(id)}
                >
                  ${t('account.revoke')}
                  <span class="visually-hidden">: ${device}</span>
                </button>
              `
        }
      </li>
    `;
  }

  #load = async (): Promise<void> => {
    this.sessionsFailure = '';
    try {
      const loaded = await run<Loaded>(SESSIONS);
      this.sessions = loaded.session?.user.sessions ?? [];
    } catch (error) {
      this.sessionsFailure = errorText(error);
    }
  };

  #change = (event: Event) => {
    const form = event.currentTarget as HTMLFormElement;
    return this.submit(event, async ({ current, next }) => {
      const { changePassword } = await run<{ changePassword: { ok: boolean; problems: Problem[] } }>(
        CHANGE_PASSWORD,
        { current, next },
      );
      if (!changePassword.ok) return changePassword.problems;
      form.reset();
      this.#meter.typed('');
      this.shown = false;
      notify(t('account.changed'), 'success');
      void this.#load();
      return [];
    });
  };

  #typed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.name === 'next') this.#meter.typed(input.value);
  };

  async #revoke(id: string): Promise<void> {
    await this.#leave(id, async () => {
      await run(REVOKE, { id });
      notify(t('account.revoked'), 'success');
      await this.#load();
    });
  }

  #everywhere = () => this.#leave('all', () => signOut(true));

  async #leave(what: string, work: () => Promise<void>): Promise<void> {
    if (this.leaving) return;
    this.leaving = what;
    try {
      await work();
    } catch (error) {
      notify(errorText(error), 'error');
    }
    this.leaving = '';
  }
}

customElements.define('ebok-account-page', AccountPage);
