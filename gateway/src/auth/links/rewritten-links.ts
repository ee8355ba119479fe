import type { FastifyInstance } from 'fastify';

/** `/aktywacja%23token=…`, also where `%` was rewritten once more. */
const REWRITTEN = /^\/(aktywacja|haslo)%(?:25)*23(token=[\w-]+)/i;

/**
 * Mail gateways that check links rewrite `#` as `%23`: such a link leads on to the address it was made for. The token has
 * been sent here then, which it otherwise never is; it stands in no log of ours.
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
