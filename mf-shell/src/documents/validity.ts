import { html, nothing, type TemplateResult } from 'lit';
import { format } from '../language/format';
import { t } from '../pages/page-texts';
import type { DocumentVersion } from '../session/session.operations';

/** "Wersja 2, obowiązuje od 1 stycznia 2026" */
export function validity({ version, validFrom, validTo }: Omit<DocumentVersion, 'acceptedAt'>): string {
  const from = format.day(validFrom);
  if (validTo === null) return t('terms.version', { version, day: from });
  return t('document.wasValid', { version, from, to: format.day(validTo) });
}

/** The mark of the version that the user accepted; nothing at others. */
export function accepted({ acceptedAt }: DocumentVersion): TemplateResult | typeof nothing {
  if (!acceptedAt) return nothing;
  return html`
    <span class="badge badge--success">
      ${t('document.accepted', { day: format.day(dayOf(acceptedAt)) })}
    </span>
  `;
}

/** Where the page shows it; without a version, the one in force. */
export function placeOf(slug: string, version?: string): string {
  const parts = version === undefined ? [slug] : [slug, version];
  return `/dokumenty/${parts.map(encodeURIComponent).join('/')}`;
}

/** The calendar day of an instant in Poland. */
function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date(instant));
}
