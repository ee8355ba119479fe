import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { buildStamp, distFolders, readPackage } from './read-built-in';
import type { Catalogue } from '../page/catalogue';
import { BUILT_IN, type ChannelService } from '../channels/channel.service';
import { newConflicts, type Candidate, type Live, type Conflict } from '../registry/compatibility';
import { digestOf, type SlicePackage } from '../registry/manifest';
import { ReleaseError } from '../registry/release-error';
import type { RegistryService } from '../registry/registry.service';

export interface BuiltInOptions {
  /** The folder with the front ends (`mf-*`). */
  root: string;
  production: boolean;
}

interface Parts extends BuiltInOptions {
  registry: RegistryService;
  channels: ChannelService;
  catalogue: Catalogue;
  log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Publishes the front ends that were built with the gateway. A slice shows its built-in version until its
 * team moves it.
 */
export class BuiltInService {
  /** The versions of this gateway's own builds, by slice. */
  readonly current = new Map<string, string>();
  private stamp = '';
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** Checks whether a front end was rebuilt. Concurrent calls share one check. */
  refresh(): Promise<void> {
    this.running = this.running.catch(() => undefined).then(() => this.publishChanged());
    return this.running;
  }

  /**
   * Publishes the gateway's own build of a slice again where that version expired.
   * @returns undefined when the gateway has no build of this slice
   */
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
    const builds = new Map<string, Candidate>();
    for (const folder of folders) {
      const built = await this.tryRead(folder);
      if (!built) continue;
      const slice = built.manifest.name;
      if (builds.has(slice)) this.parts.log.warn({ slice }, 'rejected: two builds of one slice');
      else builds.set(slice, { ...built, slice, version: versionOf(built) });
      if (builds.get(slice)?.manifest === built.manifest) await this.publish(built);
    }
    for (const { slice, version } of await this.fitting([...builds.values()]))
      await this.show(slice, version);
    if (builds.has('shell')) await this.endMissing();
    // Only now: a look that failed half way is taken again.
    this.stamp = stamp;
  }

  private async publish(built: SlicePackage): Promise<void> {
    const slice = built.manifest.name;
    const version = versionOf(built);
    await this.unlessRefused(slice, version, async () => {
      const { restored } = await this.parts.registry.publish(built, BUILT_IN, version);
      if (restored > 0)
        this.parts.log.warn(
          { slice, version, files: restored },
          'integrity: files missing from the store were restored',
        );
      this.current.set(slice, version);
    });
  }

  private async show(slice: string, version: string): Promise<void> {
    const to = {
      slice,
      channel: 'stable',
      version,
      percentage: 100,
      kind: 'BUILT_IN',
      by: BUILT_IN,
    } as const;
    await this.unlessRefused(slice, version, async () => {
      const { isMoved } = await this.parts.channels.move(to);
      if (isMoved) this.parts.log.info({ slice, version }, 'the slice shows the built-in version');
    });
  }

  private async unlessRefused(slice: string, version: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // Another node or a team moved it concurrently; their move wins.
      if (!(error instanceof ReleaseError)) throw error;
      this.parts.log.warn(
        { slice, version, reason: error.message },
        'built-in version rejected: not published',
      );
    }
  }

  /**
   * Selects the builds that may be shown: their teams have not moved the slice, and they fit what teams show.
   * Where a team's slice rejects the built-in shell, the previous shell stays. Slices that need the new shell
   * then stay as well.
   */
  private async fitting(builds: Candidate[]): Promise<Candidate[]> {
    const { channels, catalogue, log } = this.parts;
    let shown: Candidate[] = [];
    for (const one of builds) {
      const { slice, version } = one;
      if (this.current.get(slice) !== version) continue;
      if (await channels.followsBuild(slice)) shown.push(one);
      else log.info({ slice, version }, 'built-in version published but not shown: its team moved the slice');
    }
    const live: Live[] = [];
    for (const { slice, channel, version } of await channels.pointers()) {
      const found = await catalogue.get(slice, version);
      if (found) live.push({ channel, version: found });
    }
    const unfit = () => newConflicts(live, replaced(live, shown));
    const isBuilt = ({ slice }: Conflict) => shown.includes(slice);
    const leaveOut = (left: Candidate, why: Conflict[]) => {
      const reason = why.map(({ sentence }) => sentence).join('; ');
      log.warn(
        { slice: left.slice, version: left.version, reason },
        'built-in version rejected: incompatible with what is shown',
      );
      shown = shown.filter((one) => one !== left);
    };
    const shell = shown.find(({ slice }) => slice === 'shell');
    const teams = unfit().filter((one) => !isBuilt(one));
    if (shell && teams.length > 0) leaveOut(shell, teams);
    for (const one of unfit().filter(isBuilt)) leaveOut(one.slice, [one]);
    return shown;
  }

  /** Removes slices whose folder is gone. Versions that a team published stay. */
  private async endMissing(): Promise<void> {
    const { channels, root, log } = this.parts;
    for (const { slice, channel } of await channels.pointers()) {
      if (channel !== 'stable' || slice === 'shell' || existsSync(join(root, `mf-${slice}`))) continue;
      if (!(await channels.followsBuild(slice))) continue;
      await channels.move({ slice, channel, version: null, percentage: 0, kind: 'BUILT_IN', by: BUILT_IN });
      log.info({ slice }, 'slice removed from the page: its folder is gone');
    }
  }

  private async tryRead(folder: string): Promise<SlicePackage | undefined> {
    try {
      return await readPackage(folder, !this.parts.production);
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
      this.parts.log.warn({ folder, reason }, 'error: slice left out of the page, its build cannot be read');
      return undefined;
    }
  }
}

/** The pointers as they would be with these versions on stable. */
function replaced(live: Live[], next: Candidate[]): Live[] {
  const kept = live.filter(
    ({ channel, version }) => channel !== 'stable' || !next.some(({ slice }) => slice === version.slice),
  );
  return [...kept, ...next.map((version) => ({ channel: 'stable', version }))];
}

/** Builds between two version numbers differ by content only, so the version contains a hash of it. */
function versionOf(built: SlicePackage): string {
  return `${built.manifest.version}+${digestOf(built).slice(0, 12)}`;
}
