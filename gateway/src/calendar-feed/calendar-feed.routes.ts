import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { SessionLookup } from '../auth/explorer-access';
import { networkOf } from '../auth/sign-in/attempts';
import { contentDisposition, fileName } from '../invoices/files/attachment-name';
import { guarded, say } from '../invoices/files/guard';
import type { InvoiceService } from '../invoices/invoice.service';
import { etagOf, matchesEtag } from '../runtime/etag';
import { Language } from '../texts/language';
import { text } from '../texts/text';
import type { CalendarFeedService } from './calendar-feed.service';
import { dueDatesCalendar, isDue } from './due-dates';

/** Calendar services fetch for many customers from one network, so its limit is far above that of a token. */
const NETWORK_LIMIT = { points: 600, duration: 60 };
const TOKEN_LIMIT = { points: 30, duration: 60 };
/** Programs show events of some years; a customer with more open documents sees the latest ones. */
const MOST_EVENTS = 500;
const TYPE = 'text/calendar; charset=utf-8';
const HEADERS = {
  'cache-control': 'private, no-cache',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

export type CalendarParts = SessionLookup & {
  calendarFeeds: CalendarFeedService;
  invoices: InvoiceService;
  now: () => Date;
};

/** Serves due dates: the subscribed calendar by its secret address, and one document's day behind the session. */
export function registerCalendars(app: FastifyInstance, parts: CalendarParts): void {
  const limits = [new RateLimiterMemory(NETWORK_LIMIT), new RateLimiterMemory(TOKEN_LIMIT)] as const;
  const options = { config: { admission: 'ORDINARY' } } as const;
  app.get<{ Params: { token: string } }>('/calendar/:token.ics', options, async (request, reply) => {
    void reply.headers(HEADERS);
    const { token } = request.params;
    const seconds = (await wait(limits[0], networkOf(request.ip))) || (await wait(limits[1], token));
    if (seconds > 0) return plainText(reply.header('retry-after', String(seconds)), 429, 'Too many requests');
    return serveFeed(parts, token, request, reply);
  });
  app.get<{ Params: { customerId: string; id: string } }>(
    '/files/invoices/:customerId/:id.ics',
    options,
    (request, reply) => serveDocument(parts, request.params, request, reply),
  );
}

async function serveFeed(
  { calendarFeeds, invoices, config, now }: CalendarParts,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const feed = await calendarFeeds.open(token);
  if (!feed) return plainText(reply, 404, 'Not found');
  const { language, customerId, customerNumber } = feed;
  const values = { retailer: config.retailer.name, customer: customerNumber };
  const body = dueDatesCalendar((await invoices.latestOpen(customerId, MOST_EVENTS)).filter(isDue), {
    language,
    publicUrl: config.publicUrl,
    name: text(language, 'calendar.name', values),
    now: now(),
  });
  const etag = etagOf(body);
  void reply.header('etag', etag);
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(TYPE).header('content-disposition', contentDisposition('inline', 'ebok.ics')).send(body);
}

function serveDocument(
  parts: CalendarParts,
  { customerId, id }: { customerId: string; id: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { invoices, config, now } = parts;
  return guarded(parts, request, reply, async ({ userId, language }) => {
    const [invoice] = (await invoices.accessible(userId, [id], customerId)).get(id) ?? [];
    if (!invoice || !isDue(invoice)) return say(reply, 404, language, 'calendar.nothing');
    const name = text(language, 'calendar.documentName', { number: invoice.number });
    const body = dueDatesCalendar([invoice], {
      language: Language[language],
      publicUrl: config.publicUrl,
      name,
      now: now(),
    });
    return reply
      .type(TYPE)
      .header('content-disposition', contentDisposition('attachment', `${fileName(invoice.number)}.ics`))
      .send(body);
  });
}

/** @returns seconds to wait; 0 when the request was counted */
async function wait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    return Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000) || 1;
  }
}

function plainText(reply: FastifyReply, status: number, said: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${said}\n`);
}
