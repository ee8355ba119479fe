// /pliki-cookie: what is kept in the browser, what for and how long. The gateway knows its cookies, the page its storage.
import { html } from 'lit';
import { run } from '../api/graphql';
import { language } from '../language/language';
import { COOKIES, type Cookie } from '../session/session.operations';
import { STORED } from './browser-storage';
import { LoadingPage } from './loading-page';
import { t } from './page-texts';

const HOUR = 3600;
/** From the largest; every lifetime is a whole number of hours. */
const UNITS = [
  ['year', 365 * 24 * HOUR],
  ['day', 24 * HOUR],
  ['hour', HOUR],
] as const;

export class CookiesPage extends LoadingPage<Cookie[]> {
  protected readonly titleKey = 'cookies.title';

  override render() {
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('cookies.title')}</h1>
        <p>${t('cookies.intro')}</p>
        <section class="card" aria-labelledby="cookies-list">
          <h2 id="cookies-list">${t('cookies.list')}</h2>
          ${this.whenLoaded((cookies) => list(cookies.map(ofCookie)))}
        </section>
        <section class="card" aria-labelledby="cookies-storage">
          <h2 id="cookies-storage">${t('cookies.storage')}</h2>
          <p>${t('cookies.storageText')}</p>
          ${list(STORED.map(({ name, purpose, until }) => ({ name, purpose: t(purpose), time: t(until) })))}
        </section>
        <p>${t('cookies.own')}</p>
      </div>
    `;
  }

  protected async ask(): Promise<Cookie[]> {
    return (await run<{ service: { cookies: Cookie[] } }>(COOKIES)).service.cookies;
  }
}

interface Entry {
  name: string;
  purpose: string;
  time: string;
}

function list(entries: Entry[]) {
  return html`
    <ul class="stack">
      ${entries.map(
        ({ name, purpose, time }) => html`
          <li class="stack stack--tight">
            <h3><code>${name}</code></h3>
            <p>${purpose}</p>
            <p class="small muted">${t('cookies.howLong', { time })}</p>
          </li>
        `,
      )}
    </ul>
  `;
}

function ofCookie(cookie: Cookie): Entry {
  const { name, maxAge } = cookie;
  return {
    name,
    purpose: cookie[language.current],
    time: maxAge === null ? t('cookies.untilClosed') : lifetime(maxAge),
  };
}

/** 31536000 → "1 rok" */
function lifetime(seconds: number): string {
  const [unit, size] = UNITS.find(([, one]) => seconds % one === 0) ?? UNITS[2];
  const format = new Intl.NumberFormat(language.current, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(seconds / size);
}

customElements.define('ebok-cookies-page', CookiesPage);
