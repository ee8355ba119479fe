// A page that shows what it asked the gateway for: a skeleton meanwhile, and a way to try again after a failure.
import { html, type TemplateResult } from 'lit';
import { errorText } from '../api/error-text';
import { icon } from '../layout/icons';
import { Page } from './page-element';
import { t } from './page-texts';

export abstract class LoadingPage<Loaded> extends Page {
  static override properties = { loaded: { state: true }, failure: { state: true } };
  /** Undefined until it has arrived. */
  declare loaded: Loaded | undefined;
  declare failure: string;

  constructor() {
    super();
    this.failure = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  /** Asks the gateway. */
  protected abstract ask(): Promise<Loaded>;

  /** What was loaded, or what stands in its place. */
  protected whenLoaded(content: (loaded: Loaded) => TemplateResult): TemplateResult {
    if (this.failure) return failed(this.failure, this.#load);
    if (this.loaded !== undefined) return content(this.loaded);
    return html`
      <div class="skeleton skeleton--tile"></div>
    `;
  }

  #load = async (): Promise<void> => {
    this.failure = '';
    try {
      this.loaded = await this.ask();
    } catch (error) {
      this.failure = errorText(error);
    }
  };
}

/** Says why something could not be loaded, with a button that tries again. */
export function failed(failure: string, retry: () => Promise<void>): TemplateResult {
  return html`
    <div class="alert alert--danger" role="alert">
      ${icon('warning')}
      <div class="stack stack--tight">
        <p>${failure}</p>
        <div>
          <button type="button" class="button button--secondary" @click=${retry}>${t('fault.retry')}</button>
        </div>
      </div>
    </div>
  `;
}
