// Changed terms, to be read and accepted before anything else, whatever the address.
import { html, nothing } from 'lit';
import { documentFile } from '../documents/document-file';
import { run } from '../api/graphql';
import { format } from '../language/format';
import { t } from './page-texts';
import { session, setSession } from '../session/session';
import { ACCEPT_TERMS, type SessionPayload, type TermsDocument } from '../session/session.operations';
import { FormPage } from './form';

export class TermsPage extends FormPage {
  protected readonly titleKey = 'terms.changed';

  override render() {
    const terms = session.current?.termsToAccept;
    // Accepted: the layout is about to show the wanted page.
    if (!terms) return nothing;
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('terms.changed')}</h1>
        <p>${t('terms.intro')}</p>
        ${this.#document(terms)} ${this.#acceptance(terms)}
      </div>
    `;
  }

  #document(terms: TermsDocument) {
    const { title, version, validFrom } = terms;
    return html`
      <section class="card">
        <h2 lang="pl">${title}</h2>
        <p class="muted">${t('terms.version', { version, day: format.day(validFrom) })}</p>
        ${documentFile(terms)}
      </section>
    `;
  }

  #acceptance(terms: TermsDocument) {
    const problem = this.problemOf('accepted');
    return html`
      ${this.summary()}
      <form class="stack" novalidate method="post" @submit=${(event: Event) => this.#accept(event, terms)}>
        <div class="check">
          <input
            type="checkbox"
            id="accepted"
            name="accepted"
            required
            data-missing=${t('terms.missing')}
            aria-invalid=${problem ? 'true' : 'false'}
            aria-describedby=${problem ? 'accepted-problem' : nothing}
          />
          <label for="accepted">${t('terms.accept')}</label>
          ${this.problemAt('accepted')}
        </div>
        <div class="cluster">
          <button type="submit" class="button" aria-busy=${this.busy}>${t('terms.submit')}</button>
        </div>
        <p class="field__hint">${t('terms.otherwise')}</p>
      </form>
    `;
  }

  #accept(event: Event, { id }: TermsDocument) {
    return this.submit(event, async () => {
      const { acceptTerms } = await run<{ acceptTerms: SessionPayload }>(ACCEPT_TERMS, { documentId: id });
      // The layout goes to the wanted address.
      if (acceptTerms.session) setSession(acceptTerms.session);
      return acceptTerms.problems;
    });
  }
}

customElements.define('ebok-terms-page', TermsPage);
