import type { Logger } from 'pino';
import type { Config } from '../config';
import type { Database } from '../database/database';
import { openStorage } from '../storage/open-storage';
import { AttachmentService } from './attachment.service';
import { ClamdScanner } from './scanner';
import { UploadService } from './upload.service';
import { UploadStore } from './upload.store';

interface Parts {
  config: Config;
  database: Database;
  log: Logger;
  now: () => Date;
}

/** What takes, keeps and serves the files of customers; built once, with `new`. */
export function createAttachmentServices({ config, database, log, now }: Parts) {
  const storage = openStorage(config.attachmentsUrl);
  const scanner = config.clamavUrl ? new ClamdScanner(config.clamavUrl) : null;
  const store = new UploadStore(database, now);
  return {
    attachments: new AttachmentService(database, now),
    attachmentStorage: storage,
    scanner,
    uploads: new UploadService({ config, log, storage, store, scanner }),
  };
}
