import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to an attachment's bytes. The first and last are of no interest to a customer. */
export enum AttachmentState {
  /** They may be in the storage, whole or not. */
  UPLOADING = 'UPLOADING',
  WAITING = 'WAITING',
  READY = 'READY',
  UNSAFE = 'UNSAFE',
  /** They are no longer in the storage, or about to go. The row counts the upload until it expires. */
  REMOVED = 'REMOVED',
}
registerEnumType(AttachmentState, {
  name: 'AttachmentState',
  description:
    'WAITING: not yet scanned for viruses, so it cannot be downloaded. READY: it can. UNSAFE: a virus was found, and the file was deleted.',
});

/** A file that a customer uploaded, and the request or reply that holds it. The bytes are in the storage. */
@ObjectType({ description: 'A file of a request or of a reply.' })
@Entity('attachments')
export class Attachment {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  /** Random: also the name of the bytes in the storage. */
  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  /** Who uploaded it. */
  @Column({ type: 'varchar', length: 22 })
  userId: string;

  @Field({ description: 'The name the customer gave it, a label only.' })
  @Column({ type: 'varchar', length: 255 })
  name: string;

  @Field({ description: 'By the content, whatever the browser said.' })
  @Column({ type: 'varchar', length: 80 })
  mimeType: string;

  @Field(() => Int, { description: 'In bytes.' })
  @Column({ type: 'int' })
  size: number;

  @Field(() => AttachmentState)
  @Column({ type: 'varchar', length: 10 })
  state: AttachmentState;

  /** The request that holds it; null until it is sent. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  ticketId: string | null;

  /** The reply that holds it; null where the request itself does. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  replyId: string | null;

  /** Place among the files of its request or reply. */
  @Column({ type: 'int' })
  position: number;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  /** When it is deleted; null once a request or reply holds it. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  expiresAt: Date | null;

  /** When it is scanned next; null where it needs no scan. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  nextScanAt: Date | null;

  @Field({
    description:
      "Path of the file, from the site's root; needs the session cookie of someone with access. It names the customer.",
  })
  get url(): string {
    return `/files/attachments/${this.id}?customer=${this.customerId}`;
  }
}
