// The sandbox operator in its own process, as `npm start` runs it, but behind TLS, which production requires of an
// operator.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from './port';
import { startProxy } from './tls';

/** Ways for the operator to misbehave. */
export type Mode =
  | 'NORMAL'
  | 'PENDING_THEN_SUCCESS'
  | 'NOTHING'
  | 'TWICE'
  | 'PAID_TWICE'
  | 'OUT_OF_ORDER'
  | 'WRONG_AMOUNT'
  | 'WRONG_HASH'
  | 'SLOW'
  | 'DOWN';

export interface Operator {
  url: string;
  /** Sets the operator's behaviour from now on. */
  behave(mode: Mode): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the operator.
 * @param shop the origin to which customers return
 * @param notified the origin that receives its notifications
 */
export async function startOperator({
  shop,
  notified,
}: {
  shop: string;
  notified: string;
}): Promise<Operator> {
  const proxy = await startProxy();
  const port = await freePort();
  proxy.leadTo(port);
  const sandbox = spawn(process.execPath, ['gateway/sandbox/dist/main.js', '--with-starter'], {
    cwd: path.resolve(__dirname, '..'),
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_URL: proxy.url,
      SANDBOX_ITN_URL: `${notified}/payments/autopay/itn`,
      SANDBOX_RETURN_URL: `${shop}/payments/autopay/return`,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    sandbox.stdout.once('data', resolve);
    sandbox.once('close', (code) => reject(new Error(`The sandbox ended with ${code}`)));
  });
  return {
    url: proxy.url,
    async behave(mode) {
      const answer = await fetch(`http://127.0.0.1:${port}/sandbox/switches`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      });
      if (!answer.ok) throw new Error(`The sandbox does not know ${mode}`);
    },
    stop: async () => {
      const ended = new Promise((resolve) => sandbox.once('close', resolve));
      sandbox.kill('SIGTERM');
      await ended;
      await proxy.stop();
    },
  };
}
