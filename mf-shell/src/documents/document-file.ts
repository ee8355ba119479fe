// A document's file in the page: texts stand in an iframe, in which no scripts run. PDFs do where the browser shows them.
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../layout/icons';
import { t } from '../pages/page-texts';

interface DocumentFile {
  title: string;
  version: string;
  url: string;
  mimeType: string;
}

const EXTENSIONS: Record<string, string> = { 'application/pdf': 'pdf', 'text/html': 'html' };

export function documentFile({ title, version, url, mimeType }: DocumentFile): TemplateResult {
  const isPdf = mimeType === 'application/pdf';
  return html`
    ${
      isPdf && !navigator.pdfViewerEnabled
        ? nothing
        : html`
            <iframe class="legal" title=${title} src=${url} lang="pl"></iframe>
          `
    }
    <div class="cluster">
      <a class="button button--secondary" href=${url} target="_blank" rel="noopener">
        ${icon('receipt')}${t(isPdf ? 'document.openPdf' : 'document.open')}
      </a>
      <a
        class="button button--secondary"
        href=${url}
        download=${`${title}, ${version}.${EXTENSIONS[mimeType] ?? 'txt'}`.replace(/[/\\:]/g, '-')}
      >
        ${t('document.download')}
      </a>
    </div>
  `;
}
