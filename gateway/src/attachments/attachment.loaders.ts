import type DataLoader from 'dataloader';
import { customerLoader, type CustomerKey } from '../graphql/customer-loader';
import type { Attachment } from './attachment.entity';
import type { AttachmentService } from './attachment.service';

interface AttachmentLoaders {
  /** Request → its files, those of its replies among them: `replyId` tells them apart. */
  ticketAttachments: DataLoader<CustomerKey, Attachment[], string>;
}

declare module '../graphql/request-context' {
  interface Loaders extends AttachmentLoaders {}
}

export function attachmentLoaders(attachments: AttachmentService): AttachmentLoaders {
  return { ticketAttachments: customerLoader<Attachment[]>((c, ids) => attachments.ofTickets(c, ids), []) };
}
