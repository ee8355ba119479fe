import {
  ServiceCancellation,
  ServiceCustomer,
  ServiceOffer,
  ServiceOrderRow,
} from '../additional-services/additional-service.entity';
import { Attachment } from '../attachments/attachment.entity';
import { Attempt } from '../auth/sign-in/attempt.entity';
import { Link } from '../auth/links/link.entity';
import { SessionRow } from '../auth/session/session.entity';
import { Access, Browser, SuspendedAccess, TermsAcceptance, User } from '../auth/user.entity';
import { CalendarFeed } from '../calendar-feed/calendar-feed.entity';
import { ConsentEvent, ConsentState, ConsentText } from '../consents/consent.entity';
import { Handover } from '../consents/handover.entity';
import { ContactChange } from '../contact-changes/contact-change.entity';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Customer, CustomerEmail } from '../customers/customer.entity';
import { DocumentVersionRow } from '../documents/document.entity';
import { Feed, FeedLockRow } from '../feed/feed.entity';
import { PendingInvoiceNotice } from '../feed/writers/pending-invoice-notice.entity';
import {
  Invoice,
  InvoiceContent,
  InvoiceCorrection,
  InvoicePoint,
  InvoiceSource,
} from '../invoices/invoice.entity';
import { MeterReading, MeterReadingValue } from '../meter-readings/meter-reading.entity';
import { BouncedAddress } from '../mail/bounced-address.entity';
import { Mail } from '../mail/mail.entity';
import { NotificationChoice } from '../notifications/notification-setting.entity';
import { Message, MessageMail, MessageRead, MessageSms } from '../messages/message.entity';
import { Reminder, ReminderRun } from '../notifications/reminder.entity';
import { Payment } from '../payments/payment.entity';
import { Sms, SmsDay } from '../sms/sms.entity';
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
import { TicketDraft } from '../tickets/ticket-draft.entity';
import { Ticket, TicketReply } from '../tickets/ticket.entity';
import { UsageAlertChoice, UsageAlertMade } from '../usage-alerts/usage-alert.entity';
import { UsageCustomerMonth, UsageDay, UsageMonth } from '../usage/usage.entity';

/** Every table TypeORM knows. */
export const ENTITIES = [
  Customer,
  CustomerEmail,
  ConsentState,
  ConsentEvent,
  ConsentText,
  Handover,
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
  BouncedAddress,
  Sms,
  SmsDay,
  Message,
  MessageMail,
  MessageRead,
  NotificationChoice,
  MessageSms,
  Reminder,
  ReminderRun,
  Payment,
  Attachment,
  Ticket,
  TicketReply,
  TicketDraft,
  ContactChange,
  ServiceOffer,
  ServiceCustomer,
  ServiceOrderRow,
  ServiceCancellation,
  MeterReading,
  MeterReadingValue,
  CalendarFeed,
  DocumentVersionRow,
  Feed,
  FeedLockRow,
  PendingInvoiceNotice,
  UsageCustomerMonth,
  UsageDay,
  UsageMonth,
  UsageAlertChoice,
  UsageAlertMade,
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
