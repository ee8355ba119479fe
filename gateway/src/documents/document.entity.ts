import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDay } from '../graphql/scalars';

@ObjectType({ description: 'A version of a document such as the terms.' })
export class Document {
  @Field(() => ID, { description: 'Names this version; the next one has another.' })
  id: string;
  @Field()
  title: string;
  @Field()
  version: string;
  @Field(() => CalendarDay)
  validFrom: string;
  @Field({ description: "Path from the site's root." })
  url: string;
}

/** A version as the feed gave it. Kept whole in the database, so that every node serves it. */
@Entity('document_versions')
export class DocumentVersion {
  /** `terms`, `privacy`, `prices`, or the retailer's own. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;
  @PrimaryColumn({ type: 'varchar', length: 64 })
  version: string;
  @Column({ type: 'varchar', length: 256 })
  title: string;
  @Column({ type: 'date' })
  validFrom: string;
  @Column({ type: 'varchar', length: 64 })
  mimeType: string;
  @Column({ type: 'blob' })
  bytes: Buffer;
}
