import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../../config';
import { metrics } from '../../runtime/metrics';
import { isManifest, MANIFEST } from '../read/folder';
import type { Summary } from './report';

const POLL_MS = 2000;
/** A manifest that is no JSON yet may still be on its way; after this long it is taken for what it is. */
const SETTLED_MS = 10_000;
/** After an interrupted import (database unavailable, another import running), the feed stays and is retried. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** A folder without a manifest is reported once after this time: its sender may wait for an import. */
const FORGOTTEN_MS = 10 * 60_000;

const DONE = 'done';
const REFUSED = 'refused';
const REPORT = '.report.ndjson';
const LONGEST_NAME = 228;

export interface DropFolderOptions {
  /** The program and arguments before `FOLDER --report FILE`. */
  command?: string[];
  /** The import's environment; this process's own by default. */
  env?: NodeJS.ProcessEnv;
  lookMs?: number;
  forgottenMs?: number;
}

interface Ended {
  code: number | null;
  stderr: string;
}

/**
 * Watches the drop directory. A folder is imported once it has a `manifest.json`, the oldest `asOf` first.
 * Then it moves to `done/NAME` or `refused/NAME`, with its report beside it.
 * Imports run in a separate process, because SQLite's driver would block requests meanwhile.
 */
export class DropFolder {
  private readonly command: string[];
  private timer?: NodeJS.Timeout;
  private looking: Promise<void> = Promise.resolve();
  private child?: ChildProcess;
  private stopped = false;
  private pauseMs = 0;
  /** Since when each entry has been ignored; Infinity once that was logged. */
  private waiting = new Map<string, number>();

  constructor(
    private readonly config: Pick<Config, 'feedDir'>,
    private readonly log: Pick<Logger, 'info' | 'warn' | 'error'>,
    private readonly options: DropFolderOptions = {},
  ) {
    this.command = options.command ?? [process.execPath, path.join(__dirname, '../../cli.js'), 'import'];
  }

  /** Looks now and then every few seconds. */
  start(): void {
    this.looking = this.look().catch((error: unknown) =>
      this.log.error({ err: error }, 'error: the drop directory cannot be read'),
    );
    void this.looking.then(() => {
      if (this.stopped) return;
      this.timer = setTimeout(() => this.start(), Math.max(this.pauseMs, this.options.lookMs ?? POLL_MS));
      this.timer.unref();
    });
  }

  /** Ends an import under way; its feed stays where it is and is taken from the start next time. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.child?.kill('SIGTERM');
    await this.looking;
  }

  /** Takes every folder that is ready. */
  async look(): Promise<void> {
    for (let name = await this.next(); name !== undefined; name = await this.next()) {
      if (this.stopped || !(await this.take(name))) return;
    }
  }

  /** @returns whether the folder is out of the way */
  private async take(name: string): Promise<boolean> {
    const { log } = this;
    const { feedDir } = this.config;
    // Not by the folder's name, which may leave no room for more.
    const report = path.join(feedDir, `.import-${process.pid}.report.ndjson`);
    const observe = metrics.feeds.startTimer();
    const { code, stderr } = await this.import(path.join(feedDir, name), report);
    if (this.stopped) return false;
    const isTaken = code === 0 || code === 3;
    // A report without its last line is of an import that broke off.
    if (!isTaken && !(await hasSummary(report))) {
      observe({ outcome: 'BROKEN_OFF' });
      this.pauseMs = Math.min(this.pauseMs * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
      log.error({ feed: name, said: stderr.slice(-500) }, 'feed import failed, will retry');
      await rm(report, { force: true });
      return false;
    }
    this.pauseMs = 0;
    observe({ outcome: code === 0 ? 'TAKEN' : code === 3 ? 'PARTLY' : 'REFUSED' });
    for (const [outcome, count] of Object.entries(await summaryOf(report)))
      metrics.feedRecords.inc({ outcome }, count);
    await this.move(name, isTaken ? DONE : REFUSED, report);
    if (code === 0) log.info({ feed: name }, 'feed imported');
    else log.warn({ feed: name }, code === 3 ? 'feed imported, some records rejected' : 'feed rejected');
    return true;
  }

  private async import(folder: string, report: string): Promise<Ended> {
    const [program, ...args] = this.command;
    const child = spawn(program!, [...args, folder, '--report', report], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: this.options.env,
    });
    this.child = child;
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)));
    return new Promise((resolve) => {
      child.on('error', (error) => resolve({ code: null, stderr: error.message }));
      child.on('close', (code) => resolve({ code, stderr }));
    });
  }

  private async move(name: string, to: string, report: string): Promise<void> {
    const folder = path.join(this.config.feedDir, to);
    await mkdir(folder, { recursive: true });
    const taken = new Set(await readdir(folder));
    // A name of a file has 255 bytes at most, and the report's is longer.
    const base = Buffer.byteLength(name) > LONGEST_NAME ? name.slice(0, LONGEST_NAME / 4) : name;
    let free = base;
    for (let n = 2; taken.has(free) || taken.has(`${free}${REPORT}`); n++) free = `${base}-${n}`;
    await rename(report, path.join(folder, `${free}${REPORT}`));
    await rename(path.join(this.config.feedDir, name), path.join(folder, free));
  }

  /** The ready folder that billing wrote first. */
  private async next(): Promise<string | undefined> {
    const { feedDir } = this.config;
    await mkdir(feedDir, { recursive: true });
    const ready: { name: string; asOf: number }[] = [];
    const waiting = new Map<string, string>();
    for (const entry of await readdir(feedDir, { withFileTypes: true })) {
      const { name } = entry;
      if (name.startsWith('.') || name === DONE || name === REFUSED) continue;
      const manifest = entry.isDirectory() ? await manifestOf(path.join(feedDir, name)) : undefined;
      const asOf = manifest === undefined ? null : await readyAsOf(manifest);
      if (asOf !== null) ready.push({ name, asOf });
      else waiting.set(name, entry.isDirectory() ? 'it waits for its manifest.json' : 'it is no folder');
    }
    this.sayForgotten(waiting);
    return ready.sort((a, b) => a.asOf - b.asOf || (a.name < b.name ? -1 : 1))[0]?.name;
  }

  /** @param waiting entries that are not imported yet, with the reason */
  private sayForgotten(waiting: ReadonlyMap<string, string>): void {
    const now = Date.now();
    const forgottenMs = this.options.forgottenMs ?? FORGOTTEN_MS;
    const since = new Map([...waiting.keys()].map((name) => [name, this.waiting.get(name) ?? now]));
    for (const [name, why] of waiting) {
      if (now - since.get(name)! < forgottenMs) continue;
      this.log.warn({ feed: name, why }, 'entry of the drop directory ignored');
      since.set(name, Infinity);
    }
    this.waiting = since;
  }
}

/** In any letter case, like every file of a feed. */
async function manifestOf(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const name = names.find((one) => one === MANIFEST) ?? names.find(isManifest);
  return name && path.join(folder, name);
}

/** When the feed was written, 0 where its manifest doesn't say; null while there is no whole manifest. */
async function readyAsOf(manifest: string): Promise<number | null> {
  const text = await readFile(manifest, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { asOf } = JSON.parse(text) as { asOf?: unknown };
    return typeof asOf === 'string' ? Date.parse(asOf) || 0 : 0;
  } catch {
    const stats = await stat(manifest).catch(() => null);
    return stats && Date.now() - stats.mtimeMs > SETTLED_MS ? 0 : null;
  }
}

async function hasSummary(report: string): Promise<boolean> {
  return (await lastLine(report)).startsWith('{"summary"');
}

/** How many records of a feed were taken, unchanged, refused, and how many warnings there are. */
async function summaryOf(report: string): Promise<Record<string, number>> {
  const line = await lastLine(report);
  if (!line.startsWith('{"summary"')) return {};
  const { taken, unchanged, refused, warnings } = (JSON.parse(line) as { summary: Summary }).summary;
  return { taken, unchanged, refused, warnings };
}

/** Only the end of the output is read: a report may exceed the maximum length of a string. */
async function lastLine(report: string): Promise<string> {
  const file = await open(report).catch(() => null);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, Math.max(0, size - 1024));
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').at(-1)!;
  } finally {
    await file.close();
  }
}
