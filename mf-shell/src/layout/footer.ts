// The footer of every page: the age of the data, and the support channels.
import { html, nothing, type TemplateResult } from 'lit';
import { format } from '../language/format';
import { t } from '../language/texts';
import { portalInfo } from '../session/portal-info';
import { icon } from './icons';
import { support } from './support';

export function footer(): TemplateResult {
  const { dataAsOf, company } = portalInfo.current ?? {};
  return html`
    <footer class="layout__footer">
      <div class="layout__foot">
        <div class="stack stack--tight">
          ${
            dataAsOf
              ? html`
                  <p class="layout__fresh">
                    ${icon('clock')}${t('footer.dataAsOf', { day: format.dayOf(dataAsOf), time: format.time(dataAsOf) })}
                  </p>
                `
              : nothing
          }
          <ul class="cluster layout__links">
            <li><a href="/pomoc">${t('footer.help')}</a></li>
            <li><a href="/dostepnosc">${t('footer.accessibility')}</a></li>
            <li><a href="/dokumenty">${t('footer.documents')}</a></li>
            <li><a href="/dokumenty/terms">${t('footer.terms')}</a></li>
            <li><a href="/dokumenty/privacy">${t('footer.privacy')}</a></li>
            <li><a href="/pliki-cookie">${t('footer.cookies')}</a></li>
          </ul>
          ${
            company
              ? html`
                  <p class="muted" lang="pl">
                    ${company.name}, ${company.address.line1}, ${company.address.line2}, NIP ${company.nip},
                    REGON ${company.regon}
                  </p>
                `
              : nothing
          }
        </div>
        ${support()}
      </div>
    </footer>
  `;
}
