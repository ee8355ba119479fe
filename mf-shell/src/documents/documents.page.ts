// /dokumenty: the documents that the visitor may read.
import { html } from 'lit';
import { run } from '../api/graphql';
import { LoadingPage } from '../pages/loading-page';
import { t } from '../pages/page-texts';
import { session } from '../session/session';
import { DOCUMENTS, type ServiceDocument } from '../session/session.operations';
import { accepted, placeOf, validity } from './validity';

/** What both pages ask: the documents that the visitor may read, in all versions. */
export async function readDocuments(): Promise<ServiceDocument[]> {
  return (await run<{ service: { documents: ServiceDocument[] } }>(DOCUMENTS)).service.documents;
}

export class DocumentsPage extends LoadingPage<ServiceDocument[]> {
  protected readonly titleKey = 'documents.title';

  override render() {
    return html`
      <div class="reading stack stack--loose">
        <h1>${t('documents.title')}</h1>
        <p>${t(session.current ? 'documents.intro' : 'documents.introPublic')}</p>
        <section class="card" aria-label=${t('documents.title')}>
          ${this.whenLoaded(
            (documents) => html`
              <ul class="stack">
                ${documents.map(one)}
              </ul>
            `,
          )}
        </section>
        <p><a href="/pliki-cookie">${t('cookies.title')}</a></p>
      </div>
    `;
  }

  protected ask(): Promise<ServiceDocument[]> {
    return readDocuments();
  }
}

function one(document: ServiceDocument) {
  return html`
    <li class="stack stack--tight">
      <h2 class="cluster" lang="pl"><a href=${placeOf(document.slug)}>${document.title}</a></h2>
      <p class="small muted">${validity(document)}</p>
      <div>${accepted(document)}</div>
    </li>
  `;
}

customElements.define('ebok-documents-page', DocumentsPage);
