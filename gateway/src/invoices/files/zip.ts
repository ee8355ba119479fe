import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Invoice } from '../invoice.entity';
import { fileName } from './attachment-name';

/**
 * Streams documents as one archive; each is rendered after the previous one was written.
 * An error aborts the stream, so that half an archive never looks complete.
 */
export function zipOf(documents: readonly Invoice[], pdf: (invoice: Invoice) => Promise<Buffer>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const names = new Set<string>();
  const fill = async () => {
    for (const invoice of documents) {
      if (output.destroyed) return;
      const bytes = await pdf(invoice);
      const mtime = new Date(`${invoice.issueDate}T12:00:00Z`);
      // A PDF is compressed already.
      zip.addBuffer(bytes, unused(names, fileName(invoice.number)), { mtime, compress: false });
    }
    zip.end();
  };
  fill().catch((error: Error) => output.destroy(error));
  return output;
}

/** Numbers that differ only in letters no file name can have still give two files. */
function unused(names: Set<string>, name: string): string {
  for (let n = 1; ; n++) {
    const whole = n === 1 ? `${name}.pdf` : `${name} (${n}).pdf`;
    if (names.has(whole.toLowerCase())) continue;
    names.add(whole.toLowerCase());
    return whole;
  }
}
