import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import { mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { AttachmentHousekeeping } from './attachments/attachment-housekeeping';
import { WaitingScans } from './attachments/waiting-scans';
import { Housekeeping } from './auth/housekeeping';
import { readConfig, type Config } from './config';
import { openDatabase } from './app/open-database';
import { takeProcessLock } from './database/process-lock';
import { openDemoWorld } from './app/demo/open-demo-world';
import { explainStartupError } from './app/startup-errors';
import { DropFolder } from './feed/import/drop-folder';
import { DocumentsReread } from './feed/import/reread';
import { DailyReminders } from './notifications/daily-reminders';
import { openLog } from './runtime/log';
import { MailDelivery } from './mail/delivery';
import { buildMetricsServer } from './runtime/metrics';
import { PaymentWorker } from './payments/settling/worker';
import { buildGraphqlSchema } from './app/schema';
import { buildServer } from './app/server';
import { createServices } from './app/services';
import { DraftCleanup } from './tickets/draft-cleanup';
import { SmsDelivery } from './sms/sms-delivery';
import { SliceExpiry } from './slices/registry/expiry';

/** How long requests under way may take to finish once the listener is closed. */
const GRACE_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = openLog(config.logLevel);
  const file = config.databaseUrl.startsWith('sqlite:') && config.databaseUrl.slice('sqlite:'.length);
  if (file && !takePortalLock(file))
    throw new Error(
      `Another eBOK is running on ${file}: stop it first, or give this one a DATABASE_URL of its own.`,
    );
  const database = await openDatabase(config.databaseUrl);
  const services = createServices({ config, database, log });
  if (config.demo && config.role !== 'web')
    await openDemoWorld(services, (text) => void process.stderr.write(text));
  const workers =
    config.role === 'web'
      ? []
      : [
          new MailDelivery(services),
          ...(config.smsUrl ? [new SmsDelivery(services)] : []),
          new DropFolder(config, log),
          new Housekeeping(services),
          new AttachmentHousekeeping(services),
          new WaitingScans(services),
          new PaymentWorker(services),
          new DailyReminders(services),
          new SliceExpiry(services),
          new DraftCleanup(services),
          new DocumentsReread(services),
        ];
  const app =
    config.role === 'worker'
      ? null
      : await buildServer({ config, services, schema: await buildGraphqlSchema(services), log });
  for (const worker of workers) worker.start();
  services.slices.uses.start();
  services.paymentLimits.start();
  await services.slices.tokens.keepDevelopmentToken(path.join(config.filesDir, 'team-token'));
  if (app) await listen(app, config.port, config);
  const metrics = config.metricsPort === null ? null : buildMetricsServer();
  if (metrics) await listen(metrics, config.metricsPort!, config);
  log.info({ url: config.publicUrl, role: config.role }, 'eBOK is up');

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    const delayMs = config.shutdownDelay * 1000;
    log.info({ signal, delayMs }, 'stopping');
    setTimeout(() => process.exit(1), delayMs + GRACE_MS).unref();
    // Workers end immediately: other nodes continue their work.
    await Promise.all([app?.stopServing(delayMs), ...workers.map((worker) => worker.stop())]);
    await app?.close();
    await metrics?.close();
    await services.slices.uses.stop();
    await services.paymentLimits.stop();
    await database.close();
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

/** SQLite has one writer, and the portal is it; the import knows how to wait for it. */
function takePortalLock(file: string): boolean {
  mkdirSync(path.dirname(file), { recursive: true });
  return takeProcessLock(`${file}.portal-lock`) !== null;
}

/** In production on every address of the machine; where it has no IPv6, on those of IPv4. While developing on this machine alone: mails are open then. */
async function listen(app: FastifyInstance, port: number, { production }: Config): Promise<void> {
  if (!production) return listenHere(app, port);
  try {
    await app.listen({ port, host: '::' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAFNOSUPPORT') throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
}

/** One server on both addresses, so that it ends as one. */
async function listenHere(app: FastifyInstance, port: number): Promise<void> {
  await app.listen({ port, host: '127.0.0.1' });
  const { port: taken } = app.server.address() as net.AddressInfo;
  const besides = net.createServer((socket) => void app.server.emit('connection', socket));
  // Machines without IPv6 do without it.
  besides.on('error', () => undefined);
  besides.listen(taken, '::1').unref();
  app.server.once('close', () => besides.close());
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStartupError(error)}\n`);
  process.exit(1);
});
