// /dokumenty/SLUG[/VERSION]: a document, in the version in force unless the address names another.
import { html, nothing } from 'lit';
import { icon } from '../layout/icons';
import { RETURN_TO } from '../layout/navigate';
import { LoadingPage } from '../pages/loading-page';
import { titled } from '../pages/page-element';
import { t } from '../pages/page-texts';
import { session } from '../session/session';
import type { DocumentVersion, ServiceDocument } from '../session/session.operations';
import { documentFile } from './document-file';
import { readDocuments } from './documents.page';
import { accepted, placeOf, validity } from './validity';

/** Slug and version of an address; undefined parts where it has none, or none that can be read. */
function named(path: string): (string | undefined)[] {
  try {
    return path.split('/').slice(2).map(decodeURIComponent);
  } catch {
    return [];
  }
}

export class DocumentPage extends LoadingPage<ServiceDocument | null> {
  protected readonly titleKey = 'document.title';
  readonly #place = location.pathname;

  override render() {
    const shown = this.#shown();
    return html`
      <div class="reading stack stack--loose">
        <p><a href="/dokumenty">${t('document.back')}</a></p>
        <h1 lang=${shown ? 'pl' : nothing}>${this.#headline()}</h1>
        ${this.whenLoaded((document) => (document && shown ? content(document, shown) : missing(this.#place)))}
      </div>
    `;
  }

  protected async ask(): Promise<ServiceDocument | null> {
    const [slug] = named(this.#place);
    return (await readDocuments()).find((one) => one.slug === slug) ?? null;
  }

  protected override updated(): void {
    document.title = titled(this.#headline());
  }

  #shown(): DocumentVersion | undefined {
    const [, version, ...more] = named(this.#place);
    if (!this.loaded || more.length > 0) return undefined;
    return version === undefined ? this.loaded : this.loaded.versions.find((one) => one.version === version);
  }

  #headline(): string {
    if (this.loaded === undefined) return t('document.title');
    return this.#shown()?.title ?? t('document.missing');
  }
}

function content(document: ServiceDocument, shown: DocumentVersion) {
  return html`
    ${
      shown.version === document.version
        ? nothing
        : html`
            <div class="alert alert--warning">
              ${icon('warning')}
              <p>
                ${t('document.outdated')}
                <a href=${placeOf(document.slug)}>${t('document.current')}</a>
              </p>
            </div>
          `
    }
    <section class="card" aria-label=${shown.title}>
      <p class="cluster">
        <span class="muted">${validity(shown)}</span>
        ${accepted(shown)}
      </p>
      ${documentFile(shown)}
    </section>
    ${document.versions.length > 1 ? versions(document, shown) : nothing}
  `;
}

function versions({ slug, version, versions: all }: ServiceDocument, shown: DocumentVersion) {
  return html`
    <section class="card" aria-labelledby="document-versions">
      <h2 id="document-versions">${t('document.versions')}</h2>
      <ul class="stack">
        ${all.map(
          (one) => html`
            <li class="cluster">
              ${
                one.version === shown.version
                  ? html`
                      <strong aria-current="page">${validity(one)}</strong>
                    `
                  : html`
                      <a href=${placeOf(slug, one.version === version ? undefined : one.version)}>
                        ${validity(one)}
                      </a>
                    `
              }
              ${accepted(one)}
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

function missing(place: string) {
  if (session.current)
    return html`
      <p>${t('document.missingText')}</p>
    `;
  return html`
    <p>${t('document.missingText')} ${t('document.missingSignIn')}</p>
    <div>
      <a class="button" href=${`/logowanie?${new URLSearchParams({ [RETURN_TO]: place }).toString()}`}>
        ${t('signIn.submit')}
      </a>
    </div>
  `;
}

customElements.define('ebok-document-page', DocumentPage);
