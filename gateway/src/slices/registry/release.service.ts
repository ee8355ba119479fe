import type { GraphQLSchema } from 'graphql';
import { instant } from '../../database/columns';
import type { Version } from '../page/catalogue';
import {
  movedMeanwhile,
  type Channel,
  type PointerCheck,
  type Move,
  type Moved,
  type Pointer,
} from '../channels/channel.service';
import {
  newConflicts,
  rejectNewConflicts,
  rejectOtherShell,
  rejectGatewayRoutes,
  rejectTakenRoutes,
  rejectInvalidOperations,
  type Candidate,
} from './compatibility';
import type { Manifest, SlicePackage } from './manifest';
import { ReleaseError } from './release-error';
import type { Published } from './registry.service';
import type { SliceServices } from '../slice.services';

type Asked = Pick<Move, 'slice' | 'by' | 'revision'>;
type Seen = Pick<Channel, 'version' | 'revision'>;

/** What teams may do: the rules between a request and the registry. */
export class ReleaseService {
  constructor(
    private readonly slices: SliceServices,
    private readonly schema: GraphQLSchema,
    /** What the gateway's own addresses begin with. */
    private readonly own: ReadonlySet<string>,
  ) {}

  /**
   * @throws ReleaseError when an operation does not fit the schema, another slice owns a route, or the shell
   * does not fit
   */
  async publish(built: SlicePackage, by: string): Promise<Published> {
    const { name } = built.manifest;
    rejectInvalidOperations(this.schema, name, built.operations);
    await this.rejectMisplaced({ slice: name, version: built.manifest.version, ...built });
    return this.slices.registry.publish(built, by);
  }

  /**
   * Points stable at a version. Without a version it takes the canary's, which has been tested.
   * Otherwise it takes a version published since the team's last move, unless that version was stable before.
   * A repeated command finds neither, moves nothing and explains what to do.
   */
  async promote({ version, ...asked }: Asked & { version?: string | null }): Promise<Moved> {
    const { slice } = asked;
    if (version === null)
      throw new ReleaseError(
        400,
        `stable does not end: name the version everybody is to get, or "built-in" for what the gateway was built with.`,
      );
    if (version === 'built-in') return this.handBack(asked);
    const { stable, canary } = await this.seen(slice);
    const wanted = version ?? canary.version ?? (await this.next(slice, stable));
    if (typeof wanted !== 'string') return wanted;
    const check = await this.checkFor(slice, wanted);
    // A version chosen here depends on the state read here (optimistic lock). Callers that name a version
    // also name the revision.
    const revision = asked.revision ?? (version ? undefined : stable.revision);
    return this.slices.channels.promote({ ...asked, revision, version: wanted, kind: 'PROMOTE' }, check);
  }

  /** A share of visitors; 0 ends it. */
  async canary(asked: Asked & { version?: string | null; percentage?: number }): Promise<Moved> {
    const { slice, version, percentage, by } = asked;
    if (version === null || percentage === 0) return this.end(slice, 'canary', 'CANARY', asked);
    if (percentage === undefined)
      throw new ReleaseError(400, 'Say which percentage of visitors: `npm run canary -- 10`.');
    const { canary } = await this.seen(slice);
    const wanted = version ?? canary.version ?? (await this.latest(slice)).version;
    const check = await this.checkFor(slice, wanted);
    const revision = asked.revision ?? (version ? undefined : canary.revision);
    const to = { slice, channel: 'canary', version: wanted, percentage, by, revision };
    return this.slices.channels.move({ ...to, kind: 'CANARY' }, check);
  }

  /** For visitors who open its link, `/podglad/NAME`. */
  async preview(asked: Asked & { channel: string; version?: string | null }): Promise<Moved> {
    const { slice, channel, version, by, revision } = asked;
    if (version === null) return this.end(slice, channel, 'PREVIEW', asked);
    const wanted = version ?? (await this.latest(slice)).version;
    await this.rejectMisplaced(await this.rejectIncompatible(slice, wanted));
    const to = { slice, channel, version: wanted, percentage: 100, by, revision };
    return this.slices.channels.move({ ...to, kind: 'PREVIEW' });
  }

  /**
   * Returns to the previous stable version, or to none before the first. A repeated command changes nothing,
   * because a command that seemed to hang must not go back twice. Naming a version goes further back.
   * A version that was stable before is never rejected, since the current one is worse. Conflicts are
   * reported.
   */
  async rollback({ version, ...asked }: Asked & { version?: string }): Promise<Moved> {
    const { slice } = asked;
    const { channels } = this.slices;
    const last = await channels.lastStable(slice);
    if (!version && last?.kind === 'ROLLBACK')
      return {
        from: last.fromVersion,
        to: last.toVersion,
        percentage: last.toVersion === null ? 0 : 100,
        revision: last.revision,
        isMoved: false,
      };
    const wanted = version ?? (await channels.previousStable(slice));
    if (wanted === undefined || (wanted === null && slice === 'shell'))
      throw new ReleaseError(
        404,
        `${slice} had no other stable version before: there is nothing to go back to.`,
      );
    const wasLive = wanted === null || (await channels.wasStable(slice, wanted));
    const check = wasLive ? undefined : await this.checkFor(slice, wanted);
    const revision = asked.revision ?? (version ? undefined : last?.revision);
    const moved = await channels.promote({ ...asked, revision, version: wanted, kind: 'ROLLBACK' }, check);
    return { ...moved, advice: wanted === null ? undefined : await this.conflictsOf(slice, wanted) };
  }

  /** Takes a slice out of the page; what open tabs ask for stays until it expires. */
  async remove(asked: Asked): Promise<Moved> {
    const { slice } = asked;
    if (slice === 'shell')
      throw new ReleaseError(400, 'There is no page without a shell: it can only be moved.');
    const { channels } = this.slices;
    if ((await channels.of(slice)).length === 0)
      throw new ReleaseError(404, `Nobody ever got a version of ${slice}: there is nothing to take out.`);
    return channels.remove(asked);
  }

  /** Channels, versions (newest first) and moves of a slice. */
  async list(slice: string): Promise<object> {
    const { channels } = this.slices;
    return {
      slice,
      // Includes ended channels, because their revisions continue and a new canary must name the last one.
      channels: await channels.of(slice),
      followsBuild: await channels.followsBuild(slice),
      previous: (await channels.previousStable(slice)) ?? null,
      versions: await this.versions(slice),
      moves: await channels.moves(slice),
    };
  }

  /** Gives a slice back to what gateways are built with. */
  private async handBack({ slice, by, revision }: Asked): Promise<Moved> {
    const version = await this.slices.builtIn.give(slice);
    if (!version) throw new ReleaseError(404, `This gateway was built without a ${slice} of its own.`);
    const check = await this.checkFor(slice, version);
    const to = { slice, channel: 'stable', version, percentage: 100, by, revision };
    return this.slices.channels.move({ ...to, kind: 'BUILT_IN' }, check);
  }

  private end(slice: string, channel: string, kind: Move['kind'], { by, revision }: Asked): Promise<Moved> {
    return this.slices.channels.move({ slice, channel, version: null, percentage: 0, kind, by, revision });
  }

  /** Where stable and canary are, also before their first move and after their end. */
  private async seen(slice: string): Promise<Record<'stable' | 'canary', Seen>> {
    const channels = await this.slices.channels.of(slice);
    const at = (wanted: string) =>
      channels.find(({ channel }) => channel === wanted) ?? { version: null, revision: 0 };
    return { stable: at('stable'), canary: at('canary') };
  }

  /**
   * Chooses what to promote without a canary. Repeating a promotion, or promoting after a rollback, never
   * selects an unintended version.
   */
  private async next(slice: string, { version: current, revision }: Seen): Promise<string | Moved> {
    const { channels } = this.slices;
    const newest = await this.latest(slice);
    const last = await channels.lastStable(slice, { byTeams: true });
    const wasStable = await channels.wasStable(slice, newest.version);
    if (!wasStable && (!last || newest.publishedAt > last.movedAt)) return newest.version;
    const stays = { from: current, to: current, percentage: 100, revision, isMoved: false };
    if (newest.version === current) return stays;
    const why = wasStable ? 'was everybody’s before' : 'was there when stable was moved last';
    const advice = `${newest.version} ${why}: to promote it, name it: npm run promote -w mf-${slice} -- ${newest.version}`;
    return { ...stays, advice };
  }

  /** What a team published last. */
  private async latest(slice: string): Promise<{ version: string; publishedAt: Date }> {
    const [newest] = await this.slices.database.query<{ version: string; publishedAt: unknown }>(
      `SELECT version, publishedAt FROM slice_versions WHERE slice = ? AND removedAt IS NULL AND version NOT LIKE '%+%'
       ORDER BY publishedAt DESC, version DESC LIMIT 1`,
      [slice],
    );
    if (!newest)
      throw new ReleaseError(
        404,
        `Nothing of ${slice} has been published yet: \`npm run publish\` comes first.`,
      );
    return { version: newest.version, publishedAt: instant(newest.publishedAt) };
  }

  private async versions(slice: string) {
    const rows = await this.slices.database.query<{
      version: string;
      publishedAt: unknown;
      publishedBy: string;
      lastUsedAt: unknown;
      manifest: string;
    }>(
      'SELECT version, publishedAt, publishedBy, lastUsedAt, manifest FROM slice_versions WHERE slice = ? AND removedAt IS NULL ORDER BY publishedAt DESC, version DESC LIMIT 100',
      [slice],
    );
    return rows.map(({ publishedAt, lastUsedAt, manifest, ...row }) => ({
      ...row,
      bytes: bytesOf(JSON.parse(manifest) as Manifest),
      publishedAt: instant(publishedAt),
      lastUsedAt: instant(lastUsedAt),
    }));
  }

  /** Checked again at each move: schema and other slices may have changed since publishing. */
  private async rejectIncompatible(slice: string, version: string): Promise<Version> {
    const found = await this.slices.catalogue.get(slice, version, { anew: true });
    if (!found)
      throw new ReleaseError(
        404,
        `There is no ${slice} ${version} here: \`npm run list\` says what there is.`,
      );
    rejectInvalidOperations(
      this.schema,
      `${slice} ${version}`,
      await this.slices.registry.operationsOf(slice, version),
    );
    if (found.description) rejectGatewayRoutes(found.description, this.own);
    return found;
  }

  /** Checks a version for a canary or preview: at least one shell in use must accept it. */
  private async rejectMisplaced(version: Candidate): Promise<void> {
    const { pointers, known } = await this.pointedAt();
    const others = liveOf(pointers, known).map((one) => one.version);
    rejectTakenRoutes(version.slice, version, others);
    if (!version.description) return;
    rejectGatewayRoutes(version.description, this.own);
    rejectOtherShell(
      version,
      others.filter(({ slice }) => slice === 'shell'),
    );
  }

  /**
   * Makes the check that a move to this version must pass.
   * @throws ReleaseError for conflicts that do not depend on other pointers
   */
  private async checkFor(slice: string, version: string): Promise<PointerCheck> {
    const found = await this.rejectIncompatible(slice, version);
    const { known } = await this.pointedAt();
    known.set(keyOf(found), found);
    return (before, after) => {
      const left = liveOf(after, known);
      rejectTakenRoutes(
        slice,
        found,
        left.map((one) => one.version),
      );
      rejectNewConflicts(`${slice} ${version}`, liveOf(before, known), left);
    };
  }

  /** Lists conflicts of a version that a rollback returns to; undefined where there are none. */
  private async conflictsOf(slice: string, version: string): Promise<string | undefined> {
    const faults: string[] = [];
    try {
      await this.rejectIncompatible(slice, version);
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      faults.push(error.message);
    }
    const { pointers, known } = await this.pointedAt();
    const after = liveOf(pointers, known);
    const before = after.filter((one) => one.channel !== 'stable' || one.version.slice !== slice);
    faults.push(...newConflicts(before, after).map(({ sentence }) => sentence));
    return faults.length > 0 ? faults.join('\n') : undefined;
  }

  private async pointedAt(): Promise<{ pointers: Pointer[]; known: Known }> {
    const { channels, catalogue } = this.slices;
    const pointers = await channels.pointers();
    const found = pointers.map(
      async (one) => [keyOf(one), await catalogue.get(one.slice, one.version)] as const,
    );
    return { pointers, known: new Map(await Promise.all(found)) };
  }
}

/** Versions that channels point at, by `keyOf`. */
type Known = Map<string, Version | undefined>;

function keyOf({ slice, version }: Pick<Version, 'slice' | 'version'>): string {
  return `${slice}@${version}`;
}

/** @throws ReleaseError where a pointer moved since the versions were read */
function liveOf(pointers: Pointer[], known: Known): { channel: string; version: Version }[] {
  return pointers.flatMap((pointer) => {
    if (!known.has(keyOf(pointer))) throw movedMeanwhile(pointer.slice);
    const version = known.get(keyOf(pointer));
    return version ? [{ channel: pointer.channel, version }] : [];
  });
}

function bytesOf({ files }: Manifest): number {
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
}
