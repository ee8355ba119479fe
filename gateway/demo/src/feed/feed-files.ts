import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const BLOCK = 1 << 18;

/** A file written piece by piece, whose hash and size the manifest needs at the end. */
class GrowingFile {
  records = 0;
  private readonly hash = createHash('sha256');
  private readonly out: WriteStream;
  private waiting: string[] = [];
  private length = 0;

  constructor(readonly full: string) {
    this.out = createWriteStream(full);
  }

  async add(text: string, records: number): Promise<void> {
    this.waiting.push(text);
    this.length += text.length;
    this.records += records;
    if (this.length >= BLOCK) await this.flush();
  }

  async end(): Promise<string> {
    await this.flush();
    this.out.end();
    await once(this.out, 'close');
    return this.hash.digest('hex');
  }

  private async flush(): Promise<void> {
    if (this.length === 0) return;
    const bytes = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.length = 0;
    this.hash.update(bytes);
    if (!this.out.write(bytes)) await once(this.out, 'drain');
  }
}

/**
 * Writes a feed folder as a stream, with constant memory: even the manifest is written piece by piece.
 * The manifest gets its final name when all files are complete.
 */
export class FeedFiles {
  private readonly files = new Map<string, GrowingFile>();
  private readonly manifest: GrowingFile;
  private named = 0;

  private constructor(
    private readonly folder: string,
    manifest: { feedId: string; asOf: string },
  ) {
    mkdirSync(path.join(folder, 'ksef'), { recursive: true });
    this.manifest = new GrowingFile(path.join(folder, 'manifest.json.part'));
    void this.manifest.add(`${JSON.stringify(manifest).slice(0, -1)},"files":[`, 0);
  }

  static create(folder: string, manifest: { feedId: string; asOf: string }): FeedFiles {
    return new FeedFiles(folder, manifest);
  }

  /** Adds a record to an NDJSON file. */
  async record(name: string, record: object): Promise<void> {
    await this.file(name).add(`${JSON.stringify(record)}\n`, 1);
  }

  /** Adds lines to a CSV file. */
  async lines(name: string, header: string, text: string): Promise<void> {
    const isNew = !this.files.has(name);
    const file = this.file(name);
    if (isNew) await file.add(`${header}\n`, 0);
    await file.add(text, text.split('\n').length - 1);
  }

  /** Adds a file that is one record. */
  async whole(name: string, content: string): Promise<void> {
    await writeFile(path.join(this.folder, name), content);
    await this.name(name, createHash('sha256').update(content).digest('hex'), 1);
  }

  /** Gives the manifest its name: from now on the feed may be taken. */
  async end(): Promise<void> {
    for (const [name, file] of this.files) await this.name(name, await file.end(), file.records);
    await this.manifest.add(']}\n', 0);
    await this.manifest.end();
    if (!this.files.has('ksef/index.ndjson')) await rm(path.join(this.folder, 'ksef'), { recursive: true });
    await rename(this.manifest.full, path.join(this.folder, 'manifest.json'));
  }

  private file(name: string): GrowingFile {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = new GrowingFile(path.join(this.folder, name))));
    return file;
  }

  private async name(name: string, sha256: string, records: number): Promise<void> {
    await this.manifest.add(`${this.named++ ? ',' : ''}\n${JSON.stringify({ name, sha256, records })}`, 0);
  }
}
