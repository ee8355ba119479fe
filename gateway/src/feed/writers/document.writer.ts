import type { EntityManager } from 'typeorm';
import type { DocumentService } from '../../documents/document.service';
import type { DocumentRecord } from '../records/document.record';
import { bytesAsHashed } from '../read/content';
import { folded, type FeedFile, type NamedFiles } from '../read/folder';
import type { Outcome } from '../records/record';

const LARGEST = 10 * 1024 * 1024;

/** Writes documents together with their files. */
export class DocumentWriter {
  /** Files that records named. */
  readonly used = new Set<FeedFile>();

  constructor(
    private readonly documents: DocumentService,
    private readonly files: NamedFiles<FeedFile>,
  ) {}

  async write(manager: EntityManager, records: readonly DocumentRecord[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const record of records) outcomes.push(await this.put(manager, record));
    return outcomes;
  }

  private async put(manager: EntityManager, record: DocumentRecord): Promise<Outcome> {
    const refused = (reason: string): Outcome => ({ field: 'file', value: record.file, reason });
    // Only files listed inside documents/ are found: no path can leave the folder.
    const file = this.files.get(
      `documents/${folded(record.file).startsWith('documents/') ? record.file.slice('documents/'.length) : record.file}`,
    );
    if (!file) return refused('There is no such file under documents/ in this feed.');
    this.used.add(file);
    if (file.bytes === 0) return refused('The file is empty.');
    if (file.bytes > LARGEST) return refused(`The file is larger than ${LARGEST} bytes.`);
    const bytes = await bytesAsHashed(file);
    return (await this.documents.put(manager, { ...record, bytes })) ? 'taken' : 'unchanged';
  }
}
