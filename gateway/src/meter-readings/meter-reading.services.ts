import type { AttachmentService } from '../attachments/attachment.service';
import type { Database } from '../database/database';
import type { WriteTicket } from '../tickets/write-ticket';
import { MeterReadingService } from './meter-reading.service';
import { ReadingPeriodService } from './reading-period.service';
import { SubmitReading } from './submit-reading';

/** Builds what meter readings are read and submitted with. */
export function createMeterReadingServices(parts: {
  database: Database;
  now: () => Date;
  attachments: AttachmentService;
  writeTicket: WriteTicket;
}) {
  const meterReadings = new MeterReadingService(parts.database, parts.now);
  const readingPeriods = new ReadingPeriodService(parts.database);
  return { meterReadings, readingPeriods, submitReading: new SubmitReading({ ...parts, meterReadings }) };
}
