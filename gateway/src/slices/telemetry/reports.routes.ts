// Reports of slices from visitors' browsers: load times, errors, and requests for a fallback.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { COOKIES, cookiesOf, setCookie } from '../../auth/session/cookies';
import { networkOf } from '../../auth/sign-in/attempts';
import { metrics } from '../../runtime/metrics';
import type { Version } from '../page/catalogue';
import { failedOf, failedText } from '../channels/fallback';
import { Name } from '../registry/manifest';
import type { SliceServices } from '../slice.services';

/** Maximum size of a report; browsers send less. */
const BODY_BYTES = 16_000;
const VERSIONS_AT_ONCE = 12;
/** Limits the fallbacks that one address can count within an hour. Each visitor still gets a fallback. */
const COUNTED = { points: 20, duration: 3600 };

const Which = z.object({ slice: Name, version: z.string().max(64) });
const Step = Which.extend({
  /** Steps: from the request of the module to bootstrap, to mount, and from the visit to the last skeleton. */
  step: z.enum(['load', 'mount', 'interactive']),
  ms: z.number().min(0).max(600_000),
});
const Fault = Which.extend({ fault: z.enum(['load', 'integrity', 'bootstrap', 'mount', 'render', 'slow']) });
const Reports = z.array(z.union([Step, Fault])).max(50);

/**
 * `POST /reports` adds up into `/metrics`; `POST /reports/fallback` gives this browser another version of a slice with
 * its next page and answers which, or null.
 */
export function registerReports(app: FastifyInstance, slices: SliceServices): void {
  const counted = new RateLimiterMemory(COUNTED);
  const options = { bodyLimit: BODY_BYTES, onRequest: refuseOtherSites };
  app.post('/reports', options, async ({ body }, reply) => {
    const reports = Reports.safeParse(body);
    if (!reports.success) return reply.code(400).send();
    const known = await versionsOf(slices, reports.data);
    // Counts published versions only, so that invented names cannot add rows to the metrics.
    for (const report of reports.data) if (known.has(`${report.slice}@${report.version}`)) count(report);
    return reply.code(204).send();
  });
  app.post('/reports/fallback', options, async (request, reply) => {
    const which = Which.safeParse(request.body);
    if (!which.success) return reply.code(400).send();
    const isCounted = () =>
      counted.consume(networkOf(request.ip)).then(
        () => true,
        () => false,
      );
    return fallBack({ ...slices, isCounted }, which.data, request, reply);
  });
}

function count(report: z.infer<typeof Reports>[number]): void {
  const { slice, version } = report;
  if ('fault' in report) metrics.sliceFaults.inc({ slice, version, fault: report.fault });
  else metrics.sliceSteps.observe({ slice, version, step: report.step }, report.ms / 1000);
}

async function fallBack(
  { catalogue, fallback, options, log, isCounted }: SliceServices & { isCounted: () => Promise<boolean> },
  { slice, version }: z.infer<typeof Which>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const failed = failedOf(cookiesOf(request)[COOKIES.instead.name]);
  const isRepeated = failed.has(`${slice}@${version}`);
  failed.add(`${slice}@${version}`);
  const to = (await catalogue.get(slice, version)) && (await fallback.of(slice, version, failed));
  void reply.header('cache-control', 'no-store');
  if (!to) return reply.send({ to: null });
  if (!isRepeated && (await isCounted())) {
    metrics.sliceFallbacks.inc({ slice, version, to });
    log.warn({ slice, version, to }, 'slice errors: a visitor falls back to another version');
  }
  setCookie(reply, 'instead', failedText(failed), options);
  return reply.send({ to });
}

async function versionsOf(
  { catalogue }: SliceServices,
  reports: z.infer<typeof Which>[],
): Promise<Map<string, Version>> {
  const wanted = new Map(reports.map((report) => [`${report.slice}@${report.version}`, report]));
  const found = new Map<string, Version>();
  for (const [key, { slice, version }] of [...wanted].slice(0, VERSIONS_AT_ONCE)) {
    const one = await catalogue.get(slice, version);
    if (one) found.set(key, one);
  }
  return found;
}

/** Only our own pages tell of slices; browsers say which page asks. */
async function refuseOtherSites(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') await reply.code(403).send();
}
