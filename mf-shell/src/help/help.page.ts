// /pomoc: answers by topic, with a search. A question has an address, /pomoc#register.
import { html, nothing } from 'lit';
import { icon } from '../layout/icons';
import { support } from '../layout/support';
import { Page } from '../pages/page-element';
import { t } from '../pages/page-texts';
import { session } from '../session/session';
import { supportedBrowsers } from './browsers';
import { prose } from './prose';
import { texts, TOPICS, type Question, type Topic } from './questions';
import { search } from './search';

/** Loads the answers, which the page needs before it is shown. */
export const load = texts.load;

const QUESTIONS = Object.values(TOPICS).flat();
const SEARCH = 'q';
/** Browsers limit changes of the address. */
const PAUSE_MS = 300;

export class HelpPage extends Page {
  static override properties = { asked: { state: true } };
  declare asked: string;
  protected readonly titleKey = 'help.title';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers opened for the printer. */
  #unfolded: HTMLDetailsElement[] = [];

  constructor() {
    super();
    this.asked = askedIn(location.search);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#openNamed);
    addEventListener('popstate', this.#readAddress);
    addEventListener('beforeprint', this.#unfold);
    addEventListener('afterprint', this.#fold);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    removeEventListener('hashchange', this.#openNamed);
    removeEventListener('popstate', this.#readAddress);
    removeEventListener('beforeprint', this.#unfold);
    removeEventListener('afterprint', this.#fold);
  }

  protected override firstUpdated(): void {
    this.#openNamed();
  }

  override render() {
    const isSearching = this.asked.trim() !== '';
    const found = search(this.asked, texts.current, QUESTIONS);
    const topics = Object.keys(TOPICS) as Topic[];
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('help.title')}</h1>
        <form role="search" class="no-print" @submit=${(event: Event) => event.preventDefault()}>
          <label class="field">
            <span class="field__label">${t('help.search')}</span>
            <input
              class="field__input"
              type="search"
              maxlength="100"
              autocomplete="off"
              enterkeyhint="search"
              .value=${this.asked}
              @input=${this.#type}
            />
          </label>
        </form>
        <p role="status" ?hidden=${!isSearching}>${isSearching ? count(found.size) : nothing}</p>
        <nav class="no-print" aria-label=${t('help.topics')} ?hidden=${isSearching}>
          <ul class="help__topics">
            ${topics.map(
              (topic) => html`
                <li><a href="#topic-${topic}">${texts.current[`topic.${topic}`]}</a></li>
              `,
            )}
          </ul>
        </nav>
        ${topics.map((topic) => this.#topic(topic, found))} ${contact()}
      </div>
    `;
  }

  #topic(topic: Topic, found: ReadonlySet<Question>) {
    const questions = TOPICS[topic];
    return html`
      <section class="help__topic" id="topic-${topic}" ?hidden=${!questions.some((one) => found.has(one))}>
        <h2>${texts.current[`topic.${topic}`]}</h2>
        ${questions.map((one) => this.#question(one, !found.has(one)))}
      </section>
    `;
  }

  #question(one: Question, isHidden: boolean) {
    return html`
      <details class="help__question" id=${one} ?hidden=${isHidden} @toggle=${this.#toggled}>
        <summary><h3>${texts.current[`${one}.question`]}</h3></summary>
        <div class="help__answer">
          ${prose(texts.current[`${one}.answer`], { browsers: supportedBrowsers() })}
        </div>
      </details>
    `;
  }

  #type = (event: Event): void => {
    this.asked = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const query = this.asked.trim()
        ? `?${new URLSearchParams({ [SEARCH]: this.asked.trim() }).toString()}`
        : '';
      history.replaceState(null, '', location.pathname + query + location.hash);
    }, PAUSE_MS);
  };

  /** Back and a link to this page change the search. */
  #readAddress = (): void => {
    const asked = askedIn(location.search);
    if (asked !== this.asked.trim()) this.asked = asked;
  };

  /** The address names the answer that is read, so that a shared link and a reload show it. */
  #toggled = (event: Event): void => {
    const { id, open } = event.target as HTMLDetailsElement;
    if (open && this.#unfolded.length === 0)
      history.replaceState(null, '', `${location.pathname}${location.search}#${id}`);
  };

  #openNamed = (): void => {
    const named = document.getElementById(location.hash.slice(1));
    if (!(named instanceof HTMLDetailsElement) || !this.contains(named)) return;
    named.open = true;
    named.scrollIntoView?.();
    named.querySelector('summary')?.focus({ preventScroll: true });
  };

  #unfold = (): void => {
    this.#unfolded = [...this.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const one of this.#unfolded) one.open = true;
  };

  #fold = (): void => {
    for (const one of this.#unfolded) one.open = false;
    this.#unfolded = [];
  };
}

function askedIn(query: string): string {
  return new URLSearchParams(query).get(SEARCH) ?? '';
}

function count(found: number): string {
  return found === 0 ? t('help.none') : t('help.found', { count: found });
}

function contact() {
  return html`
    <section class="card" aria-labelledby="help-contact">
      <h2 id="help-contact">${t('help.support')}</h2>
      ${support({ forAll: true })}
      <p>
        ${t('help.outage')}
        <a class="number" href="tel:991">991</a>
      </p>
      ${
        session.current
          ? html`
              <p class="no-print"><a class="button" href="/kontakt">${icon('mail')}${t('help.write')}</a></p>
            `
          : nothing
      }
    </section>
  `;
}

customElements.define('ebok-help-page', HelpPage);
