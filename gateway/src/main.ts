import 'reflect-metadata';
import pino from 'pino';
import { readConfig } from './config';
import { Database } from './database/database';
import { DropFolder } from './feed/drop-folder';
import { MailDelivery } from './mail/delivery';
import { buildGraphqlSchema } from './schema';
import { buildServer } from './server';
import { createServices } from './services';

/** How long requests under way may take to finish after SIGTERM. */
const GRACE_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel });
  const database = await Database.open(config.databaseUrl);
  const services = createServices({ config, database, log });
  const workers = config.role === 'web' ? [] : [new MailDelivery(services), new DropFolder(config, log)];
  const app =
    config.role === 'worker'
      ? null
      : await buildServer({ config, services, schema: await buildGraphqlSchema(services), log });
  for (const worker of workers) worker.start();
  await app?.listen({ port: config.port, host: '::' });
  log.info({ url: config.publicUrl, role: config.role }, 'eBOK is up');

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await app?.close();
    await Promise.all(workers.map((worker) => worker.stop()));
    await database.close();
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
