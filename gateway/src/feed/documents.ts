import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import type { DocumentService } from '../documents/document.service';
import type { DocumentRecord } from './document.record';
import type { FeedFile } from './folder';
import type { Outcome } from './record';

const LARGEST = 10 * 1024 * 1024;

/** Takes documents together with the files beside them. */
export class DocumentWriter {
  constructor(
    private readonly documents: DocumentService,
    private readonly files: ReadonlyMap<string, FeedFile>,
  ) {}

  async write(manager: EntityManager, records: readonly DocumentRecord[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const record of records) outcomes.push(await this.put(manager, record));
    return outcomes;
  }

  private async put(manager: EntityManager, record: DocumentRecord): Promise<Outcome> {
    const refused = (reason: string): Outcome => ({ field: 'file', value: record.file, reason });
    // Only what was listed inside documents/ can be found here: no path leads out of it.
    const file = this.files.get(`documents/${record.file.replace(/^documents\//, '')}`);
    if (!file) return refused('There is no such file under documents/ in this feed.');
    if (file.bytes === 0) return refused('The file is empty.');
    if (file.bytes > LARGEST) return refused(`The file is larger than ${LARGEST} bytes.`);
    const bytes = await readFile(file.full);
    return (await this.documents.put(manager, { ...record, bytes })) ? 'taken' : 'unchanged';
  }
}
