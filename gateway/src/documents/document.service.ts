import type { EntityManager } from 'typeorm';
import { addDays, warsawDay } from '../calendar';
import type { Retailer } from '../config';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { BUILT_IN, BUILT_IN_FROM, BUILT_IN_VERSION, builtIn } from './built-in';
import type { Document, DocumentVersion, DocumentVersionRow } from './document.entity';

/** Anybody may read these, in this order; other documents are for customers. */
const PUBLIC_SLUGS: readonly string[] = ['terms', 'privacy', 'prices', 'accessibility'];

/** What a document's version is served as. */
export interface DocumentFile {
  mimeType: string;
  bytes: Buffer;
}

/** Documents by slug, each with its versions that have become valid, the newest first. */
export type Versions = ReadonlyMap<string, readonly DocumentVersion[]>;

type Described = Omit<DocumentVersionRow, 'bytes'>;

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
      `SELECT version, title, validFrom, mimeType FROM document_versions WHERE id = 'terms' AND version = (${TERMS_VERSION})`,
      [warsawDay(this.now())],
    );
    return this.termsFrom(row);
  }

  /** @param row what a statement with TERMS_VERSION found; nothing or nulls where no feed brought any terms */
  termsFrom(row: { [key in keyof Omit<Described, 'id'>]: string | null } | undefined): Document {
    const { version, title, validFrom, mimeType } = row ?? {};
    if (!version || !title || !validFrom || !mimeType) return this.builtIn('terms')!;
    return toVersion({ id: 'terms', version, title, validFrom, mimeType });
  }

  /** All documents in all versions, by one statement. Where no feed brought a text that the law wants, the built-in one. */
  async versions(): Promise<Versions> {
    const rows = await this.database.query<Described>(
      `SELECT id, version, title, validFrom, mimeType FROM document_versions WHERE ${IN_FORCE}`,
      [warsawDay(this.now())],
    );
    const found = new Map<string, DocumentVersion[]>();
    for (const [slug, versions] of grouped(rows, ({ id }) => id))
      found.set(
        slug,
        versions.map((row, n) => toVersion(row, versions[n - 1]?.validFrom)),
      );
    for (const slug of BUILT_IN) if (!found.has(slug)) found.set(slug, [this.builtIn(slug)!]);
    return found;
  }

  /** The bytes of a document, or null. Without a version: the newest that is valid today. */
  async file(slug: string, version?: string): Promise<DocumentFile | null> {
    const which = version === undefined ? `${IN_FORCE} LIMIT 1` : 'version = ?';
    const [row] = await this.database.query<DocumentFile>(
      `SELECT mimeType, bytes FROM document_versions WHERE id = ? AND ${which}`,
      [slug, version ?? warsawDay(this.now())],
    );
    if (row) return row;
    const text = (version ?? BUILT_IN_VERSION) === BUILT_IN_VERSION ? builtIn(slug, this.retailer) : null;
    return text && { mimeType: 'text/html; charset=utf-8', bytes: Buffer.from(text.html) };
  }

  private builtIn(id: string): DocumentVersion | null {
    const text = builtIn(id, this.retailer);
    const described = { id, version: BUILT_IN_VERSION, validFrom: BUILT_IN_FROM, mimeType: 'text/html' };
    return text && toVersion({ ...described, title: text.title });
  }

  /**
   * Takes a version from the feed, replacing the same one.
   * @returns whether anything changed.
   */
  async put(
    manager: EntityManager,
    { id, version, title, validFrom, bytes }: Omit<DocumentVersionRow, 'mimeType'>,
  ): Promise<boolean> {
    const columns = ['id', 'version', 'title', 'validFrom', 'mimeType', 'bytes'];
    const mimeType = mimeTypeOf(bytes);
    const known = await manager.query<DocumentVersionRow[]>(
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

/** Whether anybody may read a document, without being a customer. */
export function isPublic(slug: string): boolean {
  return PUBLIC_SLUGS.includes(slug);
}

/** The version in force of each document: those that the law names first, the retailer's own by title. */
export function inForce(versions: Versions, { all }: { all: boolean }): Document[] {
  const newest = [...versions.values()].map(([first]) => first!);
  const rank = ({ slug }: Document) => (isPublic(slug) ? PUBLIC_SLUGS.indexOf(slug) : PUBLIC_SLUGS.length);
  return newest
    .filter(({ slug }) => all || isPublic(slug))
    .sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'pl'));
}

/** @param replacedOn the day on which the next version became valid */
function toVersion(
  { id: slug, version, title, validFrom, mimeType }: Described,
  replacedOn?: string,
): DocumentVersion {
  // A version that was replaced on its first day has that day alone.
  const lastDay = replacedOn === undefined || replacedOn === validFrom ? replacedOn : addDays(replacedOn, -1);
  return {
    id: `${slug}@${version}`,
    slug,
    title,
    version,
    validFrom,
    validTo: lastDay ?? null,
    url: `/files/documents/${encodeURIComponent(slug)}/${encodeURIComponent(version)}`,
    mimeType: mimeType.split(';', 1)[0]!,
  };
}

/** By what the file is, not by its name: PDF, HTML, else plain text. */
function mimeTypeOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'application/pdf';
  const start = bytes.subarray(0, 512).toString('utf8').trimStart().toLowerCase();
  return start.startsWith('<!doctype html') || start.startsWith('<html')
    ? 'text/html; charset=utf-8'
    : 'text/plain; charset=utf-8';
}
