import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A feed that was taken to its end. */
@Entity('feeds')
export class Feed {
  /** One more than the feed before it. */
  @PrimaryColumn({ type: 'int' })
  id: number;
  /** From the manifest; null for a feed without one. */
  @Column({ type: 'varchar', length: 128, nullable: true })
  feedId: string | null;
  /** One hash over the names and hashes of all its files. */
  @Column({ type: 'varchar', length: 43 })
  fingerprint: string;
  /** From the manifest: when billing wrote it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  asOf: Date | null;
  /** What customers read as "data as of": `asOf`, else when the import began. */
  @Column({ type: 'datetime', precision: 3 })
  dataAsOf: Date;
  @Column({ type: 'datetime', precision: 3 })
  takenAt: Date;
  @Column({ type: 'int' })
  taken: number;
  @Column({ type: 'int' })
  unchanged: number;
  @Column({ type: 'int' })
  refused: number;
  @Column({ type: 'int' })
  warnings: number;
}

/** The one import that may run. See lock.ts. */
@Entity('feed_locks')
export class FeedLockRow {
  @PrimaryColumn({ type: 'int' })
  id: number;
  @Column({ type: 'varchar', length: 22 })
  holder: string;
  @Column({ type: 'varchar', length: 255 })
  host: string;
  @Column({ type: 'int' })
  pid: number;
  /** Goes up while its holder lives. */
  @Column({ type: 'bigint' })
  beat: number;
  @Column({ type: 'datetime', precision: 3 })
  since: Date;
}
