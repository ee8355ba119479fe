import type { GraphQLSchema } from 'graphql';
import { instant } from '../database/columns';
import type { Move, Moved } from './channel.service';
import { refuseTakenRoutes, refuseUnfitOperations } from './fits';
import type { SlicePackage } from './manifest';
import { Refusal } from './refusal';
import type { Published } from './registry.service';
import type { SliceServices } from './slice.services';

type Asked = Pick<Move, 'slice' | 'by' | 'revision'>;

/** What teams may do: the rules between a request and the registry. */
export class RegistryDesk {
  constructor(
    private readonly slices: SliceServices,
    private readonly schema: GraphQLSchema,
  ) {}

  /** @throws Refusal where an operation doesn't fit the schema or a route is somebody else's */
  async publish(built: SlicePackage, by: string): Promise<Published> {
    const { name } = built.manifest;
    refuseUnfitOperations(this.schema, name, built.operations);
    await this.refuseTaken(name, built);
    return this.slices.registry.publish(built, by);
  }

  /** Everybody's from now on. Without a version: the canary's, which has been tried. */
  async promote({ version, ...asked }: Asked & { version?: string | null }): Promise<Moved> {
    const { slice } = asked;
    if (version === 'built-in') return this.handBack(asked);
    const wanted = version ?? (await this.canaryOf(slice)) ?? (await this.latest(slice));
    await this.refuseUnfit(slice, wanted);
    return this.slices.channels.promote({ ...asked, version: wanted, kind: 'PROMOTE' });
  }

  /** A share of visitors; 0 ends it. */
  async canary(asked: Asked & { version?: string | null; percentage?: number }): Promise<Moved> {
    const { slice, version, percentage, by, revision } = asked;
    if (version === null || percentage === 0) return this.end(slice, 'canary', 'CANARY', asked);
    if (percentage === undefined)
      throw new Refusal(400, 'Say which percentage of visitors: `npm run canary -- 10`.');
    const wanted = version ?? (await this.canaryOf(slice)) ?? (await this.latest(slice));
    await this.refuseUnfit(slice, wanted);
    const to = { slice, channel: 'canary', version: wanted, percentage, by, revision };
    return this.slices.channels.move({ ...to, kind: 'CANARY' });
  }

  /** For those who open its link, `/podglad/NAME`. */
  async preview(asked: Asked & { channel: string; version?: string | null }): Promise<Moved> {
    const { slice, channel, version, by, revision } = asked;
    if (version === null) return this.end(slice, channel, 'PREVIEW', asked);
    const wanted = version ?? (await this.latest(slice));
    await this.refuseUnfit(slice, wanted);
    const to = { slice, channel, version: wanted, percentage: 100, by, revision };
    return this.slices.channels.move({ ...to, kind: 'PREVIEW' });
  }

  /**
   * Back to the stable version before. Asked again, it stays there: somebody who repeats a command that seemed to hang
   * must not go back twice. Further back goes by naming the version.
   */
  async rollback({ version, ...asked }: Asked & { version?: string }): Promise<Moved> {
    const { slice } = asked;
    const { channels } = this.slices;
    const last = (await channels.moves(slice, 100)).find(({ channel }) => channel === 'stable');
    if (!version && last?.kind === 'ROLLBACK')
      return {
        from: last.fromVersion,
        to: last.toVersion,
        percentage: 100,
        revision: last.revision,
        isMoved: false,
      };
    const wanted = version ?? (await channels.previousStable(slice));
    if (!wanted)
      throw new Refusal(404, `${slice} had no other stable version before: there is nothing to go back to.`);
    await this.refuseUnfit(slice, wanted);
    return channels.promote({ ...asked, version: wanted, kind: 'ROLLBACK' });
  }

  /** Channels, versions (newest first) and moves of a slice. */
  async list(slice: string): Promise<object> {
    const { channels, catalogue } = this.slices;
    const versions = await this.versions(slice);
    const pointers = (await channels.pointers()).filter((pointer) => pointer.slice === slice);
    return {
      slice,
      channels: pointers.map(({ channel, version, percentage, revision }) => ({
        channel,
        version,
        percentage,
        revision,
      })),
      followsBuild: await channels.followsBuild(slice),
      previous: await channels.previousStable(slice),
      versions: await Promise.all(
        versions.map(async (row) => ({
          ...row,
          bytes: Object.values((await catalogue.get(slice, row.version))?.manifest.files ?? {}).reduce(
            (sum, { bytes }) => sum + bytes,
            0,
          ),
        })),
      ),
      moves: await channels.moves(slice),
    };
  }

  /** Gives a slice back to what gateways are built with. */
  private async handBack({ slice, by, revision }: Asked): Promise<Moved> {
    const version = this.slices.builtIn.current.get(slice);
    if (!version) throw new Refusal(404, `This gateway was built without a ${slice} of its own.`);
    await this.refuseUnfit(slice, version);
    const to = { slice, channel: 'stable', version, percentage: 100, by, revision };
    return this.slices.channels.move({ ...to, kind: 'BUILT_IN' });
  }

  private end(slice: string, channel: string, kind: Move['kind'], { by, revision }: Asked): Promise<Moved> {
    return this.slices.channels.move({ slice, channel, version: null, percentage: 0, kind, by, revision });
  }

  private async canaryOf(slice: string): Promise<string | undefined> {
    const pointers = await this.slices.channels.pointers();
    return pointers.find((one) => one.slice === slice && one.channel === 'canary')?.version;
  }

  /** What a team published last. */
  private async latest(slice: string): Promise<string> {
    const [newest] = (await this.versions(slice)).filter(({ version }) => !version.includes('+'));
    if (!newest)
      throw new Refusal(404, `Nothing of ${slice} has been published yet: \`npm run publish\` comes first.`);
    return newest.version;
  }

  private async versions(slice: string) {
    const rows = await this.slices.database.query<{
      version: string;
      publishedAt: unknown;
      publishedBy: string;
      lastUsedAt: unknown;
    }>(
      'SELECT version, publishedAt, publishedBy, lastUsedAt FROM slice_versions WHERE slice = ? AND removedAt IS NULL ORDER BY publishedAt DESC, version DESC LIMIT 100',
      [slice],
    );
    return rows.map(({ publishedAt, lastUsedAt, ...row }) => ({
      ...row,
      publishedAt: instant(publishedAt),
      lastUsedAt: instant(lastUsedAt),
    }));
  }

  /** Looked at again at each move: schema and neighbours may have changed since the version was published. */
  private async refuseUnfit(slice: string, version: string): Promise<void> {
    const found = await this.slices.catalogue.get(slice, version);
    if (!found)
      throw new Refusal(404, `There is no ${slice} ${version} here: \`npm run list\` says what there is.`);
    refuseUnfitOperations(
      this.schema,
      `${slice} ${version}`,
      await this.slices.registry.operationsOf(slice, version),
    );
    await this.refuseTaken(slice, found);
  }

  private async refuseTaken(
    slice: string,
    { description }: Pick<SlicePackage, 'description'>,
  ): Promise<void> {
    if (!description) return;
    const { channels, catalogue } = this.slices;
    const live = await Promise.all(
      (await channels.pointers()).map((pointer) => catalogue.get(pointer.slice, pointer.version)),
    );
    refuseTakenRoutes(
      slice,
      description,
      live.filter((version) => !!version),
    );
  }
}
