// /rejestracja: creates an account for a customer who has an invoice.
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import { errorText } from '../api/error-text';
import { icon } from '../layout/icons';
import { notify } from '../layout/notify';
import { support } from '../layout/support';
import { language } from '../language/language';
import { t } from './page-texts';
import { portalInfo } from '../session/portal-info';
import { REGISTER } from '../session/session.operations';
import type { Problem } from '../api/problem';
import { FormPage } from './form';

export class RegistrationPage extends FormPage {
  protected readonly titleKey = 'register.title';
  #email = '';

  override render() {
    return html`
      <div class="entry">
        <section class="card entry__card">${this.done ? this.#sent() : this.#form()}</section>
        <section class="entry__aside">
          <h2>${t('register.haveTitle')}</h2>
          <a class="button button--secondary" href="/logowanie">${t('register.signIn')}</a>
          <p class="small"><a href="/pomoc">${t('register.help')}</a></p>
        </section>
      </div>
    `;
  }

  #form() {
    const mismatch = this.problems.some(({ code }) => code === 'DATA_MISMATCH');
    return html`
      <h1>${t('register.title')}</h1>
      <p>${t('register.intro')}</p>
      ${this.summary(
        mismatch
          ? html`
              <p>${t('register.mismatch')}</p>
              ${support()}
            `
          : nothing,
      )}
      <form class="stack" novalidate method="post" @submit=${this.#send}>
        ${this.field({ name: 'email', label: t('register.email'), hint: t('register.emailHint'), type: 'email', autocomplete: 'email', inputmode: 'email' })}
        ${this.field({ name: 'taxId', label: t('register.taxId'), hint: t('register.taxIdHint'), inputmode: 'numeric' })}
        ${this.field({ name: 'invoiceNumber', label: t('register.invoiceNumber'), hint: this.#numberHint(), autocapitalize: 'characters' })}
        ${this.#terms()} ${this.button(t('register.submit'))}
      </form>
    `;
  }

  /** Shows an example in the retailer's number format, where it is configured. */
  #numberHint(): string {
    const example = portalInfo.current?.invoiceNumberExample;
    return example ? t('register.invoiceNumberHint', { example }) : t('register.invoiceNumberPlain');
  }

  #terms() {
    const terms = portalInfo.current?.terms;
    const problem = this.problemOf('termsDocumentId');
    return html`
      <div class="check">
        <input
          type="checkbox"
          id="termsDocumentId"
          name="termsDocumentId"
          value=${terms?.id ?? ''}
          required
          data-missing=${t('register.termsMissing')}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby=${problem ? 'termsDocumentId-problem' : nothing}
        />
        <span>
          <label for="termsDocumentId">${t('register.terms')}</label>
          <a href="/dokumenty/terms" target="_blank" rel="noopener">${t('register.termsRead')}</a>
        </span>
        ${this.problemAt('termsDocumentId')}
      </div>
    `;
  }

  #sent() {
    return html`
      <div class="entry__done">${icon('mail')}</div>
      <h1 tabindex="-1">${t('register.sentTitle')}</h1>
      <p>${t('register.sentText', { email: this.#email })}</p>
      <p>${t('register.sentNothing')}</p>
      <div>
        <button type="button" class="button button--secondary" @click=${this.#again} aria-busy=${this.busy}>
          ${t('register.again')}
        </button>
      </div>
    `;
  }

  #last: object = {};

  #send = (event: Event) =>
    this.submit(event, async (values) => {
      this.#email = (values['email'] ?? '').trim();
      this.#last = { ...values, language: language.current.toUpperCase() };
      const { register } = await run<{ register: { ok: boolean; problems: Problem[] } }>(REGISTER, {
        input: this.#last,
      });
      if (!register.ok) return register.problems;
      this.done = true;
      await this.updateComplete;
      this.querySelector<HTMLElement>('h1')?.focus();
      return [];
    });

  /** Requests the mail again. */
  #again = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    try {
      await run(REGISTER, { input: this.#last });
      notify(t('register.sentAgain'), 'success');
    } catch (error) {
      notify(errorText(error), 'error');
    }
    this.busy = false;
  };
}

customElements.define('ebok-registration-page', RegistrationPage);
