// What all pages of the shell have in common.
import { LitElement } from 'lit';
import { language } from '../language/language';
import { t, type PageKey } from './page-texts';
import { portalInfo } from '../session/portal-info';

/** Renders into the page itself, not into a shadow: shared classes and password managers reach in. */
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

/** "Finanse – eBOK": the page first, because tabs are narrow. */
export function titled(title: string): string {
  return `${title} – ${portalInfo.current?.name ?? 'eBOK'}`;
}
