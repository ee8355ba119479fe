import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AutopayOperator,
  confirmation,
  newOrderId,
  readItn,
  type Itn,
  type StartOrder,
} from '../../src/payments/autopay';
import { isGenuine } from './autopay';
import { startSandbox, type Sandbox } from '../../sandbox/src/server';

/** What the shop heard, and whether it was signed rightly. */
export interface Heard extends Itn {
  genuine: boolean;
}

/** A sandbox, and a shop with the gateway's own code that receives its notifications. */
export interface Market {
  sandbox: Sandbox;
  operator: AutopayOperator;
  heard: Heard[];
  /** How the shop answers; by default as it should. */
  answer: (itn: Heard) => { status?: number; body: string };
  /** The JSON of `/sandbox/orders`. */
  state(): Promise<any>;
  stop(): Promise<void>;
}

export const AGREED = {
  serviceId: '100001',
  sharedKey: 'klucz-testowy',
  hash: 'sha256' as 'sha256' | 'sha512',
};

export async function openMarket(
  options: { hash?: 'sha256' | 'sha512'; now?: () => Date; tries?: number } = {},
): Promise<Market> {
  const agreed = { ...AGREED, ...(options.hash && { hash: options.hash }) };
  const heard: Heard[] = [];
  const shop = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const itn = readItn(new URLSearchParams(body).get('transactions')!);
      const one = { ...itn, genuine: isGenuine(itn, agreed.sharedKey, agreed.hash) };
      heard.push(one);
      const { status = 200, body: text } = market.answer(one);
      response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(text);
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const sandbox = await startSandbox(
    {
      ...agreed,
      startPath: '/payment',
      itnUrl: `${shopUrl}/itn`,
      returnUrl: `${shopUrl}/return`,
      port: 0,
      retryMs: [5],
      tries: options.tries ?? 10,
    },
    { now: options.now, log: () => undefined },
  );
  sandbox.switches.delayMs = 150;
  const market: Market = {
    sandbox,
    operator: new AutopayOperator({ url: sandbox.url, startPath: '/payment', ...agreed }),
    heard,
    answer: (itn) => ({ body: confirmation(agreed, itn.orderId, true) }),
    state: async () => (await fetch(`${sandbox.url}/sandbox/orders`)).json(),
    stop: async () => {
      await sandbox.stop();
      shop.closeAllConnections();
      await new Promise((resolve) => shop.close(resolve));
    },
  };
  return market;
}

export const orderFor = (more: Partial<StartOrder> = {}): StartOrder => ({
  orderId: newOrderId(),
  amountGrosze: 12345,
  description: 'Faktura FV/1/2026',
  customerEmail: 'klient@example.pl',
  customerIp: '127.0.0.1',
  customerNumber: 'K-1',
  invoiceNumber: 'FV/1/2026',
  validUntil: new Date(Date.now() + 900_000),
  language: 'PL',
  ...more,
});

/** Sends a form of the page, as a browser does, and gives the page it ends on. */
export async function submit(
  page: string,
  fields: Record<string, string>,
): Promise<{ status: number; html: string }> {
  const response = await fetch(page, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, html: await response.text() };
}

/** Waits for an asynchronous result. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (isSo()) return;
    await pause(10);
  }
  throw new Error(`never: ${what}`);
}
