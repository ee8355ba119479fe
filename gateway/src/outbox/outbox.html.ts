import type { FastifyReply } from 'fastify';
import { escapeHtml } from '../texts/escape-html';

/** Shows mails in sandboxed frames without scripts. Their links open in the whole window. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/** Sends a page that runs nothing and is kept nowhere. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}

/** The HTML of a mail; `base` sends its links into the whole window. */
export function htmlFrame(title: string, html: string): string {
  const based = html.replace('<head>', '<head><base target="_top">');
  return `<iframe title="${escapeHtml(title)}" sandbox="allow-top-navigation-by-user-activation allow-top-navigation" srcdoc="${escapeHtml(based)}"></iframe>`;
}

/** A page of the outbox; `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:24px auto;max-width:960px;padding:0 16px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:8px;border-bottom:1px solid #ccc;overflow-wrap:anywhere}iframe{width:100%;height:640px;border:1px solid #ccc;border-radius:8px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:16px;border-radius:8px}dt{font-weight:600}dd{margin:0 0 8px}.link{overflow-wrap:anywhere}.name{white-space:nowrap}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
</body></html>`;
}
