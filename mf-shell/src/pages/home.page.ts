// The home page: tiles drawn by slices.
import { html, nothing } from 'lit';
import { readConfig } from '../config';
import { t } from '../language/texts';
import { session } from '../session/session';
import { Page } from './page-element';
import '../slices/parcel';

export class HomePage extends Page {
  protected readonly titleKey = 'home.title';
  #slices = readConfig().slices;

  override render() {
    const { customer } = session.current ?? {};
    const tiles = this.#slices
      .flatMap(({ name, parcels }) => parcels.map((parcel) => ({ slice: name, ...parcel })))
      .sort((a, b) => a.order - b.order);
    return html`
      <div class="page-head">
        <h1>${t('home.title')}</h1>
        ${
          customer
            ? html`
                <p class="home__customer">
                  <strong>${customer.name}</strong>
                  <span class="muted">${t('menu.customerNumber', { number: customer.number })}</span>
                </p>
              `
            : nothing
        }
      </div>
      <div class="grid home__tiles">
        ${tiles.map(
          ({ slice, name, height }) => html`
            <ebok-parcel slice=${slice} name=${name} .height=${height}></ebok-parcel>
          `,
        )}
      </div>
    `;
  }
}

customElements.define('ebok-home-page', HomePage);
