// The card in place of a slice that failed.
import { html, type TemplateResult } from 'lit';
import { icon } from '../layout/icons';
import { t } from '../language/texts';

export function faultCard(kind: 'page' | 'tile', retry: () => void): TemplateResult {
  const title = t(kind === 'page' ? 'fault.page' : 'fault.tile');
  return html`
    <section class="card fault" role="alert">
      <div class="cluster fault__title">
        ${icon('warning')}
        ${
          kind === 'page'
            ? html`
                <h1>${title}</h1>
              `
            : html`
                <h2>${title}</h2>
              `
        }
      </div>
      <p>${t('fault.explain')}</p>
      <div>
        <button type="button" class="button button--secondary" @click=${retry}>${t('fault.retry')}</button>
      </div>
    </section>
  `;
}
