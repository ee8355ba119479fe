import type { Catalogue } from '../page/catalogue';
import type { ChannelService, Pointer } from './channel.service';

/** With more failed versions than this, the cause is not a version. */
const AT_MOST = 8;

/** Chooses the version a visitor gets instead of one that failed in their browser. */
export class Fallback {
  constructor(
    private readonly channels: ChannelService,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * Falls back to the stable version, or to the previous stable one where stable failed too.
   * @param failed every version that failed in this browser, this one included
   * @returns undefined when no version is left, and for previews, whose viewers want to see them fail
   */
  async of(slice: string, version: string, failed: Set<string>): Promise<string | undefined> {
    const pointers = await this.channels.pointers();
    return this.instead({ slice, version, failed, pointers });
  }

  /** Puts other versions in the place of those that failed here. */
  async apply(
    chosen: Map<string, string>,
    pointers: Pointer[],
    failed: Set<string>,
  ): Promise<Map<string, string>> {
    if (failed.size === 0) return chosen;
    const result = new Map(chosen);
    for (const [slice, version] of chosen) {
      if (!failed.has(`${slice}@${version}`)) continue;
      const instead = await this.instead({ slice, version, failed, pointers });
      if (instead) result.set(slice, instead);
    }
    return result;
  }

  private async instead(asked: {
    slice: string;
    version: string;
    failed: Set<string>;
    pointers: Pointer[];
  }): Promise<string | undefined> {
    const { slice, version, failed, pointers } = asked;
    const mine = pointers.filter((pointer) => pointer.slice === slice);
    const stable = mine.find(({ channel }) => channel === 'stable')?.version;
    const isPreview = mine.some(
      (pointer) =>
        pointer.version === version && pointer.channel !== 'stable' && pointer.channel !== 'canary',
    );
    if (isPreview && version !== stable) return undefined;
    const mayRun = async (one: string | null | undefined) =>
      one && one !== version && !failed.has(`${slice}@${one}`)
        ? (await this.catalogue.get(slice, one, { anew: true }))?.version
        : undefined;
    return (await mayRun(stable)) ?? (await mayRun(await this.channels.previousStable(slice)));
  }
}

/**
 * Reads the cookie with the versions that failed in a visitor's browser: `finance@1.2.0 usage@…`. Forging it only
 * leads to older versions. Once it ends, the browser tries them again.
 */
export function failedOf(cookie: string | undefined): Set<string> {
  return new Set(
    (cookie ?? '')
      .split(' ')
      .filter((one) => /^[a-z][a-z0-9-]{0,31}@[\w.+-]{1,64}$/.test(one))
      .slice(-AT_MOST),
  );
}

/** Writes the cookie's value. */
export function failedText(failed: Set<string>): string {
  return [...failed].slice(-AT_MOST).join(' ');
}
