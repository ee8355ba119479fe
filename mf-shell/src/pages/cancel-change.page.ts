// /anuluj-zmiane#token=…: the mailed link that cancels a requested change of e-mail or phone. Opening it cancels nothing,
// because mail scanners open links too.
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import type { Problem } from '../api/problem';
import { format } from '../language/format';
import { icon } from '../layout/icons';
import { support } from '../layout/support';
import { CANCEL_CHANGE, MAILED_CHANGE, type MailedChange } from '../session/session.operations';
import { MailedLinkPage } from './mailed-link-page';
import { t } from './page-texts';

export class CancelChangePage extends MailedLinkPage<MailedChange> {
  protected readonly titleKey = 'cancel.title';

  protected async look(token: string) {
    const { mailedContactChange } = await run<{
      mailedContactChange: { change: MailedChange | null; problems: Problem[] };
    }>(MAILED_CHANGE, { token });
    const { change: link, problems } = mailedContactChange;
    return { link, problems };
  }

  protected withoutToken() {
    return html`
      <h1>${t('cancel.title')}</h1>
      <p>${t('cancel.noToken')}</p>
      <ebok-link-code .titleKey=${this.titleKey}></ebok-link-code>
    `;
  }

  protected nextStep() {
    return html`
      ${support()}
    `;
  }

  protected form({ customerNumber, email, phone, requestedAt, cancellableUntil }: MailedChange) {
    return html`
      <h1>${t('cancel.title')}</h1>
      <p>${t('cancel.intro', { customer: customerNumber, when: format.dateTime(requestedAt) })}</p>
      <dl class="facts">${fact(t('cancel.email'), email)} ${fact(t('cancel.phone'), phone)}</dl>
      <p>${t('cancel.until', { when: format.dateTime(cancellableUntil) })}</p>
      ${this.summary()}
      <form novalidate method="post" @submit=${this.#send}>${this.button(t('cancel.submit'))}</form>
    `;
  }

  protected ready() {
    return html`
      <div class="entry__done">${icon('check')}</div>
      <h1 tabindex="-1">${t('cancel.doneTitle')}</h1>
      <p>${t('cancel.done')}</p>
      <p>${t('cancel.advice')}</p>
      <a class="button button--wide" href="/haslo">${t('cancel.password')}</a>
      ${support()}
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async () => {
      const { cancelContactChange } = await run<{
        cancelContactChange: { ok: boolean; problems: Problem[] };
      }>(CANCEL_CHANGE, { token: this.token });
      if (!cancelContactChange.ok) return cancelContactChange.problems;
      await this.used();
      return [];
    });
}

function fact(name: string, value: string | null) {
  if (value === null) return nothing;
  return html`
    <div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>
  `;
}

customElements.define('ebok-cancel-change-page', CancelChangePage);
