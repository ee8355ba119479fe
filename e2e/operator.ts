// The sandbox operator as its own process, as `npm start` runs it.
import { spawn } from 'node:child_process';
import path from 'node:path';

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
  /** From now on it behaves so. */
  behave(mode: Mode): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it for the portal at this address, on a free port. */
export async function startOperator(portalUrl: string): Promise<Operator> {
  const sandbox = spawn(process.execPath, ['gateway/sandbox/dist/main.js', '--with-starter'], {
    cwd: path.resolve(__dirname, '..'),
    env: { ...process.env, PUBLIC_URL: portalUrl, SANDBOX_PORT: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    sandbox.stdout.once('data', (line) => resolve(String(line).trim()));
    sandbox.once('close', (code) => reject(new Error(`The sandbox ended with ${code}`)));
  });
  return {
    url,
    async behave(mode) {
      const answer = await fetch(`${url}/sandbox/switches`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mode }),
      });
      if (!answer.ok) throw new Error(`The sandbox does not know ${mode}`);
    },
    stop: () =>
      new Promise((resolve) => {
        sandbox.once('close', () => resolve());
        sandbox.kill('SIGTERM');
      }),
  };
}
