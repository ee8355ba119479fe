import { driverCode } from '../database/dialect';

/** Sentences for what stops a start or a command most often: what happened and what to do. */
const SENTENCES: Record<string, string> = {
  EACCES: 'This user may not use {place}: choose another one in the settings, or change its rights.',
  EROFS: '{place} can only be read: choose another place in the settings.',
  ENOTDIR: '{place} is in no folder: choose another place in the settings.',
  EEXIST: '{place} is no folder: choose another place in the settings.',
  ENOSPC: 'The disk is full: make room and try again.',
  EADDRINUSE: 'Port {port} is in use: stop what listens there, or set PORT to another one.',
  ECONNREFUSED:
    'Nothing answers at the address of DATABASE_URL: start the database there, or correct the address.',
  ENOTFOUND: 'The host of DATABASE_URL is not known: correct the address.',
  ETIMEDOUT:
    'The database of DATABASE_URL does not answer: look whether it runs and may be reached from here.',
  ER_ACCESS_DENIED_ERROR: 'The database refuses the user or password of DATABASE_URL: correct them.',
  ER_DBACCESS_DENIED_ERROR: 'The user of DATABASE_URL may not use that database: grant it the rights.',
  ER_BAD_DB_ERROR:
    'The database named in DATABASE_URL does not exist: create it, empty, or correct the name.',
  SQLITE_CANTOPEN: 'The file of DATABASE_URL can’t be opened: its folder must exist and belong to this user.',
  SQLITE_NOTADB: 'The file of DATABASE_URL is no SQLite database: name another one.',
  SQLITE_CORRUPT: 'The file of DATABASE_URL is damaged: restore it from a backup.',
};

/** Explains common start-up errors in one sentence; other errors keep their message. */
export function explainStartupError(error: unknown): string {
  const { message, path, port } = error as NodeJS.ErrnoException & { port?: number };
  const sentence = SENTENCES[driverCode(error).code ?? ''];
  if (!sentence) return message;
  return sentence.replace('{place}', path ?? `port ${port}`).replace('{port}', String(port));
}
