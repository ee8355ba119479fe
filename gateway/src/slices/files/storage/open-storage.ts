import { FolderStorage } from './folder.storage';
import { S3Storage } from './s3.storage';
import type { Storage } from './storage';

/** `file:FOLDER` or `s3://…`, as SLICES_URL says. */
export function openStorage(url: string): Storage {
  return url.startsWith('file:') ? new FolderStorage(url.slice('file:'.length)) : new S3Storage(url);
}
