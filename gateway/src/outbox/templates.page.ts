import type { FastifyInstance } from 'fastify';
import type { Config } from '../config';
import { MailState, type Mail } from '../mail/mail.entity';
import { MAIL_SAMPLES } from '../mail/mail-samples';
import { renderMail } from '../mail/render';
import type { MailTemplate } from '../mail/templates';
import type { RenderedMail } from '../mail/transport';
import { SMS_SAMPLES } from '../sms/sms-samples';
import { SMS_TEMPLATES, type SmsContent, type SmsTemplate } from '../sms/sms-templates';
import { smsText } from '../sms/sms-text';
import { escapeHtml } from '../texts/escape-html';
import { Language } from '../texts/language';
import { htmlFrame, page, sendPage } from './outbox.html';

const LANGUAGES = Object.values(Language);
const MAILS = Object.keys(MAIL_SAMPLES) as MailTemplate[];
const TEXTS = Object.keys(SMS_TEMPLATES) as SmsTemplate[];

/** `/outbox/templates`: every mail and SMS in three languages, with invented values. Never in production. */
export function registerTemplates(app: FastifyInstance, config: Config): void {
  if (config.production) return;
  app.get('/outbox/templates', (_request, reply) => sendPage(reply, overview(config)));
  app.get<{ Params: { name: string } }>('/outbox/templates/:name', ({ params }, reply) => {
    const name = MAILS.find((one) => one === params.name);
    if (!name) return sendPage(reply.code(404), page('Templates', '<p>There is no such template.</p>'));
    return sendPage(reply, mailPage(name, config));
  });
}

function overview(config: Config): string {
  const mails = MAILS.map((name) => {
    const subjects = LANGUAGES.map((language) => cell(rendered(name, language, config).subject, language));
    return `<tr><td class="name"><a href="/outbox/templates/${name}">${name}</a></td>${subjects.join('')}</tr>`;
  });
  const texts = TEXTS.map((name) => {
    const content = { template: name, values: SMS_SAMPLES[name] } as SmsContent;
    const cells = LANGUAGES.map((language) => {
      const { text, parts } = smsText(content, language, config.retailer.name);
      return cell(
        `${text} (${text.length}, parts: ${parts} of ${SMS_TEMPLATES[name].parts[language]})`,
        language,
      );
    });
    return `<tr><td class="name">${name}</td>${cells.join('')}</tr>`;
  });
  return page(
    'Templates',
    `<p><a href="/outbox">All mails</a></p>${table('Mail', mails)}${table('SMS', texts)}`,
  );
}

function table(title: string, rows: readonly string[]): string {
  const heads = LANGUAGES.map((language) => `<th>${language}</th>`).join('');
  return `<h2>${title}</h2><table><thead><tr><th>Template</th>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function cell(text: string, language: Language): string {
  return `<td lang="${language.toLowerCase()}">${escapeHtml(text)}</td>`;
}

function mailPage(name: MailTemplate, config: Config): string {
  const all = LANGUAGES.map((language) => {
    const { subject, text, ...mail } = rendered(name, language, config);
    return `<h2 lang="${language.toLowerCase()}">${language}: ${escapeHtml(subject)}</h2>
${htmlFrame(`${language} ${subject}`, withPictures(mail))}
<pre lang="${language.toLowerCase()}">${escapeHtml(text)}</pre>`;
  });
  return page(name, `<p><a href="/outbox/templates">All templates</a></p>${all.join('\n')}`);
}

/** Pictures that a mail carries stand in its HTML by their key. */
function withPictures({ html, attachments = [] }: Pick<RenderedMail, 'html' | 'attachments'>): string {
  const pictures = attachments.flatMap(({ cid, content, contentType }) =>
    cid && Buffer.isBuffer(content)
      ? [{ cid, url: `data:${contentType};base64,${content.toString('base64')}` }]
      : [],
  );
  return pictures.reduce((shown, { cid, url }) => shown.replaceAll(`cid:${cid}`, url), html);
}

function rendered(template: MailTemplate, language: Language, config: Config) {
  const at = new Date();
  const mail: Mail = {
    id: 'preview',
    recipient: 'jan@example.pl',
    customerId: 'klient',
    template,
    language,
    content: JSON.stringify(MAIL_SAMPLES[template]),
    state: MailState.QUEUED,
    attempts: 0,
    claim: null,
    createdAt: at,
    dueAt: at,
    reason: null,
    failedAt: null,
    retriedAt: null,
  };
  return renderMail(mail, config, config.retailer.support);
}
