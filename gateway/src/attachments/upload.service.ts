import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { KeyedQueue, Queue } from '../database/queue';
import { Unavailable } from '../errors';
import type { Storage } from '../storage/storage';
import type { Uploader } from './attachment.service';
import { inspect, type Accepted } from './content/inspect';
import { labelOf } from './content/label';
import { chunksOf, sizeOf } from './content/pieces';
import { ReceivedFile } from './content/received-file';
import { Refused } from './content/refused';
import { receiveFile } from './multipart';
import type { Scanner } from './scanner';
import { MOST_BYTES, type QuotaRefusal, type StoredFile, type UploadStore } from './upload.store';

/** Uploads of one user side by side on this node: a page sends a message's files together. */
const OF_USER = { places: 3, waiting: 20 };
/** Of all users. A slow sender occupies a place for minutes, and needs little else. */
const OF_NODE = { places: 50, waiting: 200 };
/** Files examined and stored side by side, which takes processor and disk. */
const STORING = { places: 2, waiting: 200 };
/** How long an upload waits for the others. */
const WAIT_MS = 60_000;

interface Parts {
  config: Config;
  log: Logger;
  storage: Storage;
  store: UploadStore;
  /** Null: files are not scanned. */
  scanner: Scanner | null;
}

/** A file that was uploaded. */
export interface Uploaded extends Omit<StoredFile, 'isScanned'> {
  id: string;
}

/** Takes files from requests to the storage: received, examined, scanned, and without positions. */
export class UploadService {
  private readonly users = new KeyedQueue(OF_USER.waiting, OF_USER.places);
  private readonly uploads = new Queue(OF_NODE.places, OF_NODE.waiting);
  private readonly storing = new Queue(STORING.places, STORING.waiting);
  private readonly folder: string;

  constructor(private readonly parts: Parts) {
    this.folder = path.join(parts.config.filesDir, 'uploads');
  }

  /**
   * @returns the stored file, or why the user may not upload one now
   * @throws BadUpload, Refused; Unavailable where too many upload
   */
  async upload(uploader: Uploader, request: IncomingMessage): Promise<Uploaded | QuotaRefusal> {
    const until = performance.now() + WAIT_MS;
    const run = () => this.uploads.run(() => this.take(uploader, request), until);
    return this.users.run(`${uploader.customerId} ${uploader.userId}`, run, until);
  }

  /** Takes an uploaded file away that no request holds. @returns false where the user has none such */
  async remove(uploader: Uploader, id: string): Promise<boolean> {
    if (!(await this.parts.store.remove(uploader, id))) return false;
    await this.parts.storage.remove(storageKey(id));
    return true;
  }

  private async take(uploader: Uploader, request: IncomingMessage): Promise<Uploaded | QuotaRefusal> {
    const reserved = await this.parts.store.reserve(uploader);
    if (typeof reserved !== 'string') return reserved;
    try {
      return await this.receive(uploader, reserved, request);
    } catch (error) {
      // Where the database is away too, the row ends by itself, and its bytes with it.
      await this.discard(uploader, reserved).catch((failure: unknown) => {
        this.parts.log.warn({ err: failure, id: reserved }, 'an upload ends later, with its row');
      });
      throw error;
    }
  }

  private async receive(uploader: Uploader, id: string, request: IncomingMessage): Promise<Uploaded> {
    const file = await ReceivedFile.create(this.folder);
    try {
      const given = await receiveFile(request, file.sink(), MOST_BYTES);
      return await this.storing.run(() => this.keep(uploader, id, file, given), performance.now() + WAIT_MS);
    } finally {
      await file.close();
    }
  }

  private async keep(uploader: Uploader, id: string, file: ReceivedFile, given: string): Promise<Uploaded> {
    const { store, storage } = this.parts;
    const { type, pieces } = await inspect(file);
    const isScanned = await this.scan(id, file, pieces);
    const [name, mimeType, size] = [labelOf(given, type), type.mimeType, sizeOf(pieces)];
    await storage.putStream(storageKey(id), size, () => chunksOf(file, pieces));
    if (!(await store.finish(uploader, id, { name, mimeType, size, isScanned }))) throw new Unavailable();
    return { id, name, mimeType, size };
  }

  /** @returns false where the scanner is away or late: nobody can open the file before it was scanned */
  private async scan(id: string, file: ReceivedFile, pieces: Accepted['pieces']): Promise<boolean> {
    const { scanner, log } = this.parts;
    if (!scanner) return true;
    try {
      if ((await scanner.scan(chunksOf(file, pieces))) === 'CLEAN') return true;
    } catch (error) {
      log.warn({ err: error, id }, 'an uploaded file waits for the virus scanner');
      return false;
    }
    log.warn({ id }, 'a virus was found in an upload');
    throw new Refused('ATTACHMENT_UNSAFE');
  }

  private async discard(uploader: Uploader, id: string): Promise<void> {
    await this.parts.storage.remove(storageKey(id));
    await this.parts.store.fail(uploader, id);
  }
}

/** Ids are random, so keys say nothing of customer or name. A folder holds few of them. */
export function storageKey(id: string): string {
  return `${id.slice(0, 2)}/${id}`;
}
