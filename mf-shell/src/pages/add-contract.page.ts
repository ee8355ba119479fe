// /dodaj-umowe: adds a contract to a login. The mailed link completes it.
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import { icon } from '../layout/icons';
import { support } from '../layout/support';
import { language } from '../language/language';
import { t } from './page-texts';
import { portalInfo } from '../session/portal-info';
import { session } from '../session/session';
import { REGISTER } from '../session/session.operations';
import type { Problem } from '../api/problem';
import { FormPage } from './form';

export class AddContractPage extends FormPage {
  protected readonly titleKey = 'addContract.title';

  override render() {
    return html`
      <div class="reading stack">${this.done ? this.#sent() : this.#form()}</div>
    `;
  }

  #form() {
    const email = session.current?.user.email ?? '';
    const example = portalInfo.current?.invoiceNumberExample;
    const mismatch = this.problems.some(({ code }) => code === 'DATA_MISMATCH');
    return html`
      <h1>${t('addContract.title')}</h1>
      <p>${t('addContract.intro', { email })}</p>
      ${this.summary(mismatch ? support() : nothing)}
      <form class="stack" novalidate method="post" @submit=${this.#send}>
        ${this.field({ name: 'taxId', label: t('register.taxId'), hint: t('register.taxIdHint'), inputmode: 'numeric' })}
        ${this.field({ name: 'invoiceNumber', label: t('register.invoiceNumber'), hint: example ? t('register.invoiceNumberHint', { example }) : t('register.invoiceNumberPlain'), autocapitalize: 'characters' })}
        ${this.button(t('addContract.submit'))}
      </form>
      <p><a href="/konto">${t('addContract.back')}</a></p>
    `;
  }

  #sent() {
    return html`
      <div class="entry__done">${icon('mail')}</div>
      <h1 tabindex="-1">${t('register.sentTitle')}</h1>
      <p>${t('addContract.sentText', { email: session.current?.user.email ?? '' })}</p>
      <p><a href="/konto">${t('addContract.back')}</a></p>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async (values) => {
      const { register } = await run<{ register: { ok: boolean; problems: Problem[] } }>(REGISTER, {
        input: {
          ...values,
          email: session.current?.user.email ?? '',
          // The terms are accepted already: this page is not shown before.
          termsDocumentId: portalInfo.current?.terms.id ?? '',
          language: language.current.toUpperCase(),
        },
      });
      if (!register.ok) return register.problems;
      this.done = true;
      await this.updateComplete;
      this.querySelector<HTMLElement>('h1')?.focus();
      return [];
    });
}

customElements.define('ebok-add-contract-page', AddContractPage);
