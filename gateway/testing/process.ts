import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const GATEWAY = path.join(__dirname, '..');

/** A gateway that was started as its own process. */
export interface GatewayProcess {
  child: ChildProcess;
  /** The exit code and all of standard error, once the process has ended. */
  ended: Promise<{ code: number | null; said: string }>;
}

/** Starts built gateways on an empty SQLite database in a folder of their own: what only a process can show. */
export class GatewayProcesses {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'ebok-process-'));
  private readonly running: ChildProcess[] = [];

  constructor() {
    if (!existsSync(path.join(GATEWAY, 'dist/main.js')))
      execFileSync('npm', ['run', 'build'], { cwd: GATEWAY });
  }

  start(env: Record<string, string>): GatewayProcess {
    const { folder } = this;
    const child = spawn(process.execPath, ['dist/main.js'], {
      cwd: GATEWAY,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: `sqlite:${folder}/a.sqlite`,
        MAIL_URL: `file:${folder}/outbox`,
        SMS_URL: `file:${folder}/outbox`,
        FEED_DIR: `${folder}/feed`,
        DEMO: '0',
        ...env,
      },
    });
    this.running.push(child);
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.resume();
    return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, said }))) };
  }

  /** Kills what still runs and takes the folder away. */
  async stop(): Promise<void> {
    for (const child of this.running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
    await pause(50);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until a gateway answers at this port, and that it can serve. */
export async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const [live, answer] = await Promise.all([
      fetch(`http://127.0.0.1:${port}/livez`).catch(() => null),
      fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null),
    ]);
    if (live?.ok && answer?.ok) return;
    await pause(100);
  }
  throw new Error('not ready');
}
