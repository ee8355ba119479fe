// /regulamin: the terms to read, and to accept before anything else when they changed.
import { html, nothing } from 'lit';
import { run } from '../api/graphql';
import { format } from '../language/format';
import { t } from './page-texts';
import { portalInfo } from '../session/portal-info';
import { session, setSession } from '../session/session';
import { ACCEPT_TERMS, type SessionPayload, type TermsDocument } from '../session/session.operations';
import { FormPage } from './form';
import { legalText } from './legal-text';

export class TermsPage extends FormPage {
  protected readonly titleKey = 'terms.title';

  override render() {
    const asked = session.current?.termsToAccept ?? null;
    const terms = asked ?? portalInfo.current?.terms;
    return html`
      <div class="reading stack stack--loose">
        <h1>${t(asked ? 'terms.changed' : 'terms.title')}</h1>
        ${
          asked
            ? html`
                <p>${t('terms.intro')}</p>
              `
            : nothing
        }
        ${terms ? this.#document(terms) : nothing} ${asked ? this.#acceptance(asked) : nothing}
      </div>
    `;
  }

  #document({ title, version, validFrom, url }: TermsDocument) {
    return html`
      <section class="card">
        <h2>${title}</h2>
        <p class="muted">${t('terms.version', { version, day: format.day(validFrom) })}</p>
        ${legalText(title, url)}
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
