// /logowanie
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import { icon } from '../layout/icons';
import { notify } from '../layout/notify';
import { addTexts } from '../language/texts';
import type { Ending } from '../session/page-load';
import { setSession } from '../session/session';
import { SIGN_IN, type SessionPayload } from '../session/session.operations';
import { tellTabs } from '../session/tabs';
import en from '../texts/sign-in/en.json';
import pl from '../texts/sign-in/pl.json';
import uk from '../texts/sign-in/uk.json';
import { FormPage } from './form';
import { t } from './page-texts';

/**
 * The page's own texts, in all languages: nothing more is to be fetched for this page, and no other page loads them.
 */
export const load = () =>
  addTexts({
    pl: async () => ({ default: pl }),
    en: async () => ({ default: en }),
    uk: async () => ({ default: uk }),
  });

/** Why the customer was sent here: a code in the address becomes a sentence. */
const ENDINGS = {
  'signed-out': 'signIn.signedOut',
  idle: 'signIn.idle',
  ended: 'signIn.ended',
} as const satisfies Record<Ending, string>;

export class SignInPage extends FormPage {
  protected readonly titleKey = 'signIn.title';

  override render() {
    return html`
      <div class="entry">
        <section class="card entry__card">
          <h1>${t('signIn.title')}</h1>
          ${this.#ending()} ${this.summary()}
          <form class="stack" novalidate method="post" @submit=${this.#send}>
            ${this.field({ name: 'email', label: t('signIn.email'), type: 'email', autocomplete: 'username', inputmode: 'email' })}
            ${this.field({ name: 'password', label: t('signIn.password'), type: 'password', autocomplete: 'current-password' })}
            ${this.button(t('signIn.submit'))}
          </form>
          <p><a href="/haslo">${t('signIn.forgotten')}</a></p>
        </section>
        <section class="entry__aside">
          <h2>${t('signIn.newTitle')}</h2>
          <p>${t('signIn.newText')}</p>
          <a class="button button--secondary" href="/rejestracja">${t('signIn.register')}</a>
          <p class="small"><a href="/pomoc">${t('signIn.help')}</a></p>
        </section>
      </div>
    `;
  }

  #ending() {
    const why = new URLSearchParams(location.search).get('reason') as Ending | null;
    if (!why || !Object.hasOwn(ENDINGS, why) || this.problems.length > 0 || this.failure) return nothing;
    return html`
      <div class="alert alert--info" role="status">
        ${icon('info')}
        <p>${t(ENDINGS[why])}</p>
      </div>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async ({ email, password }) => {
      const { signIn } = await run<{ signIn: SessionPayload }>(SIGN_IN, { input: { email, password } });
      if (!signIn.session) return signIn.problems;
      // The layout sees the session and goes to the wanted address.
      setSession(signIn.session);
      for (const { message } of signIn.problems) notify(message, 'info');
      tellTabs('changed');
      return [];
    });
}

customElements.define('ebok-sign-in-page', SignInPage);
