import type { Reauthentication } from '../auth/password/reauthentication';
import type { Retailer } from '../config';
import type { Database } from '../database/database';
import type { OutboxService } from '../mail/outbox.service';
import type { SmsOutbox } from '../sms/sms-outbox';
import type { WriteTicket } from '../tickets/write-ticket';
import { CancelContactChange } from './cancel-contact-change';
import { ContactChangeNotices } from './contact-change-notices';
import { ContactChangeService } from './contact-change.service';
import { RequestContactChange } from './request-contact-change';

/** Builds what changes of contact data are asked for, read and cancelled with. */
export function createContactChangeServices(parts: {
  database: Database;
  now: () => Date;
  outbox: OutboxService;
  sms: SmsOutbox;
  retailer: Retailer;
  reauthentication: Reauthentication;
  writeTicket: WriteTicket;
}) {
  const notices = new ContactChangeNotices(parts);
  return {
    contactChanges: new ContactChangeService(parts.database, parts.now),
    requestContactChange: new RequestContactChange({ ...parts, notices }),
    cancelContactChange: new CancelContactChange(parts.database, parts.now),
  };
}
