// A field for a link or its code, for mail programs that truncate links.
import { html } from 'lit';
import { t, type PageKey } from './page-texts';
import { FormPage } from './form';

/**
 * The token in a pasted text or an address: a whole link, also with rewritten characters, or the code alone. Empty
 * where there is none.
 */
export function tokenIn(text: string): string {
  const bare = text.replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]/g, '');
  const inLink = /token(?:=|%3d)([\w-]+)/i.exec(bare)?.[1];
  return inLink ?? (/^[\w-]{20,}$/.test(bare) ? bare : '');
}

/** The token in the address; it is removed from there and from the history at once. */
export function takeToken(): string {
  const token = tokenIn(location.hash);
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

/** Dispatches the token with the event `ebok-token`. */
export class LinkCode extends FormPage {
  declare titleKey: PageKey;

  override render() {
    return html`
      <form class="stack" novalidate method="post" @submit=${this.#send}>
        ${this.field({ name: 'code', label: t('link.paste'), hint: t('link.pasteHint') })}
        <div><button type="submit" class="button button--secondary">${t('link.open')}</button></div>
      </form>
    `;
  }

  #send = (event: Event) =>
    this.submit(event, async ({ code = '' }) => {
      const detail = tokenIn(code);
      if (!detail) return [{ code: 'INVALID_VALUE', field: 'code', message: t('link.noCode') }];
      this.dispatchEvent(new CustomEvent('ebok-token', { detail, bubbles: true }));
      return [];
    });
}

customElements.define('ebok-link-code', LinkCode);
