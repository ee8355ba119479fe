import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { escapeMarkup } from './xml';

export { escapeMarkup as text } from './xml';

const STYLE = `
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; color: #1c2430; background: #eef1f6 }
body { margin: 0 }
.notice { background: #7a1f00; color: #fff; padding: .75rem 1rem; text-align: center; font-weight: 600 }
main { max-width: 40rem; margin: 1.5rem auto; padding: 0 1rem }
main.wide { max-width: 75rem }
.card { background: #fff; border: 1px solid #c9d1de; border-radius: .75rem; padding: 1.25rem; margin: 0 0 1rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem } h2 { font-size: 1.125rem; margin: 0 0 .75rem }
.amount { font-size: 2rem; font-weight: 700; margin: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0 0 } dt { color: #4a5568 } dd { margin: 0; overflow-wrap: anywhere }
label { display: block; margin: 0 0 .25rem } .field { margin: 0 0 .75rem }
input, select { font: inherit; padding: .5rem .75rem; border: 1px solid #5b6678; border-radius: .5rem; width: 100%; box-sizing: border-box; background: #fff; color: inherit }
button, .button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid #0b4f9e; border-radius: .5rem; background: #0b4f9e; color: #fff; cursor: pointer; text-decoration: none; display: inline-block; box-sizing: border-box }
button.plain, .plain.button { background: #fff; color: #0b4f9e }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 0 0 .75rem } .row .field { flex: 1; min-width: 8rem; margin: 0 }
.alert { background: #fdecea; border: 1px solid #a3260f; color: #7a1a08; padding: .75rem 1rem; border-radius: .5rem; margin: 0 0 1rem }
.hint { color: #4a5568; font-size: .9375rem; margin: .25rem 0 0 }
:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% } th, td { text-align: left; font-weight: 400; vertical-align: top; padding: .5rem; border-bottom: 1px solid #c9d1de }
code { font-size: .875rem; overflow-wrap: anywhere } ul { padding-left: 1.25rem; margin: .5rem 0 }
thead th { font-weight: 600 }
summary { cursor: pointer; font-weight: 600 }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Sends a page with a banner that no money moves here. It runs no scripts. */
export function sendPage(
  reply: FastifyReply,
  page: { title: string; body: string; wide?: boolean; status?: number },
): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      // The address of a payment is its key.
      'referrer-policy': 'no-referrer',
    })
    .send(
      `<!doctype html><html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
        `<title>${escapeMarkup(page.title)} – Sandbox operatora</title><style>${STYLE}</style></head><body>` +
        `<div class="notice" role="note">Sandbox operatora – to nie są prawdziwe pieniądze</div>` +
        `<main${page.wide ? ' class="wide"' : ''}>${page.body}</main></body></html>`,
    );
}

/** `1234.50` → `1 234,50 zł`, as it is written in Poland. */
export function money(amount: string, currency: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped},${fraction}\u00a0${currency === 'PLN' ? 'zł' : currency}`;
}
