// Support channels: shown wherever a customer may need help.
import { html, nothing, type TemplateResult } from 'lit';
import { language } from '../language/language';
import { t } from '../language/texts';
import { portalInfo } from '../session/portal-info';
import { session } from '../session/session';
import type { SupportChannel } from '../session/session.operations';
import { icon } from './icons';

/** The channels for the customer's kind; all channels without a session, or `forAll`. */
export function support({ forAll = false } = {}): TemplateResult | typeof nothing {
  const kind = forAll ? undefined : session.current?.customer.kind;
  const all = portalInfo.current?.support ?? [];
  const channels = kind ? all.filter(({ audience }) => audience === kind) : all;
  if (channels.length === 0) return nothing;
  return html`
    <ul class="support">
      ${channels.map((channel) => one(channel, channels.length > 1))}
    </ul>
  `;
}

function one(channel: SupportChannel, named: boolean) {
  const { audience, phone, email } = channel;
  return html`
    <li class="support__channel">
      ${
        named
          ? html`
              <strong>${t(audience === 'PERSON' ? 'support.person' : 'support.company')}</strong>
            `
          : nothing
      }
      <span class="support__line">
        ${icon('phone')}
        <a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>
        <span class="muted small">${channel[language.current]}</span>
      </span>
      <span class="support__line">
        ${icon('mail')}
        <a href="mailto:${email}">${email}</a>
      </span>
    </li>
  `;
}
