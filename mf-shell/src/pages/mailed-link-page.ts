// What pages of mailed links share: the token, what the gateway says of it, and the steps until it is used.
import { html, type TemplateResult } from 'lit';
import { errorText } from '../api/error-text';
import type { Problem } from '../api/problem';
import { FormPage } from './form';
import { takeToken } from './link-code';
import { t } from './page-texts';

/** What the gateway says of a link. */
export interface Looked<Link> {
  link: Link | null;
  problems: Problem[];
}

/** A page that asks what its link is for before it is used, so that a used or expired one is reported at once. */
export abstract class MailedLinkPage<Link> extends FormPage {
  static override properties = { ...FormPage.properties, link: { state: true } };
  /** What the link is for; undefined until it is known. */
  declare link: Link | undefined;
  /** The token is removed from the address bar and the history at once; only this object has it. */
  protected token = takeToken();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#arrived);
    if (this.token) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#arrived);
  }

  override render() {
    return html`
      <div class="entry"><section class="card entry__card">${this.#content()}</section></div>
    `;
  }

  /** Asks what a link is for; it stays as it is. */
  protected abstract look(token: string): Promise<Looked<Link>>;
  /** The content without a token. */
  protected abstract withoutToken(): TemplateResult;
  /** What to do with an expired or used link. */
  protected abstract nextStep(): TemplateResult;
  /** What the link is for, with the button that uses it. */
  protected abstract form(link: Link): TemplateResult;
  /** The content once the link was used. */
  protected abstract ready(): TemplateResult;
  /** Runs where another link is opened in this tab. */
  protected anotherLink(): void {}

  /** Shows that the link was used. */
  protected async used(): Promise<void> {
    this.token = '';
    this.done = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  #content() {
    if (this.done) return this.ready();
    if (!this.token)
      return html`
        <div class="stack" @ebok-token=${this.#pasted}>${this.withoutToken()}</div>
      `;
    if (this.problems.some(({ field }) => field === 'token'))
      return html`
        <h1>${t(this.titleKey)}</h1>
        ${this.summary()} ${this.nextStep()}
      `;
    return this.link ? this.form(this.link) : this.#opening();
  }

  #opening() {
    return html`
      <h1>${t(this.titleKey)}</h1>
      ${
        this.failure
          ? html`
              ${this.summary()}
              <div>
                <button type="button" class="button" @click=${this.#open}>${t('fault.retry')}</button>
              </div>
            `
          : html`
              <div class="skeleton skeleton--tile"></div>
            `
      }
    `;
  }

  #open = async (): Promise<void> => {
    const { token } = this;
    this.failure = '';
    this.problems = [];
    this.link = undefined;
    try {
      const { link, problems } = await this.look(token);
      if (token !== this.token) return;
      this.link = link ?? undefined;
      this.problems = problems.map((problem) => ({ ...problem, field: 'token' }));
    } catch (error) {
      this.failure = errorText(error);
    }
  };

  /** Another link was opened in this tab. */
  #arrived = (): void => this.#begin(takeToken());

  #pasted = (event: Event): void => this.#begin((event as CustomEvent<string>).detail);

  #begin(token: string): void {
    if (!token) return;
    this.token = token;
    this.done = false;
    this.anotherLink();
    void this.#open();
  }
}
