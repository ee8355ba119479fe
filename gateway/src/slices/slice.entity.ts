import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A version of a front end, never changed once published. Its row outlives its files, so that a number is
 * never reused.
 */
@Entity('slice_versions')
export class SliceVersion {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  slice: string;
  /** The version in its package.json; a gateway's own build adds `+` and a hash. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  /** Where its files are, in the store and under /assets. */
  @Column({ type: 'varchar', length: 96 })
  folder: string;
  /** SHA-256 over manifest, description and operations: tells a repeated publish from another content. */
  @Column({ type: 'varchar', length: 64 })
  digest: string;
  /** JSON: see `Manifest`. */
  @Column({ type: 'text' })
  manifest: string;
  /** JSON: slice.json; null for the shell. */
  @Column({ type: 'text', nullable: true })
  description: string | null;
  @Column({ type: 'datetime', precision: 3 })
  publishedAt: Date;
  @Column({ type: 'varchar', length: 64 })
  publishedBy: string;
  /** Stood in a page or was asked for a file, to the hour. */
  @Column({ type: 'datetime', precision: 3 })
  lastUsedAt: Date;
  /** Its files are gone since then; null while it may be used. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  removedAt: Date | null;
}

/** Which version has which operation. */
@Entity('slice_operations')
export class SliceOperation {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  slice: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;
}

/** The text of an operation, by its SHA-256 in hexadecimal digits. */
@Entity('operations')
export class PersistedOperation {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;
  @Column({ type: 'varchar', length: 128 })
  name: string;
  @Column({ type: 'text' })
  text: string;
}

/** Points at the version visitors of a channel get: `stable`, `canary`, or a preview by its name. */
@Entity('slice_channels')
export class SliceChannel {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  slice: string;
  @PrimaryColumn({ type: 'varchar', length: 32 })
  channel: string;
  /** Null for an ended channel. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  version: string | null;
  /** Of visitors, 0 to 100; only `canary` has less than all. */
  @Column({ type: 'int' })
  percentage: number;
  /** Counts the moves: a move names the revision it is based on (optimistic lock). */
  @Column({ type: 'int' })
  revision: number;
  /** True until a team moves it: a starting gateway puts there what it was built with. */
  @Column({ type: 'boolean' })
  followsBuild: boolean;
}

export type MoveKind = 'PROMOTE' | 'ROLLBACK' | 'CANARY' | 'PREVIEW' | 'BUILT_IN' | 'REMOVE';

/** Every move of every channel, for rollbacks and for audits. */
@Entity('slice_moves')
export class SliceMove {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  slice: string;
  @PrimaryColumn({ type: 'varchar', length: 32 })
  channel: string;
  @PrimaryColumn({ type: 'int' })
  revision: number;
  @Column({ type: 'varchar', length: 16 })
  kind: MoveKind;
  @Column({ type: 'varchar', length: 64, nullable: true })
  fromVersion: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true })
  toVersion: string | null;
  @Column({ type: 'int' })
  percentage: number;
  @Column({ type: 'datetime', precision: 3 })
  movedAt: Date;
  @Column({ type: 'varchar', length: 64 })
  movedBy: string;
}

/**
 * Lets a team publish its slice, or a program run operations that are not persisted. Only the token's hash is
 * stored.
 */
@Entity('tokens')
export class Token {
  @PrimaryColumn({ type: 'varchar', length: 43 })
  hash: string;
  /** SLICE: one slice's versions and channels; API: operations that are not persisted; DEVELOPMENT: all, but never in production. */
  @Column({ type: 'varchar', length: 16 })
  scope: 'SLICE' | 'API' | 'DEVELOPMENT';
  @Column({ type: 'varchar', length: 32, nullable: true })
  slice: string | null;
  @Column({ type: 'varchar', length: 64 })
  name: string;
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
  @Column({ type: 'datetime', precision: 3, nullable: true })
  revokedAt: Date | null;
}

/** Number of selections of a field in an hour, by caller. */
@Entity('field_uses')
export class FieldUse {
  @PrimaryColumn({ type: 'datetime', precision: 3 })
  hour: Date;
  @PrimaryColumn({ type: 'varchar', length: 72 })
  slice: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  /** "Type.field". */
  @PrimaryColumn({ type: 'varchar', length: 128 })
  field: string;
  @Column({ type: 'bigint' })
  calls: string;
}

/** Number of calls of an operation in an hour, by caller. */
@Entity('operation_uses')
export class OperationUse {
  @PrimaryColumn({ type: 'datetime', precision: 3 })
  hour: Date;
  @PrimaryColumn({ type: 'varchar', length: 72 })
  slice: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;
  @Column({ type: 'bigint' })
  calls: string;
}

/** Schemas that gateways served, newest first. The schema check compares a changed schema with them. */
@Entity('served_schemas')
export class ServedSchema {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash: string;
  @Column({ type: 'text' })
  text: string;
  @Column({ type: 'datetime', precision: 3 })
  servedAt: Date;
}
