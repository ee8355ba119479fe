import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../src/config';

const GATEWAY = path.join(ROOT, 'gateway');

describe('the sandbox process', () => {
  const running: ChildProcess[] = [];
  beforeAll(() => {
    if (
      !existsSync(path.join(GATEWAY, 'dist/main.js')) ||
      !existsSync(path.join(GATEWAY, 'sandbox/dist/main.js'))
    )
      execFileSync('npm', ['run', 'build'], { cwd: GATEWAY });
  });
  afterEach(() => {
    for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  });

  function start(env: Record<string, string> = {}, ...args: string[]) {
    const child = spawn(process.execPath, ['sandbox/dist/main.js', ...args], {
      cwd: GATEWAY,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    running.push(child);
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    return {
      child,
      address: new Promise<string>((resolve) =>
        child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
      ),
      ended: new Promise<{ code: number | null; said: string }>((resolve) =>
        child.once('close', (code) => resolve({ code, said })),
      ),
    };
  }

  it('says its address, takes another port when its own is in use, and ends with whoever started it', async () => {
    const first = start({ SANDBOX_PORT: '0' }, '--with-starter');
    const address = await first.address;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/sandbox`)).status).toBe(200);
    const second = start({ SANDBOX_PORT: new URL(address).port }, '--with-starter');
    expect(await second.address).not.toBe(address);
    for (const { child, ended } of [first, second]) {
      child.stdin.end();
      expect((await ended).code).toBe(0);
    }
  });

  it('does not run in production', async () => {
    const { code, said } = await start({ NODE_ENV: 'production' }).ended;
    expect([code, said.trim()]).toEqual([1, 'The sandbox is no operator: never in production.']);
  });
});

describe('what goes into production', () => {
  const dist = path.join(GATEWAY, 'dist');

  it('reaches nothing of the sandbox from any of its programs', () => {
    for (const program of ['main.js', 'cli.js']) {
      const reached = reachedFrom(path.join(dist, program));
      expect(reached.size).toBeGreaterThan(50);
      expect([...reached].filter((file) => file.includes('sandbox'))).toEqual([]);
    }
  });

  it('holds no file of it', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    );
    expect(files.length).toBeGreaterThan(100);
    const ofSandbox = files.filter((name) =>
      readFileSync(path.join(dist, name), 'utf8').includes('Sandbox operatora'),
    );
    expect(ofSandbox).toEqual([]);
  });
});

/** Every file of ours that a program loads, now or later. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, name] of code.matchAll(/(?:require|import)\(["'](\.[^"']+)["']\)/g)) {
    const target = path.resolve(path.dirname(file), name!);
    const found = [target, `${target}.js`, path.join(target, 'index.js')].find(
      (one) => existsSync(one) && one.endsWith('.js'),
    );
    if (found) reachedFrom(found, reached);
  }
  return reached;
}
