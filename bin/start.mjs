// `npm start`: installs and builds what is missing, then serves everything on one port.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { NODE_ARGS } from './node-args.mjs';
import { ROOT, note, prepare, stop } from './prepare.mjs';

const port = Number(process.env.PORT || 4000);
const url = process.env.PUBLIC_URL || `http://localhost:${port}`;
const isProduction = process.env.NODE_ENV === 'production';

if (!(await isFree(port)))
  stop(
    `Port ${port} is in use: stop what listens there, or start with another one, as in PORT=${port + 1} npm start.`,
  );
await prepare();

mkdirSync(path.join(ROOT, 'var'), { recursive: true });
const logFile = path.join(ROOT, 'var/ebok.log');
const log = openSync(logFile, 'a');
const sandbox = process.env.AUTOPAY_URL || isProduction ? null : await startSandbox();
const gateway = spawn(process.execPath, [...NODE_ARGS, 'gateway/dist/main.js'], {
  cwd: ROOT,
  env: { ...process.env, ...(sandbox && { AUTOPAY_URL: sandbox.url }) },
  stdio: ['ignore', log, 'inherit'],
});
closeSync(log);
// Waits for the process to exit by itself, because it completes the requests in progress.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill('SIGTERM'));
gateway.on('close', (code) => {
  sandbox?.stop();
  process.exit(code ?? 0);
});

await isReady();
note(`
  eBOK        ${url}
  playground  ${url}/playground${isProduction ? '' : `\n  mails       ${url}/outbox`}${sandbox ? `\n  operator    ${sandbox.url}/sandbox   (a sandbox: no money moves)` : ''}
  log         ${path.relative(process.cwd(), logFile)}

  Import a billing feed:  npm run import -- FOLDER
  Stop with Ctrl+C.
`);

/**
 * The sandbox payment operator in its own process. Null, with an entry in the log, when it cannot start: everything
 * except payments works.
 */
function startSandbox() {
  const child = spawn(process.execPath, ['gateway/sandbox/dist/main.js', '--with-starter'], {
    cwd: ROOT,
    env: {
      SANDBOX_PORT: String(port + 10),
      // The shop runs on this machine, whatever address customers use.
      SANDBOX_ITN_URL: `http://127.0.0.1:${port}/payments/autopay/itn`,
      SANDBOX_RETURN_URL: `${url.replace(/\/$/, '')}/payments/autopay/return`,
      ...process.env,
    },
    stdio: ['pipe', 'pipe', log],
  });
  const stop = () => child.kill('SIGTERM');
  return new Promise((resolve) => {
    child.stdout.once('data', (line) => resolve({ url: String(line).trim(), stop }));
    child.once('close', () => resolve(null));
  });
}

async function isReady() {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
}

/** The gateway reports an invalid port, together with every other wrong setting. */
function isFree(wanted) {
  if (!Number.isInteger(wanted)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(wanted, '::', () => probe.close(() => resolve(true)));
  });
}
