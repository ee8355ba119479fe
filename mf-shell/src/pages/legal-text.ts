// A legal text of the retailer in an iframe: it is a file, and its scripts do not run.
import { html, type TemplateResult } from 'lit';
import { icon } from '../layout/icons';
import { t } from './page-texts';

/** @param title the accessible name of the iframe */
export function legalText(title: string, url: string): TemplateResult {
  return html`
    <iframe class="legal" title=${title} src=${url} lang="pl"></iframe>
    <p>
      <a class="button button--secondary" href=${url} target="_blank" rel="noopener">
        ${icon('receipt')}${t('legal.open')}
        <span class="visually-hidden">${t('terms.newTab')}</span>
      </a>
    </p>
  `;
}
