// /dostepnosc: the accessibility statement, after EN 301 549 and the Polish act of 2024.
import { html } from 'lit';
import { format } from '../language/format';
import { support } from '../layout/support';
import { Page } from '../pages/page-element';
import { t } from '../pages/page-texts';
import { portalInfo } from '../session/portal-info';
import type pl from './accessibility/pl.json';
import { supportedBrowsers } from './browsers';
import { Contents } from './contents';
import { prose } from './prose';

/** To be changed with the statement: the day of the last assessment. */
const ASSESSED = '2026-11-30';

const texts = new Contents<typeof pl>({
  pl: () => import('./accessibility/pl.json'),
  en: () => import('./accessibility/en.json'),
  uk: () => import('./accessibility/uk.json'),
});

/** Loads the statement, which the page needs before it is shown. */
export const load = texts.load;

const PARTS = ['status', 'works', 'gaps', 'report', 'body', 'technical'] as const;

export class AccessibilityPage extends Page {
  protected readonly titleKey = 'accessibility.title';

  override render() {
    const said = texts.current;
    const { company, name } = portalInfo.current ?? {};
    const values = {
      retailer: company?.name ?? name ?? 'eBOK',
      day: format.day(ASSESSED),
      browsers: supportedBrowsers(),
    };
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('accessibility.title')}</h1>
        <div class="help__answer is-whole">${prose(said['intro.text'], values)}</div>
        ${PARTS.map(
          (part) => html`
            <section class="stack stack--tight">
              <h2>${said[`${part}.title`]}</h2>
              <div class="help__answer is-whole">${prose(said[`${part}.text`], values)}</div>
              ${part === 'report' ? support({ forAll: true }) : ''}
            </section>
          `,
        )}
      </div>
    `;
  }
}

customElements.define('ebok-accessibility-page', AccessibilityPage);
