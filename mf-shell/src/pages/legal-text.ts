// A text of the retailer's within the page's own frame: it comes as a file, and nothing of it runs.
import { html, type TemplateResult } from 'lit';
import { icon } from '../layout/icons';
import { t } from './page-texts';

/** @param title what it is called, for whoever hears the page */
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
