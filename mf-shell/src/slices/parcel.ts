// <ebok-parcel>: a tile on the home page, drawn by a slice.
import { LitElement } from 'lit';
import type { SliceHost } from './slice-host';
import { hostParcel } from './registration';

export class ParcelElement extends LitElement {
  static override properties = { slice: {}, name: {}, height: { attribute: false } };
  declare slice: string;
  declare name: string;
  declare height?: number;
  #host: SliceHost | undefined;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('parcel');
    void this.updateComplete.then(() => {
      if (!this.isConnected || this.#host) return;
      this.style.minHeight = `${this.height ?? 0}px`;
      this.#host = hostParcel(this, this.slice, this.name);
      void this.#host?.start();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#host?.stop();
    this.#host = undefined;
  }
}

customElements.define('ebok-parcel', ParcelElement);
