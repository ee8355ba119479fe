import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { buildStamp, distFolders, readPackage } from './built-in';
import { BUILT_IN, type ChannelService } from './channel.service';
import { digestOf, type SlicePackage } from './manifest';
import { Refusal } from './refusal';
import type { RegistryService } from './registry.service';

export interface BuiltInOptions {
  /** The folder in which the front ends (`mf-*`) stand. */
  root: string;
  production: boolean;
}

interface Parts extends BuiltInOptions {
  registry: RegistryService;
  channels: ChannelService;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** Publishes what stands built beside the gateway, and shows it wherever no team has moved the slice itself. */
export class BuiltInService {
  /** The versions of this gateway's own builds, by slice. */
  readonly current = new Map<string, string>();
  private stamp = '';
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** Looks whether something was built anew since; whoever asks meanwhile waits for the same look. */
  refresh(): Promise<void> {
    this.running = this.running.catch(() => undefined).then(() => this.publishChanged());
    return this.running;
  }

  /** The version of a gateway's own build, there once more where it has expired because nobody used it; undefined without one. */
  async give(slice: string): Promise<string | undefined> {
    this.running = this.running
      .catch(() => undefined)
      .then(async () => {
        const { root, registry } = this.parts;
        if (!this.current.has(slice)) return;
        const built = await this.tryRead(join(root, `mf-${slice}`, 'dist'));
        if (!built) return;
        const version = versionOf(built);
        await registry.publish(built, BUILT_IN, version);
        this.current.set(slice, version);
      });
    await this.running;
    return this.current.get(slice);
  }

  private async publishChanged(): Promise<void> {
    const folders = await distFolders(this.parts.root);
    const stamp = await buildStamp(folders);
    if (stamp === this.stamp) return;
    const seen = new Set<string>();
    for (const folder of folders) {
      const built = await this.tryRead(folder);
      if (!built) continue;
      const slice = built.manifest.name;
      if (seen.has(slice)) this.parts.log.warn({ slice }, 'two builds of one slice');
      else await this.publish(built);
      seen.add(slice);
    }
    if (seen.has('shell')) await this.endMissing();
    // Only now: a look that failed half way is taken again.
    this.stamp = stamp;
  }

  private async publish(built: SlicePackage): Promise<void> {
    const { registry, channels, log } = this.parts;
    const slice = built.manifest.name;
    const version = versionOf(built);
    try {
      const { restored } = await registry.publish(built, BUILT_IN, version);
      if (restored > 0)
        log.warn({ slice, version, files: restored }, 'written anew: the store had lost them');
      this.current.set(slice, version);
      if (!(await channels.followsBuild(slice)))
        return log.info({ slice, version }, 'published, not shown: its team has moved the slice itself');
      const to = {
        slice,
        channel: 'stable',
        version,
        percentage: 100,
        kind: 'BUILT_IN',
        by: BUILT_IN,
      } as const;
      const { isMoved } = await channels.move(to);
      if (isMoved) log.info({ slice, version }, 'shows what was built here');
    } catch (error) {
      // Another node, or a team, moved it at this moment: theirs stands.
      if (!(error instanceof Refusal)) throw error;
      log.warn({ slice, version, reason: error.message }, 'not published');
    }
  }

  /** A slice whose folder is gone is not built here any more; what a team published itself stays. */
  private async endMissing(): Promise<void> {
    const { channels, root, log } = this.parts;
    for (const { slice, channel } of await channels.pointers()) {
      if (channel !== 'stable' || slice === 'shell' || existsSync(join(root, `mf-${slice}`))) continue;
      if (!(await channels.followsBuild(slice))) continue;
      await channels.move({ slice, channel, version: null, percentage: 0, kind: 'BUILT_IN', by: BUILT_IN });
      log.info({ slice }, 'taken out of the page: its folder is gone');
    }
  }

  private async tryRead(folder: string): Promise<SlicePackage | undefined> {
    try {
      return await readPackage(folder, !this.parts.production);
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      this.parts.log.warn({ folder, reason }, 'not in the page: its build cannot be read');
      return undefined;
    }
  }
}

/** A build has no number of its own between two raises of its version, so its contents are part of it. */
function versionOf(built: SlicePackage): string {
  return `${built.manifest.version}+${digestOf(built).slice(0, 12)}`;
}
