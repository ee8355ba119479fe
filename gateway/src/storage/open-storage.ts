import { FolderStorage } from './folder.storage';
import { S3Storage } from './s3.storage';
import type { Storage } from './storage';

/** Opens the store of SLICES_URL or ATTACHMENTS_URL: `file:FOLDER` or `s3://…`. */
export function openStorage(url: string): Storage {
  return url.startsWith('file:') ? new FolderStorage(url.slice('file:'.length)) : new S3Storage(url);
}
