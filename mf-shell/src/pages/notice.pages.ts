// Pages with a message only: not found, and no access.
import { html } from 'lit';
import { icon } from '../layout/icons';
import { support } from '../layout/support';
import { t } from './page-texts';
import { session } from '../session/session';
import { Page } from './page-element';

export class NotFoundPage extends Page {
  protected readonly titleKey = 'notFound.title';

  override render() {
    return html`
      <section class="notice stack">
        <h1>${t('notFound.title')}</h1>
        <p>${t('notFound.text')}</p>
        <div><a class="button" href=${session.current ? '/' : '/logowanie'}>${t('notFound.go')}</a></div>
        ${support()}
      </section>
    `;
  }
}

export class NoAccessPage extends Page {
  protected readonly titleKey = 'noAccess.title';

  override render() {
    return html`
      <section class="notice stack">
        <div class="notice__icon">${icon('lock')}</div>
        <h1>${t('noAccess.title')}</h1>
        <p>${t('noAccess.text')}</p>
        <div><a class="button" href="/">${t('notFound.go')}</a></div>
        ${support()}
      </section>
    `;
  }
}

customElements.define('ebok-not-found-page', NotFoundPage);
customElements.define('ebok-no-access-page', NoAccessPage);
