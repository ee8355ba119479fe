import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { registerControl, type Counts } from './control.page';
import { WrongMessage } from './message';
import { Notifications } from './notifications';
import { Orders } from './orders';
import { registerPaymentPage } from './payment.page';
import { Payments } from './payments';
import type { Settings } from './settings';
import { registerStart } from './start';
import { Switches } from './switches';
import { registerWebApi } from './web-api';
import { element, xmlFile } from './xml';

const HOST = '127.0.0.1';

/** A running sandbox. */
export interface Sandbox {
  app: FastifyInstance;
  /** What the gateway takes for AUTOPAY_URL. */
  url: string;
  switches: Switches;
  stop(): Promise<void>;
}

/** The clock, and the log of the shop's errors; tests pass their own. */
interface Surroundings {
  now?: () => Date;
  log?: (line: string) => void;
}

/** Starts the operator on loopback, on the port asked for or, when that one can't be had, on any. */
export async function startSandbox(
  settings: Settings,
  {
    now = () => new Date(),
    log = (line) => void process.stderr.write(`sandbox: ${line}\n`),
  }: Surroundings = {},
): Promise<Sandbox> {
  const orders = new Orders(now);
  const switches = new Switches();
  const notifications = new Notifications(settings, orders);
  const payments = new Payments(orders, notifications, switches);
  const counts: Counts = { wrongHashes: 0, wrongMessages: 0 };
  const app = Fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  const origin = () => settings.url ?? `http://${HOST}:${(app.server.address() as AddressInfo).port}`;
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body as string)),
  );
  behave(app, switches, orders);
  complain(app, counts, log);
  app.get('/', (_request, reply) => reply.redirect('/sandbox', 303));
  registerStart(app, { settings, orders, payments, origin });
  registerPaymentPage(app, { settings, orders, payments });
  registerWebApi(app, { settings, orders, payments });
  registerControl(app, { orders, payments, notifications, switches, counts });
  await listen(app, settings.port);
  const stop = async () => {
    payments.stop();
    await app.close();
  };
  return { app, url: origin(), switches, stop };
}

/** Slow and down, before anything is done; the controls always answer. */
function behave(app: FastifyInstance, switches: Switches, orders: Orders): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.url.startsWith('/sandbox')) return;
    const { remoteId } = request.params as { remoteId?: string };
    const named = request.body instanceof URLSearchParams ? request.body.get('OrderID') : null;
    const mode = switches.modeOf(named ?? orders.findEither(undefined, remoteId)?.orderId);
    if (mode === 'SLOW') await pause(switches.delayMs);
    if (mode !== 'DOWN') return;
    reply.hijack();
    request.raw.socket.destroy();
  });
}

/** Errors as the operator writes them; the shop's faults are counted. */
function complain(app: FastifyInstance, counts: Counts, log: (line: string) => void): void {
  app.setErrorHandler<FastifyError | WrongMessage>((error, request, reply) => {
    const wrong = error instanceof WrongMessage ? error : null;
    const status = wrong?.status ?? (error as FastifyError).statusCode ?? 500;
    const parts = [
      element('statusCode', String(status)),
      element('name', wrong?.code ?? 'ERROR'),
      element('description', error.message),
    ];
    const what = status < 500 ? error.message : (error.stack ?? error.message);
    log(`${request.method} ${request.routeOptions.url ?? ''}: ${what}`);
    count(wrong);
    return reply
      .code(status)
      .type('text/xml; charset=utf-8')
      .send(xmlFile(element('error', parts)));
  });

  function count(wrong: WrongMessage | null): void {
    if (wrong?.code === 'WRONG_HASH') counts.wrongHashes++;
    // To ask for an order that isn't there is no fault.
    else if (wrong && wrong.status !== 404) counts.wrongMessages++;
  }
}

async function listen(app: FastifyInstance, port: number): Promise<void> {
  try {
    await app.listen({ port, host: HOST });
  } catch {
    await app.listen({ port: 0, host: HOST });
  }
}
