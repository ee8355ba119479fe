// Base classes of the shell's pages.
import { LitElement } from 'lit';
import { language } from '../language/language';
import { t, type PageKey } from './page-texts';
import { portalInfo } from '../session/portal-info';

/** Renders into the page itself, without a shadow root, so that shared classes and password managers work. */
export class LightElement extends LitElement {
  #forget: (() => void) | undefined;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forget = language.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget?.();
  }
}

/** A page with a headline; its title follows the language. */
export abstract class Page extends LightElement {
  protected abstract readonly titleKey: PageKey;

  protected override updated(): void {
    document.title = titled(t(this.titleKey));
  }
}

/** "Finanse – eBOK": the page comes first, because tabs are narrow. */
export function titled(title: string): string {
  return `${title} – ${portalInfo.current?.name ?? 'eBOK'}`;
}
