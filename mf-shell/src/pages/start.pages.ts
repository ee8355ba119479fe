// Shown instead of the whole page when it cannot start: maintenance, no network, or a broken response.
import { html, type TemplateResult } from 'lit';
import { connection } from '../api/connection';
import { Unreachable } from '../api/errors';
import { errorText } from '../api/error-text';
import { icon } from '../layout/icons';
import { pageLoad } from '../session/page-load';
import { support } from '../layout/support';
import { t } from '../language/texts';

/** The maintenance page; the gateway's text says why and until when. */
export function maintenance(text: string): TemplateResult {
  document.title = t('maintenance.title');
  return whole(html`
    <div class="notice__icon">${icon('clock')}</div>
    <h1>${t('maintenance.title')}</h1>
    <p>${text}</p>
    <p class="muted">${t('maintenance.text')}</p>
    <div>
      <button type="button" class="button" @click=${() => pageLoad.reload()}>
        ${t('maintenance.again')}
      </button>
    </div>
    ${support()}
  `);
}

/** The first request failed. It is retried when the network comes back. */
export function unreachable(error: unknown, again: () => Promise<void>): TemplateResult {
  const away = error instanceof Unreachable;
  const title = t(away ? 'offline.title' : 'failed.title');
  document.title = title;
  const retry = () => {
    forget();
    void again();
  };
  const forget = connection.subscribe(() => connection.lost || retry());
  return whole(html`
    <div class="notice__icon">${icon(away ? 'offline' : 'warning')}</div>
    <h1>${title}</h1>
    <p role="status">${errorText(error)}</p>
    <div><button type="button" class="button" @click=${retry}>${t('fault.retry')}</button></div>
  `);
}

function whole(content: TemplateResult): TemplateResult {
  return html`
    <main class="layout__main"><section class="notice stack">${content}</section></main>
  `;
}
