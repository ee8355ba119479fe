import type { FastifyInstance } from 'fastify';
import type { Config } from '../config';

/** RFC 9116 recommends less than a year. Computed with each answer, so that the file is never out of date. */
const VALID_DAYS = 180;
const DAY_MS = 24 * 3_600_000;
const PATH = '/.well-known/security.txt';

/** Serves whom to tell of a security hole: the retailer's own contact for it, else its support. */
export function registerSecurityTxt(
  app: FastifyInstance,
  { config, now }: { config: Config; now: () => Date },
): void {
  app.get(PATH, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(securityTxt(config, now())),
  );
}

/** Built on whole days, so that all nodes answer the same. */
function securityTxt({ retailer, publicUrl }: Config, now: Date): string {
  const expires = new Date((Math.floor(now.getTime() / DAY_MS) + VALID_DAYS) * DAY_MS);
  const support = retailer.support.map(({ email }) => `mailto:${email}`);
  const contacts = retailer.securityContact ? [retailer.securityContact] : [...new Set(support)];
  return [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: pl, en, uk',
    // The RFC wants an https address.
    ...(publicUrl.startsWith('https:') ? [`Canonical: ${publicUrl}${PATH}`] : []),
    '',
  ].join('\n');
}
