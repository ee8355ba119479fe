import type { EntityManager } from 'typeorm';
import { warsawDay } from '../calendar';
import type { Retailer } from '../config';
import type { Database } from '../database/database';
import { BUILT_IN_FROM, BUILT_IN_VERSION, builtIn } from './built-in';
import type { Document, DocumentVersion } from './document.entity';

/** Anybody may read these; other documents belong to customers. */
const PUBLIC_IDS: ReadonlySet<string> = new Set(['terms', 'privacy', 'prices']);

/** What a document's version is served as. */
export interface DocumentFile {
  mimeType: string;
  bytes: Buffer;
}

type Described = Pick<DocumentVersion, 'id' | 'version' | 'title' | 'validFrom'>;

const IN_FORCE = 'validFrom <= ? ORDER BY validFrom DESC, version DESC';

/** The version of the terms in force on the day that is its parameter: the newest that is valid by then. */
export const TERMS_VERSION =
  "SELECT d.version FROM document_versions d WHERE d.id = 'terms' AND d.validFrom <= ? ORDER BY d.validFrom DESC, d.version DESC LIMIT 1";

/** Terms, privacy and the like, in versions. */
export class DocumentService {
  constructor(
    private readonly database: Database,
    private readonly retailer: Retailer,
    private readonly now: () => Date,
  ) {}

  /** The terms in force: the newest version already valid, else the built-in text. */
  async terms(): Promise<Document> {
    const [row] = await this.database.query<Described>(
      `SELECT version, title, validFrom FROM document_versions WHERE id = 'terms' AND version = (${TERMS_VERSION})`,
      [warsawDay(this.now())],
    );
    return this.termsFrom(row);
  }

  /** @param row what a statement with TERMS_VERSION found; nothing or nulls where no feed brought any terms */
  termsFrom(row: { [key in 'version' | 'title' | 'validFrom']: string | null } | undefined): Document {
    return toDocument({
      id: 'terms',
      version: row?.version ?? BUILT_IN_VERSION,
      title: row?.title ?? builtIn('terms', this.retailer)!.title,
      validFrom: row?.validFrom ?? BUILT_IN_FROM,
    });
  }

  /** The bytes of a public document, or null. Without a version: the newest that is valid today. */
  async publicFile(id: string, version?: string): Promise<DocumentFile | null> {
    if (!PUBLIC_IDS.has(id)) return null;
    const which = version === undefined ? `${IN_FORCE} LIMIT 1` : 'version = ?';
    const [row] = await this.database.query<DocumentFile>(
      `SELECT mimeType, bytes FROM document_versions WHERE id = ? AND ${which}`,
      [id, version ?? warsawDay(this.now())],
    );
    if (row) return row;
    const text = (version ?? BUILT_IN_VERSION) === BUILT_IN_VERSION ? builtIn(id, this.retailer) : null;
    return text && { mimeType: 'text/html; charset=utf-8', bytes: Buffer.from(text.html) };
  }

  /**
   * Takes a version from the feed, replacing the same one.
   * @returns whether anything changed.
   */
  async put(
    manager: EntityManager,
    { id, version, title, validFrom, bytes }: Described & { bytes: Buffer },
  ): Promise<boolean> {
    const columns = ['id', 'version', 'title', 'validFrom', 'mimeType', 'bytes'];
    const mimeType = mimeTypeOf(bytes);
    const known = await manager.query<DocumentVersion[]>(
      'SELECT title, validFrom, mimeType, bytes FROM document_versions WHERE id = ? AND version = ?',
      [id, version],
    );
    const [old] = known;
    if (old && old.title === title && old.validFrom === validFrom && bytes.equals(old.bytes)) return false;
    await manager.query(this.database.dialect.upsert('document_versions', columns, ['id', 'version'], 1), [
      id,
      version,
      title,
      validFrom,
      mimeType,
      bytes,
    ]);
    return true;
  }
}

function toDocument({ id, version, title, validFrom }: Described): Document {
  const url = `/files/documents/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
  return { id: `${id}@${version}`, title, version, validFrom, url };
}

/** By what the file is, not by its name: PDF, HTML, else plain text. */
function mimeTypeOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  const start = bytes.subarray(0, 512).toString('utf8').trimStart().toLowerCase();
  return start.startsWith('<!doctype html') || start.startsWith('<html')
    ? 'text/html; charset=utf-8'
    : 'text/plain; charset=utf-8';
}
