import type { FastifyInstance, FastifyReply } from 'fastify';
import { simpleParser } from 'mailparser';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config';
import { escapeHtml } from '../texts/escape-html';
import { htmlFrame, page, sendPage } from './outbox.html';
import { registerTemplates } from './templates.page';

/** Names as `renderMail` and `renderSms` give them; anything else is not looked for. */
const FILE = /^[\w-]+\.(eml|json)$/;
const SHOWN = 200;

interface Shown {
  file: string;
  subject: string;
  to: string;
  date: Date;
  /** Null for an SMS. */
  html: string | null;
  text: string;
}

/** `/outbox`: mails and SMS of a `file:` folder in the browser, newest first. Never in production. */
export function registerOutbox(app: FastifyInstance, config: Config): void {
  if (config.production) return;
  const folder = config.mailUrl.startsWith('file:') ? config.mailUrl.slice('file:'.length) : null;
  app.get('/outbox', async (_request, reply) => {
    const files = folder ? await filesOf(folder) : [];
    const shown = await Promise.all(files.map((file) => read(folder!, file)));
    return sendPage(reply, list(shown, folder !== null));
  });
  registerTemplates(app, config);
  app.get<{ Params: { file: string } }>('/outbox/:file', async ({ params }, reply): Promise<FastifyReply> => {
    const known = folder !== null && FILE.test(params.file) && (await filesOf(folder)).includes(params.file);
    if (!known) return sendPage(reply.code(404), page('Outbox', '<p>There is no such mail.</p>'));
    return sendPage(reply, one(await read(folder, params.file)));
  });
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => FILE.test(name))
    .sort()
    .reverse()
    .slice(0, SHOWN);
}

async function read(folder: string, file: string): Promise<Shown> {
  const content = await readFile(path.join(folder, file));
  return file.endsWith('.json') ? readSms(file, content) : readMail(file, content);
}

function readSms(file: string, content: Buffer): Shown {
  const sms = JSON.parse(content.toString()) as { to: string; text: string; parts: number; at: string };
  return {
    file,
    subject: `SMS: ${sms.text}`,
    to: sms.to,
    date: new Date(sms.at),
    html: null,
    text: sms.text,
  };
}

async function readMail(file: string, content: Buffer): Promise<Shown> {
  const mail = await simpleParser(content);
  const to = [mail.to ?? []].flat().map((address) => address.text);
  return {
    file,
    subject: mail.subject ?? '',
    to: to.join(', '),
    date: mail.date ?? new Date(0),
    html: mail.html || '',
    text: mail.text ?? '',
  };
}

function list(shown: Shown[], isFolder: boolean): string {
  const rows = shown.map(({ date, to, file, subject }) => {
    const when = date.toISOString();
    return `<tr><td><time datetime="${when}">${when.slice(0, 19).replace('T', ' ')}</time></td>
<td>${escapeHtml(to)}</td><td><a href="/outbox/${file}">${escapeHtml(subject)}</a></td></tr>`;
  });
  const empty = isFolder ? 'No mail has left yet.' : 'Mails go to a mail server: MAIL_URL is not a folder.';
  const table = `<table><thead><tr><th>When (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  const templates = '<p><a href="/outbox/templates">All templates</a></p>';
  return page('Outbox', `${rows.length > 0 ? table : `<p>${empty}</p>`}${templates}`);
}

function one({ subject, to, date, html, text }: Shown): string {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => escapeHtml(url));
  return page(
    subject,
    `<p><a href="/outbox">All mails</a></p>
<dl><dt>To</dt><dd>${escapeHtml(to)}</dd><dt>When</dt><dd>${date.toISOString()}</dd></dl>
${links.map((url) => `<p><a class="link" href="${url}">${url}</a></p>`).join('\n')}
${html === null ? '' : htmlFrame(subject, html)}
<pre>${escapeHtml(text)}</pre>`,
  );
}
