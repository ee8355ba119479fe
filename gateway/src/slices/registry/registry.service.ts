import { IsNull, Not, type EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import type { Version } from '../page/catalogue';
import type { SliceFiles } from '../files/slice-files';
import {
  checkPackage,
  digestOf,
  newFolder,
  type Manifest,
  type Operations,
  type SlicePackage,
} from './manifest';
import { ReleaseError } from './release-error';
import { SliceVersion } from '../slice.entity';

export interface Published {
  slice: string;
  version: string;
  /** False where this very version was there already. */
  isNew: boolean;
  /** Files of an existing version that the store had lost or altered, now restored. */
  restored: number;
}

/** Publishes versions. A version is published once and never changes. */
export class RegistryService {
  constructor(
    private readonly database: Database,
    private readonly files: SliceFiles,
    private readonly now: () => Date,
  ) {}

  /**
   * Publishes a version; repeating it only restores files that the store lost. No visitor sees it before a
   * channel points at it.
   * @throws ReleaseError when the version exists with other contents, or its files do not match the manifest
   */
  async publish(built: SlicePackage, by: string, version = built.manifest.version): Promise<Published> {
    const slice = built.manifest.name;
    try {
      checkPackage(built);
    } catch (error) {
      throw new ReleaseError(400, (error as Error).message);
    }
    const digest = digestOf(built);
    const published = { slice, version, isNew: false };
    const restored = await this.restore(built, { version, digest });
    if (restored !== undefined) return { ...published, restored };
    if (slice === 'shell') await this.refuseOtherContents(built.manifest);
    const folder = newFolder(built.manifest);
    try {
      // Files are written before the row, so that a visible version is complete.
      await this.files.write(slice, folder, built);
      const isNew = await this.database.transaction((manager) =>
        this.insert(manager, built, { slice, version, folder, digest, by }),
      );
      return { ...published, isNew, restored: 0 };
    } catch (error) {
      // What could not be taken away now is only never used; why it was refused is what counts.
      await this.clear({ slice, version, folder, manifest: built.manifest }).catch(() => undefined);
      if (!this.database.dialect.isDuplicate(error)) throw error;
      // Somebody else published it at the same moment.
      const lost = await this.restore(built, { version, digest });
      if (lost === undefined) throw error;
      return { ...published, restored: lost };
    }
  }

  /** Operations of a published version, by hash. */
  async operationsOf(slice: string, version: string): Promise<Operations> {
    const rows = await this.database.query<{ hash: string; text: string }>(
      'SELECT o.hash, o.text FROM slice_operations s JOIN operations o ON o.hash = s.hash WHERE s.slice = ? AND s.version = ?',
      [slice, version],
    );
    return Object.fromEntries(rows.map(({ hash, text }) => [`sha256:${hash}`, text]));
  }

  /**
   * Restores missing files of a published version. An expired version does not count as published, and may be
   * published again.
   * @returns how many files were written; undefined where the version is not published
   */
  private async restore(
    built: SlicePackage,
    { version, digest }: { version: string; digest: string },
  ): Promise<number | undefined> {
    const slice = built.manifest.name;
    const [row] = await this.database.query<{ digest: string; folder: string }>(
      'SELECT digest, folder FROM slice_versions WHERE slice = ? AND version = ?',
      [slice, version],
    );
    if (!row) return undefined;
    if (row.digest !== digest)
      throw new ReleaseError(
        409,
        `${slice} ${version} has been published with other contents, and versions never change: raise the version in package.json and publish again.`,
      );
    // Marks the version as used, so that a concurrent expiry does not delete it.
    const isHeld = await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        SliceVersion,
        { slice, version, removedAt: IsNull() },
        { lastUsedAt: this.now() },
      );
      return affected === 1;
    });
    return isHeld ? this.files.restore(slice, row.folder, built) : undefined;
  }

  private async insert(
    manager: EntityManager,
    { manifest, description, operations }: SlicePackage,
    row: { slice: string; version: string; folder: string; digest: string; by: string },
  ): Promise<boolean> {
    const { slice, version, folder, digest, by } = row;
    const now = this.now();
    const revived = await manager.update(
      SliceVersion,
      { slice, version, digest, removedAt: Not(IsNull()) },
      { removedAt: null, lastUsedAt: now, folder },
    );
    if (revived.affected) return true;
    await manager.insert(SliceVersion, {
      slice,
      version,
      folder,
      digest,
      manifest: JSON.stringify(manifest),
      description: description ? JSON.stringify(description) : null,
      publishedAt: now,
      publishedBy: by,
      lastUsedAt: now,
      removedAt: null,
    });
    const { dialect } = this.database;
    for (const [name, text] of Object.entries(operations)) {
      const hash = name.slice('sha256:'.length);
      const columns = ['hash', 'name', 'text'];
      await manager.query(dialect.upsert('operations', columns, ['hash'], 1, columns), [
        hash,
        operationName(text),
        text,
      ]);
      await manager.query('INSERT INTO slice_operations (slice, version, hash) VALUES (?, ?, ?)', [
        slice,
        version,
        hash,
      ]);
    }
    return true;
  }

  /** The shell's files keep their addresses from version to version: one name must never mean two contents. */
  private async refuseOtherContents(manifest: Manifest): Promise<void> {
    const rows = await this.database.query<{ version: string; manifest: string }>(
      "SELECT version, manifest FROM slice_versions WHERE slice = 'shell' AND removedAt IS NULL",
    );
    for (const row of rows) {
      const { files } = JSON.parse(row.manifest) as Manifest;
      const clash = Object.keys(manifest.files).find(
        (file) => files[file] && files[file].integrity !== manifest.files[file]!.integrity,
      );
      if (clash)
        throw new ReleaseError(
          409,
          `${clash} has other contents in shell ${row.version}: give it another name.`,
        );
    }
  }

  /**
   * Deletes files of versions that no channel points at and that were unused for `days`.
   * Their rows stay, so that a version number is never reused.
   * @param isKept tells which versions must stay in any case
   * @returns the removed versions
   */
  async expire(
    days: number,
    isKept: (slice: string, version: string) => Promise<boolean>,
  ): Promise<{ slice: string; version: string }[]> {
    const before = sqlInstant(new Date(this.now().getTime() - days * 86_400_000));
    const idle = await this.database.query<{
      slice: string;
      version: string;
      folder: string;
      manifest: string;
    }>(
      `SELECT v.slice, v.version, v.folder, v.manifest FROM slice_versions v WHERE v.removedAt IS NULL AND v.lastUsedAt < ?
       AND NOT EXISTS (SELECT 1 FROM slice_channels c WHERE c.slice = v.slice AND c.version = v.version)`,
      [before],
    );
    const removed: { slice: string; version: string }[] = [];
    for (const { slice, version, folder, manifest } of idle) {
      if (await isKept(slice, version)) continue;
      const done = await this.database.transaction(async (manager) => {
        const { affected } = await manager
          .createQueryBuilder()
          .update(SliceVersion)
          .set({ removedAt: this.now() })
          .where('slice = :slice AND version = :version AND removedAt IS NULL AND lastUsedAt < :before', {
            slice,
            version,
            before,
          })
          .execute();
        return affected === 1;
      });
      if (!done) continue;
      removed.push({ slice, version });
      await this.clear({ slice, version, folder, manifest: JSON.parse(manifest) as Manifest });
    }
    return removed;
  }

  /**
   * Deletes a folder that no version has. A commit can succeed although its answer was lost, so the row is
   * checked.
   */
  private async clear(version: Version): Promise<void> {
    const { slice, folder } = version;
    const [owner] = await this.database.query(
      'SELECT version FROM slice_versions WHERE slice = ? AND folder = ? AND removedAt IS NULL',
      [slice, folder],
    );
    if (!owner) await this.files.remove(version);
  }
}

function operationName(text: string): string {
  return /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1]?.slice(0, 128) ?? '';
}
