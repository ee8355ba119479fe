// /prywatnosc: the privacy notice.
import { html } from 'lit';
import { t } from './page-texts';
import { legalText } from './legal-text';
import { Page } from './page-element';

export class PrivacyPage extends Page {
  protected readonly titleKey = 'privacy.title';

  override render() {
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('privacy.title')}</h1>
        ${legalText(t('privacy.title'), '/files/documents/privacy')}
      </div>
    `;
  }
}

customElements.define('ebok-privacy-page', PrivacyPage);
