import type { Config, SupportChannel } from '../config';
import { escapeHtml } from '../texts/escape-html';
import { text, type TextKey } from '../texts/text';
import { contactText } from './contact';
import type { Mail } from './mail.entity';
import { isNotification, notificationParts, type TransferImage } from './notification-parts';
import { TEMPLATES, type MailTemplate, type ValuesOf } from './templates';
import type { MailFile, RenderedMail } from './transport';
import { writtenDay, writtenMoney, WRITTEN } from './written';

/**
 * The address of each mail's one link. Tokens stand after `#`, so that no server receives them.
 * Links about a customer get `?customer=`, and the page switches to that customer: a reader may have several.
 */
const PATHS: { [T in MailTemplate]: (values: ValuesOf<T>) => string } = {
  activation: ({ token }) => `/aktywacja#token=${token}`,
  alreadyRegistered: () => '/logowanie',
  addCustomer: ({ token }) => `/aktywacja#token=${token}`,
  passwordReset: ({ token }) => `/haslo#token=${token}`,
  passwordChanged: () => '/logowanie',
  contactChangeRequested: ({ token }) => `/anuluj-zmiane#token=${token}`,
  accessSuspended: () => '/pomoc',
  paymentReceived: ({ paymentId }) => `/platnosc/${paymentId}`,
  paymentSurplus: ({ paymentId }) => `/platnosc/${paymentId}`,
  paidTwice: ({ paymentId }) => `/platnosc/${paymentId}`,
  ticketReceived: ({ ticketId }) => `/kontakt/${ticketId}`,
  complaintReceived: ({ ticketId }) => `/kontakt/${ticketId}`,
  ticketReply: ({ ticketId }) => `/kontakt/${ticketId}`,
  serviceOrdered: () => '/dane/uslugi',
  invoiceIssued: ofInvoice,
  dueSoon: ofInvoice,
  dueToday: ofInvoice,
  overdue: ofInvoice,
  dunning: ({ messageId }) => `/wiadomosci/${messageId}`,
  announcement: ({ messageId }) => `/wiadomosci/${messageId}`,
  usageAlert: ({ messageId }) => `/wiadomosci/${messageId}`,
  marketing: ({ messageId }) => `/wiadomosci/${messageId}`,
};

const OF_CUSTOMER = /^\/((finanse|platnosc|kontakt|wiadomosci)\/|dane\/uslugi$)/;

function ofInvoice({ invoiceId }: { invoiceId: string }): string {
  return `/finanse/${encodeURIComponent(invoiceId)}`;
}

/** Mails that another person may have triggered; they explain what to do then. */
const ASKED_FOR: ReadonlySet<MailTemplate> = new Set(['activation', 'addCustomer', 'passwordReset']);

/**
 * The mail as it is sent: HTML and text in its language, the same Message-ID at every try.
 * @param channels where its reader may ask
 * @param files what it carries
 */
export function renderMail(
  mail: Mail,
  config: Config,
  channels: readonly SupportChannel[],
  files: readonly MailFile[] = [],
): RenderedMail {
  const template = mail.template as MailTemplate;
  const { language } = mail;
  const given = JSON.parse(mail.content ?? '{}') as Record<string, string>;
  const values: Record<string, string> = { ...given, retailer: config.retailer.name };
  for (const [name, form] of Object.entries(TEMPLATES[template]))
    if (values[name]) values[name] = WRITTEN[form](values[name], language);
  const t = (key: TextKey) => text(language, key, values);
  const said = t(`mail.${template}.subject`).replace(/\s+/g, ' ');
  const subject = given.test ? text(language, 'mail.test.subject', { subject: said }) : said;
  const body = t(`mail.${template}.body`);
  const paragraphs = [template === 'invoiceIssued' ? withWhatToPay(body, given, language) : body];
  if (ASKED_FOR.has(template)) paragraphs.push(t('mail.ignore'));
  if (given.test) paragraphs.unshift(t('mail.test'));
  const more = isNotification(template)
    ? notificationParts(mail, given, { config, hasFiles: files.length > 0 })
    : { paragraphs: [], advice: [], settings: '', image: null };
  const action = { text: t(`mail.${template}.action`), url: config.publicUrl + pathOf(mail, values) };
  // Mail programs break long links; the address as text can be copied.
  const code = values.token ? t('mail.code') : '';
  const footer = text(language, 'mail.footer', { contact: contactText(channels, language) });
  const parts = {
    subject,
    greeting: t('mail.greeting'),
    paragraphs: [...paragraphs, ...more.paragraphs],
    image: more.image,
    action,
    advice: more.advice,
    code,
    footer,
    settings: more.settings,
    language,
  };
  const attachments = [...files, ...(more.image ? [more.image.file] : [])];
  return {
    file: `${mail.createdAt.toISOString().replace(/[:.]/g, '-')}-${mail.id}.eml`,
    messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
    date: mail.createdAt,
    from: config.mailFrom,
    // An object, so that nothing in the address is read as a second one.
    to: { name: '', address: mail.recipient },
    subject,
    text: asText(parts),
    html: asHtml(parts, config),
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(attachments.length > 0 && { attachments }),
  };
}

function pathOf({ template, customerId }: Mail, values: Record<string, string>): string {
  const path = values.test ? '/wiadomosci/ustawienia' : PATHS[template as MailTemplate](values as never);
  return customerId && OF_CUSTOMER.test(path) ? `${path}?customer=${customerId}` : path;
}

/**
 * Text about a new document, with what the reader can do.
 * @param left `"23.00"` where it differs from the total; zero and below mean that nothing is due
 */
export function withWhatToPay(
  said: string,
  { left, dueDate }: { left?: string; dueDate?: string },
  language: Mail['language'],
): string {
  if (left && Number(left) <= 0) return `${said} ${text(language, 'issued.nothing')}`;
  const rest = left && text(language, 'issued.left', { left: writtenMoney(left, language) });
  const due = dueDate && text(language, 'issued.due', { dueDate: writtenDay(dueDate, language) });
  return [said, rest, due].filter(Boolean).join(' ');
}

interface Parts {
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** Stands below the paragraphs; the text alone goes without. */
  image: TransferImage | null;
  action: { text: string; url: string };
  /** Paragraphs below the link. */
  advice: string[];
  code: string;
  footer: string;
  /** Where the reader chooses what to be told; empty for mails without such a choice. */
  settings: string;
  language: string;
}

function asText({ greeting, paragraphs, action, advice, code, footer, settings }: Parts): string {
  const link = `${action.text}:\n${action.url}`;
  const end = [footer, settings].filter(Boolean).join('\n');
  const lines = [greeting, ...paragraphs, link, ...advice, code, `-- \n${end}`];
  return lines.filter(Boolean).join('\n\n');
}

function asHtml(parts: Parts, config: Config): string {
  const { subject, greeting, paragraphs, image, action, advice, code, footer, settings, language } = parts;
  const { brandColour, name } = config.retailer;
  const p = (line: string) => `<p style="margin:0 0 16px;white-space:pre-line">${escapeHtml(line)}</p>`;
  const small = (line: string) =>
    `<p style="margin:0 0 8px;font-size:14px;color:#55605b;overflow-wrap:anywhere">${escapeHtml(line)}</p>`;
  const button = `background:${brandColour};color:#fff;padding:12px 24px;border-radius:8px;text-decoration:none;display:inline-block;font-weight:600`;
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f4f6f5;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:#1b2420">
<div style="max-width:560px;margin:0 auto;padding:24px">
<p style="font-weight:700;color:${brandColour};font-size:20px;margin:0 0 16px">${escapeHtml(name)}</p>
<div style="background:#fff;border-radius:16px;padding:24px">
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(subject)}</h1>
${p(greeting)}
${paragraphs.map(p).join('\n')}
${image ? pictured(image) : ''}
<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="${button}">${escapeHtml(action.text)}</a></p>
${[action.url, ...advice, code].filter(Boolean).map(small).join('\n')}
</div>
<p style="font-size:14px;color:#55605b;margin:16px 0 0">${escapeHtml(footer)}</p>
${settings && small(settings)}
</div></body></html>`;
}

function pictured({ said, alternative, file }: TransferImage): string {
  const size = 200;
  return `<p style="margin:0 0 8px">${escapeHtml(said)}</p>
<img src="cid:${file.cid}" alt="${escapeHtml(alternative)}" width="${size}" height="${size}" style="display:block;background:#fff">`;
}
