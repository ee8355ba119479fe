import type { FastifyInstance } from 'fastify';
import { simpleParser } from 'mailparser';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config';
import { escapeHtml } from '../texts/escape-html';

/** Names as `renderMail` gives them; anything else is not looked for. */
const FILE = /^[\w-]+\.eml$/;
const SHOWN = 200;
/** Shows mails in sandboxed frames without scripts. Their links open in the whole window. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

interface Shown {
  file: string;
  subject: string;
  to: string;
  date: Date;
  html: string;
  text: string;
}

/** `/outbox`: the mails of a `file:` folder in the browser, newest first. Never in production. */
export function registerOutbox(app: FastifyInstance, config: Config): void {
  if (config.production) return;
  const folder = config.mailUrl.startsWith('file:') ? config.mailUrl.slice('file:'.length) : null;
  app.get('/outbox', async (_request, reply) => {
    const files = folder ? await filesOf(folder) : [];
    const mails = await Promise.all(files.map((file) => read(folder!, file)));
    return reply
      .headers(headers())
      .type('text/html; charset=utf-8')
      .send(list(mails, folder !== null));
  });
  app.get<{ Params: { file: string } }>('/outbox/:file', async ({ params }, reply) => {
    const known = folder !== null && FILE.test(params.file) && (await filesOf(folder)).includes(params.file);
    void reply.headers(headers()).type('text/html; charset=utf-8');
    if (!known) return reply.code(404).send(page('Outbox', '<p>There is no such mail.</p>'));
    return reply.send(one(await read(folder, params.file)));
  });
}

function headers(): Record<string, string> {
  return {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
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
  const mail = await simpleParser(await readFile(path.join(folder, file)));
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

function list(mails: Shown[], isFolder: boolean): string {
  const rows = mails.map(
    (
      mail,
    ) => `<tr><td><time datetime="${mail.date.toISOString()}">${mail.date.toISOString().slice(0, 19).replace('T', ' ')}</time></td>
<td>${escapeHtml(mail.to)}</td><td><a href="/outbox/${mail.file}">${escapeHtml(mail.subject)}</a></td></tr>`,
  );
  const empty = isFolder ? 'No mail has left yet.' : 'Mails go to a mail server: MAIL_URL is not a folder.';
  const table = `<table><thead><tr><th>When (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page('Outbox', rows.length > 0 ? table : `<p>${empty}</p>`);
}

function one(mail: Shown): string {
  // `base` sends the links of the mail into the whole window.
  const html = mail.html.replace('<head>', '<head><base target="_top">');
  const links = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([url]) => escapeHtml(url));
  return page(
    mail.subject,
    `<p><a href="/outbox">All mails</a></p>
<dl><dt>To</dt><dd>${escapeHtml(mail.to)}</dd><dt>When</dt><dd>${mail.date.toISOString()}</dd></dl>
${links.map((url) => `<p><a class="link" href="${url}">${url}</a></p>`).join('\n')}
<iframe title="${escapeHtml(mail.subject)}" sandbox="allow-top-navigation-by-user-activation allow-top-navigation" srcdoc="${escapeHtml(html)}"></iframe>
<pre>${escapeHtml(mail.text)}</pre>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:24px auto;max-width:960px;padding:0 16px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:8px;border-bottom:1px solid #ccc;overflow-wrap:anywhere}iframe{width:100%;height:640px;border:1px solid #ccc;border-radius:8px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:16px;border-radius:8px}dt{font-weight:600}dd{margin:0 0 8px}.link{overflow-wrap:anywhere}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>`;
}
