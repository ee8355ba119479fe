import type { Config, SupportChannel } from '../config';
import { escapeHtml } from '../texts/escape-html';
import { text, type TextKey } from '../texts/text';
import { contactText } from './contact';
import type { Mail } from './mail.entity';
import { TEMPLATES, type MailTemplate, type ValueForm, type ValuesOf } from './templates';
import type { RenderedMail } from './transport';

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
  accessSuspended: () => '/pomoc',
  paymentReceived: ({ paymentId }) => `/platnosc/${paymentId}`,
  paymentSurplus: ({ paymentId }) => `/platnosc/${paymentId}`,
  paidTwice: ({ paymentId }) => `/platnosc/${paymentId}`,
  invoiceIssued: ({ invoiceId }) => `/finanse/${encodeURIComponent(invoiceId)}`,
};

const OF_CUSTOMER = /^\/(finanse|platnosc)\//;

/** Mails that another person may have triggered; they explain what to do then. */
const ASKED_FOR: ReadonlySet<MailTemplate> = new Set(['activation', 'addCustomer', 'passwordReset']);

/**
 * The mail as it is sent: HTML and text in its language, the same Message-ID at every try.
 * @param channels where its reader may ask
 */
export function renderMail(mail: Mail, config: Config, channels: readonly SupportChannel[]): RenderedMail {
  const template = mail.template as MailTemplate;
  const { language } = mail;
  const given = JSON.parse(mail.content ?? '{}') as Record<string, string>;
  const values: Record<string, string> = { ...given, retailer: config.retailer.name };
  for (const [name, form] of Object.entries<ValueForm>(TEMPLATES[template]))
    if (values[name]) values[name] = WRITTEN[form](values[name], language);
  const t = (key: TextKey) => text(language, key, values);
  const subject = t(`mail.${template}.subject`).replace(/\s+/g, ' ');
  const body = t(`mail.${template}.body`);
  const paragraphs = [template === 'invoiceIssued' ? withWhatToPay(body, given, language) : body];
  if (ASKED_FOR.has(template)) paragraphs.push(t('mail.ignore'));
  const action = { text: t(`mail.${template}.action`), url: config.publicUrl + pathOf(mail, values) };
  // Mail programs break long links; the address as text can be copied.
  const code = values.token ? t('mail.code') : '';
  const footer = text(language, 'mail.footer', { contact: contactText(channels, language) });
  const parts = { subject, greeting: t('mail.greeting'), paragraphs, action, code, footer, language };
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
  };
}

function pathOf({ template, customerId }: Mail, values: Record<string, string>): string {
  const path = PATHS[template as MailTemplate](values as never);
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

/** Made once: it takes longer than the rest of a mail. */
const FORMATS = {
  PL: formatsOf('pl-PL'),
  EN: formatsOf('en-GB'),
  UK: formatsOf('uk-UA'),
};

function formatsOf(locale: string) {
  return {
    money: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: 'always' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  };
}

/** "-1253.63" → "−1 253,63 zł", with a minus and no hyphen. */
export function writtenMoney(amount: string, language: Mail['language']): string {
  return `${FORMATS[language].money.format(Number(amount)).replace('-', '−')}\u00a0zł`;
}

/** "2026-03-15" → "15 marca 2026". */
export function writtenDay(date: string, language: Mail['language']): string {
  return FORMATS[language].day.format(new Date(date));
}

const WRITTEN: Record<ValueForm, (value: string, language: Mail['language']) => string> = {
  text: (value) => value,
  money: writtenMoney,
  day: writtenDay,
};

interface Parts {
  subject: string;
  greeting: string;
  paragraphs: string[];
  action: { text: string; url: string };
  code: string;
  footer: string;
  language: string;
}

function asText({ greeting, paragraphs, action, code, footer }: Parts): string {
  const lines = [greeting, ...paragraphs, `${action.text}:\n${action.url}`, code, `-- \n${footer}`];
  return lines.filter(Boolean).join('\n\n');
}

function asHtml(parts: Parts, config: Config): string {
  const { subject, greeting, paragraphs, action, code, footer, language } = parts;
  const { brandColour, name } = config.retailer;
  const p = (line: string) => `<p style="margin:0 0 16px">${escapeHtml(line)}</p>`;
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
<p style="margin:24px 0"><a href="${escapeHtml(action.url)}" style="${button}">${escapeHtml(action.text)}</a></p>
${[action.url, code].filter(Boolean).map(small).join('\n')}
</div>
<p style="font-size:14px;color:#55605b;margin:16px 0 0">${escapeHtml(footer)}</p>
</div></body></html>`;
}
