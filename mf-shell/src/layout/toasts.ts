// <ebok-toasts>: notices on screen, announced to screen readers.
import { html } from 'lit';
import { t } from '../language/texts';
import { LightElement } from '../pages/page-element';
import { icon } from './icons';
import { onNotice, type Notice } from './notify';

/** Errors stay until they are closed; other notices stay long enough to be read twice. */
const READING = 8000;
const ICONS = { info: 'info', success: 'check', error: 'warning' } as const;
const LOOKS = { info: 'info', success: 'success', error: 'danger' } as const;

export class Toasts extends LightElement {
  static override properties = { notices: { state: true } };
  declare notices: Notice[];

  constructor() {
    super();
    this.notices = [];
    onNotice((notice) => {
      this.notices = [...this.notices.slice(-2), notice];
      if (notice.kind !== 'error') setTimeout(() => this.#close(notice), READING);
    });
  }

  override render() {
    return html`
      <div class="toasts">
        <div class="toasts__list" role="status" aria-live="polite">
          ${this.notices.filter(({ kind }) => kind !== 'error').map(this.#toast)}
        </div>
        <div class="toasts__list" role="alert">
          ${this.notices.filter(({ kind }) => kind === 'error').map(this.#toast)}
        </div>
      </div>
    `;
  }

  #toast = (notice: Notice) => html`
    <div class="alert alert--${LOOKS[notice.kind]} toast">
      ${icon(ICONS[notice.kind])}
      <p>${notice.text}</p>
      <button
        type="button"
        class="toast__close"
        aria-label=${t('notice.close')}
        @click=${() => this.#close(notice)}
      >
        ${icon('close')}
      </button>
    </div>
  `;

  #close(notice: Notice): void {
    this.notices = this.notices.filter((other) => other !== notice);
  }
}

customElements.define('ebok-toasts', Toasts);
