// `npm start`: installs and builds what is missing, then serves everything on one port.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { ROOT, note, prepare, stop } from './prepare.mjs';

const port = Number(process.env.PORT || 4000);
const url = process.env.PUBLIC_URL || `http://localhost:${port}`;

if (!(await isFree(port)))
  stop(
    `Port ${port} is in use: stop what listens there, or start with another one, as in PORT=${port + 1} npm start.`,
  );
await prepare();

mkdirSync(path.join(ROOT, 'var'), { recursive: true });
const logFile = path.join(ROOT, 'var/ebok.log');
const log = openSync(logFile, 'a');
// Caches are bounded well below this; without a limit Node lets garbage pile up to gigabytes before it collects.
const gateway = spawn(process.execPath, ['--max-old-space-size=768', 'gateway/dist/main.js'], {
  cwd: ROOT,
  stdio: ['ignore', log, 'inherit'],
});
closeSync(log);
// Waiting for the process to end by itself: it lets requests under way finish.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => gateway.kill('SIGTERM'));
gateway.on('close', (code) => process.exit(code ?? 0));

await isReady();
note(`
  eBOK        ${url}
  mails       ${url}/outbox
  log         ${path.relative(process.cwd(), logFile)}

  Take a billing feed in:  npm run import -- FOLDER
  Stop with Ctrl+C.
`);

async function isReady() {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
}

/** What is no port at all is left to the gateway, which names every wrong setting. */
function isFree(wanted) {
  if (!Number.isInteger(wanted)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(wanted, '::', () => probe.close(() => resolve(true)));
  });
}
