// <ebok-idle-dialog>: warns before the session ends. It opens over the page, so input is kept.
import { html, nothing } from 'lit';
import { errorText } from '../api/error-text';
import { t } from '../language/texts';
import { LightElement } from '../pages/page-element';
import { extendSession, watchIdle } from './idle';
import { signOut } from './session';

export class IdleDialog extends LightElement {
  static override properties = {
    left: { state: true },
    busy: { state: true },
    failure: { state: true },
    last: { state: true },
  };
  declare left: number | null;
  declare busy: boolean;
  declare failure: string;
  /** True when the session cannot be extended: its limit of twelve hours is reached. */
  declare last: boolean;

  constructor() {
    super();
    this.left = null;
    this.busy = this.last = false;
    this.failure = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    watchIdle((left) => {
      this.left = left;
      if (left === null) {
        this.failure = '';
        this.last = false;
      }
    });
  }

  override updated(): void {
    const dialog = this.querySelector('dialog');
    if (this.left !== null && !dialog?.open) dialog?.showModal();
    if (this.left === null && dialog?.open) dialog.close();
  }

  override render() {
    const left = this.left ?? 0;
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    return html`
      <dialog
        class="dialog"
        role="alertdialog"
        aria-labelledby="idle-title"
        aria-describedby="idle-text"
        @cancel=${this.#cancel}
      >
        <div class="stack">
          <h2 id="idle-title">${t('idle.title')}</h2>
          <p id="idle-text">${t(this.last ? 'idle.last' : 'idle.text')}</p>
          <p class="idle__time number" role="timer" aria-label=${t('idle.left', { time })}>${time}</p>
          ${
            this.failure
              ? html`
                  <p class="field__problem" role="alert">${this.failure}</p>
                `
              : nothing
          }
        </div>
        <div class="dialog__actions">
          ${
            this.last
              ? nothing
              : html`
                  <button type="button" class="button" aria-busy=${this.busy} @click=${this.#stay} autofocus>
                    ${t('idle.stay')}
                  </button>
                `
          }
          <button type="button" class="button button--secondary" @click=${this.#leave}>
            ${t('menu.signOut')}
          </button>
        </div>
      </dialog>
    `;
  }

  /** Escape extends the session; it never signs out. */
  #cancel = (event: Event): void => {
    event.preventDefault();
    if (!this.last) void this.#stay();
  };

  #stay = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.failure = '';
    try {
      await extendSession();
      this.last = this.left !== null;
    } catch (error) {
      this.failure = errorText(error);
    }
    this.busy = false;
  };

  #leave = async (): Promise<void> => {
    try {
      await signOut(false);
    } catch (error) {
      this.failure = errorText(error);
    }
  };
}

customElements.define('ebok-idle-dialog', IdleDialog);
