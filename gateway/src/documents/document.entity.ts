import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDay } from '../graphql/scalars';

@ObjectType({ description: 'One version of a document of the service, such as the terms.' })
export class DocumentVersion {
  @Field(() => ID, { description: 'Names this version; the next one has another.' })
  id: string;
  @Field({
    description: `Names the document whatever its version: terms, privacy, prices, accessibility, or the retailer's own. The page shows it at
/dokumenty/SLUG, a version at /dokumenty/SLUG/VERSION.`,
  })
  slug: string;
  @Field()
  title: string;
  @Field()
  version: string;
  @Field(() => CalendarDay)
  validFrom: string;
  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The last day on which it was in force; null while no newer version is valid.',
  })
  validTo: string | null;
  @Field({ description: "Path of the file, from the site's root." })
  url: string;
  @Field({ description: 'What the file is: application/pdf, text/html or text/plain.' })
  mimeType: string;
}

@ObjectType({
  description: 'A document of the service such as the terms, in its newest version that is valid.',
})
export class Document extends DocumentVersion {}

/** A version as the feed gave it. Kept whole in the database, so that every node serves it. */
@Entity('document_versions')
export class DocumentVersionRow {
  /** The slug: `terms`, `privacy`, `prices`, `accessibility`, or the retailer's own. */
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
