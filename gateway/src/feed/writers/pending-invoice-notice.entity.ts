import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A new document of which its customer is still to be told: settlements later in the same feed may say that it is paid.
 * Written with the document, deleted with the notices; what an interrupted import leaves, the next one tells.
 */
@Entity('pending_invoice_notices')
export class PendingInvoiceNotice {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  /** Until a day later the daily run leaves reminders of it to an import. Null for rows of older builds. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  notedAt: Date | null;
}
