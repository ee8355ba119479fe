import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashToken, newToken } from '../../runtime/tokens';
import type { Database } from '../../database/database';
import { ReleaseError } from './release-error';
import { Token } from '../slice.entity';

/** Who holds a token, by the name it was made for. */
export interface Holder {
  name: string;
  scope: Token['scope'];
  slice: string | null;
}

/** Tokens for teams and programs: shown once, stored as hashes, revoked by name. */
export class TokenService {
  constructor(
    private readonly database: Database,
    private readonly options: { production: boolean; now: () => Date },
  ) {}

  /** @returns the token itself, which is shown this once */
  async create(holder: Holder): Promise<string> {
    const token = newToken();
    await this.database.transaction((manager) =>
      manager.insert(Token, {
        ...holder,
        hash: hashToken(token),
        createdAt: this.options.now(),
        revokedAt: null,
      }),
    );
    return token;
  }

  /**
   * Outside production, writes a token for all slices to a file that only this user can read.
   * Commands of a team then work on a laptop without any setup.
   */
  async keepDevelopmentToken(file: string): Promise<void> {
    if (this.options.production) return;
    const present = await readFile(file, 'utf8').catch(() => '');
    if (await this.holder(`Bearer ${present.trim()}`)) return;
    const token = await this.create({ name: 'development', scope: 'DEVELOPMENT', slice: null });
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${token}\n`, { mode: 0o600 });
  }

  /** @returns how many stopped working */
  async revoke(name: string): Promise<number> {
    const { affected } = await this.database.transaction((manager) =>
      manager
        .createQueryBuilder()
        .update(Token)
        .set({ revokedAt: this.options.now() })
        .where('name = :name AND revokedAt IS NULL', { name })
        .execute(),
    );
    return affected ?? 0;
  }

  /** Finds the holder of an Authorization header; undefined for unknown tokens. */
  async holder(authorization: string | undefined): Promise<Holder | undefined> {
    const token = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1];
    if (!token) return undefined;
    const [row] = await this.database.query<Holder>(
      'SELECT name, scope, slice FROM tokens WHERE hash = ? AND revokedAt IS NULL',
      [hashToken(token)],
    );
    // A database copied from a laptop must not open production to the laptop's token.
    return row?.scope === 'DEVELOPMENT' && this.options.production ? undefined : row;
  }

  /** @throws ReleaseError unless the token is one of this slice's team */
  async team(authorization: string | undefined, slice: string): Promise<Holder> {
    const holder = await this.holder(authorization);
    if (!holder)
      throw new ReleaseError(
        401,
        'This needs the token of your team in EBOK_TOKEN: whoever runs the portal makes one with `npm run token`.',
      );
    if (holder.scope === 'DEVELOPMENT' || (holder.scope === 'SLICE' && holder.slice === slice)) return holder;
    throw new ReleaseError(
      403,
      `The token of ${holder.name} is not for ${slice}: every team moves its own slice.`,
    );
  }
}
