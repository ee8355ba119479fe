import type { FastifyInstance } from 'fastify';

/** `/aktywacja%23token=…`, also where `%` was rewritten once more. */
const REWRITTEN = /^\/(aktywacja|haslo|anuluj-zmiane)%(?:25)*23(token=[\w-]+)/i;

/**
 * Some mail gateways rewrite `#` as `%23`. Such an address redirects to the intended one.
 * Only then does the token reach the server, and no log contains it.
 */
export function registerRewrittenLinks(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, next) => {
    const [, page, token] = REWRITTEN.exec(request.url) ?? [];
    if (!page) return next();
    void reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`/${page.toLowerCase()}#${token!}`, 303);
  });
}
