import { IsNull, Not, type EntityManager } from 'typeorm';
import { instant } from '../../database/columns';
import type { Database } from '../../database/database';
import { ReleaseError } from '../registry/release-error';
import { SliceChannel, SliceMove, SliceVersion, type MoveKind } from '../slice.entity';

/** Under this name gateways publish and move what they were built with. */
export const BUILT_IN = 'built-in';

/** Where a channel points now. */
export interface Pointer {
  slice: string;
  channel: string;
  version: string;
  percentage: number;
  revision: number;
}

/** A channel of a slice, ended ones included. */
export interface Channel extends Omit<Pointer, 'slice' | 'version'> {
  version: string | null;
}

export interface Move {
  slice: string;
  /** `stable`, `canary`, or a preview's name. */
  channel: string;
  /** Null ends the channel. */
  version: string | null;
  /** Of visitors; 100 everywhere but on canary. */
  percentage: number;
  kind: MoveKind;
  by: string;
  /** Revision that the decision is based on; absent: the current one. */
  revision?: number;
}

export interface Moved {
  from: string | null;
  to: string | null;
  percentage: number;
  revision: number;
  /** False where the channel was there already. */
  isMoved: boolean;
  /** What to do where it was not clear which version was meant, and nothing was moved. */
  advice?: string;
}

/**
 * Checks all pointers before and after a move, inside the move's transaction. Of two conflicting moves the
 * later one sees the earlier.
 * @throws ReleaseError when the pointers would not fit together
 */
export type PointerCheck = (before: Pointer[], after: Pointer[]) => void;

const POINTERS =
  'SELECT slice, channel, version, percentage, revision FROM slice_channels WHERE version IS NOT NULL ORDER BY slice, channel';

/** Moving a pointer is a deploy, and moving it back a rollback. Each move is stored. */
export class ChannelService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Reads all pointers. Each page runs this cheap statement, so every node shows a move immediately. */
  pointers(): Promise<Pointer[]> {
    return this.database.query<Pointer>(POINTERS);
  }

  /** All channels a slice has or had, with their revisions: those that are over have no version. */
  of(slice: string): Promise<Channel[]> {
    return this.database.query<Channel>(
      'SELECT channel, version, percentage, revision FROM slice_channels WHERE slice = ? ORDER BY channel',
      [slice],
    );
  }

  /** @throws ReleaseError when the version does not exist, or another move happened since `revision` */
  move(move: Move, check?: PointerCheck): Promise<Moved> {
    return this.guarded(move, check, (manager) => this.moveIn(manager, move));
  }

  /** Points stable at a version. A canary of the same version ends in the same transaction. */
  promote(move: Omit<Move, 'channel' | 'percentage'>, check?: PointerCheck): Promise<Moved> {
    const { slice, version, by } = move;
    const percentage = version === null ? 0 : 100;
    return this.guarded(move, check, async (manager) => {
      const moved = await this.moveIn(manager, { ...move, channel: 'stable', percentage });
      const canary = await manager.findOneBy(SliceChannel, { slice, channel: 'canary' });
      if (canary?.version && canary.version === version)
        await this.moveIn(manager, {
          slice,
          channel: 'canary',
          version: null,
          percentage: 0,
          kind: 'CANARY',
          by,
        });
      return moved;
    });
  }

  /**
   * Ends all channels of a slice in one transaction. Gateways that were built with the slice do not show it
   * again by themselves.
   * @returns the move of stable
   */
  remove({ slice, by, revision }: Pick<Move, 'slice' | 'by' | 'revision'>): Promise<Moved> {
    return this.guarded({ slice }, undefined, async (manager) => {
      const to = { slice, version: null, percentage: 0, kind: 'REMOVE', by } as const;
      const stable = await this.moveIn(manager, { ...to, channel: 'stable', revision });
      const others = await manager.findBy(SliceChannel, { slice, version: Not(IsNull()) });
      for (const { channel } of others) await this.moveIn(manager, { ...to, channel });
      return { ...stable, isMoved: stable.isMoved || others.length > 0 };
    });
  }

  /**
   * The stable version before the current one, rollbacks left out.
   * @returns null where the slice had no version then, undefined where there was no earlier state
   */
  async previousStable(slice: string): Promise<string | null | undefined> {
    const moves = await this.database.query<SliceMove>(
      "SELECT kind, fromVersion, toVersion FROM slice_moves WHERE slice = ? AND channel = 'stable' ORDER BY revision",
      [slice],
    );
    const past: (string | null)[] = [null];
    for (const { kind, toVersion } of moves) {
      // A rollback drops the version it leaves from the history, so that a second rollback never moves
      // forward.
      if (kind === 'ROLLBACK' && past.includes(toVersion)) past.length = past.lastIndexOf(toVersion) + 1;
      else past.push(toVersion);
    }
    const current = past.pop();
    return past.findLast((version) => version !== current);
  }

  /** Whether a rollback returns to this version; never true of a slice without a stable version. */
  async isBeforeStable(slice: string, version: string): Promise<boolean> {
    const isLive = (await this.of(slice)).some((one) => one.channel === 'stable' && one.version !== null);
    return isLive && (await this.previousStable(slice)) === version;
  }

  /** What moved stable last; `byTeams`: other than a gateway that started. */
  async lastStable(slice: string, { byTeams = false } = {}): Promise<SliceMove | undefined> {
    const [last] = await this.database.query<SliceMove>(
      `SELECT revision, kind, fromVersion, toVersion, movedAt FROM slice_moves WHERE slice = ? AND channel = 'stable'
       AND (? = 0 OR kind <> 'BUILT_IN' OR movedBy <> ?) ORDER BY revision DESC LIMIT 1`,
      [slice, Number(byTeams), BUILT_IN],
    );
    return last && { ...last, movedAt: instant(last.movedAt) };
  }

  async wasStable(slice: string, version: string): Promise<boolean> {
    const rows = await this.database.query(
      "SELECT revision FROM slice_moves WHERE slice = ? AND channel = 'stable' AND toVersion = ? LIMIT 1",
      [slice, version],
    );
    return rows.length > 0;
  }

  /** The latest moves of a slice, newest first. */
  async moves(slice: string, limit = 20): Promise<SliceMove[]> {
    const rows = await this.database.query<SliceMove>(
      'SELECT slice, channel, revision, kind, fromVersion, toVersion, percentage, movedAt, movedBy FROM slice_moves WHERE slice = ? ORDER BY movedAt DESC, revision DESC LIMIT ?',
      [slice, limit],
    );
    return rows.map((row) => ({ ...row, movedAt: instant(row.movedAt) }));
  }

  /** Whether starting gateways may move this slice to what they were built with: until a team moves it. */
  async followsBuild(slice: string): Promise<boolean> {
    const [row] = await this.database.query<{ followsBuild: unknown }>(
      "SELECT followsBuild FROM slice_channels WHERE slice = ? AND channel = 'stable'",
      [slice],
    );
    return !row || Boolean(row.followsBuild);
  }

  private async guarded(
    { slice }: { slice: string },
    check: PointerCheck | undefined,
    work: (manager: EntityManager) => Promise<Moved>,
  ): Promise<Moved> {
    try {
      return await this.database.transaction(async (manager) => {
        // Every move takes this row first, so that none is decided on pointers which another is about to change.
        const { forUpdate } = this.database.dialect;
        await manager.query(`SELECT revision FROM slice_channels WHERE slice = 'shell' ${forUpdate}`);
        const pointers = () => manager.query<Pointer[]>(POINTERS);
        const before = check ? await pointers() : [];
        const moved = await work(manager);
        if (moved.isMoved) check?.(before, await pointers());
        return moved;
      });
    } catch (error) {
      // Two first moves of a channel meet on its row.
      if (this.database.dialect.isDuplicate(error)) throw movedMeanwhile(slice);
      throw error;
    }
  }

  private async moveIn(manager: EntityManager, move: Move): Promise<Moved> {
    const { slice, channel, version, percentage, kind, by } = move;
    const found = await manager.findOneBy(SliceChannel, { slice, channel });
    const seen = found?.revision ?? 0;
    const from = found?.version ?? null;
    const followsBuild = kind === 'BUILT_IN';
    const result = { from, to: version, percentage, revision: seen, isMoved: false };
    // Compared before the revision, so that a repeated command answers "already" instead of a conflict.
    const isThere = from === version && (found?.percentage ?? 0) === percentage;
    if (isThere && (!found || Boolean(found.followsBuild) === followsBuild)) return result;
    if (move.revision !== undefined && move.revision !== seen) throw movedMeanwhile(slice);
    if (version !== null) await this.hold(manager, slice, version);
    const to = { version, percentage, followsBuild, revision: seen + 1 };
    if (!found) await manager.insert(SliceChannel, { slice, channel, ...to });
    else {
      const { affected } = await manager.update(SliceChannel, { slice, channel, revision: seen }, to);
      if (affected !== 1) throw movedMeanwhile(slice);
    }
    await manager.insert(SliceMove, {
      slice,
      channel,
      revision: seen + 1,
      kind,
      fromVersion: from,
      toVersion: version,
      percentage,
      movedAt: this.now(),
      movedBy: by,
    });
    return { ...result, revision: seen + 1, isMoved: true };
  }

  /** Marks the version as used, so that a concurrent expiry does not delete it. */
  private async hold(manager: EntityManager, slice: string, version: string): Promise<void> {
    const { affected } = await manager
      .createQueryBuilder()
      .update(SliceVersion)
      .set({ lastUsedAt: this.now() })
      .where('slice = :slice AND version = :version AND removedAt IS NULL', { slice, version })
      .execute();
    if (affected !== 1)
      throw new ReleaseError(
        404,
        `There is no ${slice} ${version} here: publish it first, \`list\` says what there is.`,
      );
  }
}

/** Optimistic lock: rejects a move that is based on an outdated revision. */
export function movedMeanwhile(slice: string): ReleaseError {
  return new ReleaseError(
    409,
    `Somebody else moved ${slice} at the same moment: \`list\` says where it is now; then try again if you still want to.`,
  );
}
