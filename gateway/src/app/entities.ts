import { Attempt } from '../auth/sign-in/attempt.entity';
import { Link } from '../auth/links/link.entity';
import { SessionRow } from '../auth/session/session.entity';
import { Access, Browser, SuspendedAccess, TermsAcceptance, User } from '../auth/user.entity';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Customer, CustomerEmail } from '../customers/customer.entity';
import { DocumentVersion } from '../documents/document.entity';
import { Feed, FeedLockRow } from '../feed/feed.entity';
import {
  Invoice,
  InvoiceContent,
  InvoiceCorrection,
  InvoicePoint,
  InvoiceSource,
} from '../invoices/invoice.entity';
import { Mail } from '../mail/mail.entity';
import { Message, MessageMail, MessageRead } from '../messages/message.entity';
import { Payment } from '../payments/payment.entity';
import {
  FieldUse,
  OperationUse,
  PersistedOperation,
  ServedSchema,
  SliceChannel,
  SliceMove,
  SliceOperation,
  SliceVersion,
  Token,
} from '../slices/slice.entity';
import { UsageDay, UsageMonth } from '../usage/usage.entity';

/** Every table TypeORM knows. */
export const ENTITIES = [
  Customer,
  CustomerEmail,
  ConsumptionPoint,
  Invoice,
  InvoiceContent,
  InvoicePoint,
  InvoiceCorrection,
  InvoiceSource,
  User,
  Access,
  SuspendedAccess,
  TermsAcceptance,
  Browser,
  SessionRow,
  Link,
  Attempt,
  Mail,
  Message,
  MessageMail,
  MessageRead,
  Payment,
  DocumentVersion,
  Feed,
  FeedLockRow,
  UsageDay,
  UsageMonth,
  SliceVersion,
  SliceOperation,
  PersistedOperation,
  SliceChannel,
  SliceMove,
  Token,
  FieldUse,
  OperationUse,
  ServedSchema,
];
