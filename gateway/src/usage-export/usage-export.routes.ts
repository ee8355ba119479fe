import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { AccessService } from '../auth/access/access.service';
import type { SessionLookup } from '../auth/explorer-access';
import type { ActiveSession } from '../auth/session/session.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import type { Database } from '../database/database';
import { contentDisposition } from '../invoices/files/attachment-name';
import { guarded, say } from '../invoices/files/guard';
import { text } from '../texts/text';
import { ExportLimits } from './export-limits';
import { readExportQuery } from './export-query';
import { ExportReader } from './export-reader';
import { FORMATS } from './formats';

export type UsageExportParts = SessionLookup & {
  access: AccessService;
  database: Database;
  points: ConsumptionPointService;
  now: () => Date;
};

/** Exports still running this long after the node began to stop are cut off, because the process ends soon. */
const LEAVING_MS = 6_000;
/** A receiver that takes nothing for this long has gone. */
const STALLED_MS = 60_000;

/** Serves use as files, each behind the session: `/usage-export/FORMAT`. */
export function registerUsageExport(
  app: FastifyInstance,
  services: UsageExportParts,
  isLeaving: () => boolean,
): void {
  const exports = new UsageExport(services, isLeaving);
  app.get<{ Params: { format: string } }>(
    '/usage-export/:format',
    // It has limits of its own, and takes as long as it takes.
    { config: { patient: true, admission: 'ORDINARY' } },
    (request, reply) =>
      guarded(services, request, reply, (session) => exports.serve(session, request, reply)),
  );
}

class UsageExport {
  private readonly limits = new ExportLimits();
  private readonly reader: ExportReader;

  constructor(
    private readonly services: UsageExportParts,
    private readonly isLeaving: () => boolean,
  ) {
    this.reader = new ExportReader(services.database, services.points, services.now);
  }

  async serve(
    session: ActiveSession,
    request: FastifyRequest<{ Params: { format: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { language } = session;
    const query = readExportQuery(request.query);
    const format = FORMATS.get(request.params.format);
    if (!query || !format) return say(reply, 400, language, 'usageExport.badRequest');
    const resolution = format.resolution ?? query.resolution;
    const customerId = await this.customer(session, query.customerId);
    const parts = customerId === null ? null : await this.reader.parts(customerId, query);
    if (!parts) return say(reply, 404, language, 'usageExport.notFound');
    const rows = this.reader.count(parts, resolution);
    if (rows > format.mostRows)
      return say(reply, 400, language, 'usageExport.tooLarge', { count: String(format.mostRows) });
    const name = `${text(language, 'usageExport.name')}-${query.from}-${query.to}${format.ending}`;
    void reply
      .type(format.type)
      .header('content-disposition', contentDisposition('attachment', name))
      // Nobody knows the length before the end: this is one for a progress bar.
      .header('x-expected-length', String(Math.ceil(rows * format.rowBytes)));
    if (request.method === 'HEAD') return reply.send();
    const place = await this.limits.enter(session.id);
    if ('key' in place) {
      void reply.removeHeader('content-disposition').removeHeader('x-expected-length');
      void reply.header('retry-after', String(place.retryAfter));
      return say(reply, place.status, language, place.key);
    }
    const written = format.write({
      ...query,
      parts,
      reader: this.reader,
      resolution,
      language,
      now: this.services.now(),
    });
    // A month of a point is a chunk: one waits while another is sent.
    const stream = Readable.from(written, { highWaterMark: 1 }).once('close', () => place.leave());
    this.cutOff(stream, reply);
    return reply.send(stream);
  }

  /** Ends an export whose receiver stalls, and one that would outlive the node. */
  private cutOff(stream: Readable, reply: FastifyReply): void {
    reply.raw.setTimeout(STALLED_MS, () => stream.destroy(new Error('The receiver of an export stalls')));
    let leavingSince = 0;
    const watch = setInterval(() => {
      if (!this.isLeaving()) return;
      leavingSince ||= performance.now();
      if (performance.now() - leavingSince > LEAVING_MS) stream.destroy(new Error('The node is leaving'));
    }, 500).unref();
    stream.once('close', () => clearInterval(watch));
  }

  /** The customer whose points are meant, or null. */
  private async customer(session: ActiveSession, wanted = session.customerId): Promise<string | null> {
    if (wanted === session.customerId) return wanted;
    const theirs = await this.services.access.customerIds(session.userId);
    return theirs.includes(wanted) ? wanted : null;
  }
}
