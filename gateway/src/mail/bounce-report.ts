import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';

/** A recipient whom a mail did not reach, as a mail server reports it (RFC 3464). */
export interface Bounce {
  /** The key of our mail. */
  mailId: string;
  /** The enhanced status code, such as 5.1.1. */
  status: string;
}

/** The key of a mail in its Message-ID and its envelope id. */
const MAIL_ID = /^<?([\w-]{22})(@|$)/;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}/;

/**
 * Reads a mail to our address as a report of failed delivery.
 * @returns null for other mails, reports of delays among them
 */
export async function readBounce(mail: Buffer): Promise<Bounce | null> {
  const parsed = await simpleParser(mail, { keepDeliveryStatus: true, skipTextToHtml: true });
  const type = parsed.headers.get('content-type') as { value?: string } | undefined;
  if (type?.value !== 'multipart/report') return null;
  const report = partOf(parsed, 'message/delivery-status');
  if (!report) return null;
  const [perMessage = {}, ...recipients] = fieldGroups(report.content.toString());
  const failed = recipients.find((fields) => fields.action?.toLowerCase() === 'failed');
  const status = STATUS.exec(failed?.status ?? '')?.[0];
  const mailId = keyIn(perMessage['original-envelope-id']) ?? keyIn(await returnedId(parsed));
  return mailId && status ? { mailId, status } : null;
}

/** Servers without the DSN extension return the headers instead of our envelope id. */
async function returnedId(report: ParsedMail): Promise<string | undefined> {
  const returned = partOf(report, 'message/rfc822') ?? partOf(report, 'text/rfc822-headers');
  return returned && (await simpleParser(returned.content)).messageId;
}

function partOf(mail: ParsedMail, type: string): Attachment | undefined {
  return mail.attachments.find(({ contentType }) => contentType === type);
}

function keyIn(text: string | undefined): string | null {
  return MAIL_ID.exec(text?.trim() ?? '')?.[1] ?? null;
}

/** Groups of fields are separated by empty lines; folded lines belong to the field above. */
function fieldGroups(report: string): Record<string, string>[] {
  const groups = report
    .replace(/\r\n/g, '\n')
    .trim()
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/);
  return groups.map((group) =>
    Object.fromEntries(
      group.split('\n').map((line) => {
        const [name = '', ...value] = line.split(':');
        return [name.trim().toLowerCase(), value.join(':').trim()];
      }),
    ),
  );
}
