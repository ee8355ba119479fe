// /pomoc: help for customers who cannot sign in, or have no account.
import { html } from 'lit';
import { support } from '../layout/support';
import { t, type PageKey } from './page-texts';
import { session } from '../session/session';
import { Page } from './page-element';

const CASES: { title: PageKey; text: PageKey; path?: string; link?: PageKey }[] = [
  { title: 'help.noAccount', text: 'help.noAccountText', path: '/rejestracja', link: 'signIn.register' },
  { title: 'help.forgotten', text: 'help.forgottenText', path: '/haslo', link: 'reset.request' },
  { title: 'help.login', text: 'help.loginText' },
  { title: 'help.mismatch', text: 'help.mismatchText' },
  { title: 'help.noMail', text: 'help.noMailText' },
];

export class HelpPage extends Page {
  protected readonly titleKey = 'help.title';

  override render() {
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('help.title')}</h1>
        <section class="card">
          <h2>${t('help.support')}</h2>
          ${support()}
        </section>
        ${CASES.map(
          ({ title, text, path, link }) => html`
            <section class="stack stack--tight">
              <h2>${t(title)}</h2>
              <p>${t(text)}</p>
              ${
                path && link && !session.current
                  ? html`
                      <p><a href=${path}>${t(link)}</a></p>
                    `
                  : ''
              }
            </section>
          `,
        )}
      </div>
    `;
  }
}

customElements.define('ebok-help-page', HelpPage);
