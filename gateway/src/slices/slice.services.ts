import type { Logger } from 'pino';
import type { Database } from '../database/database';
import { BuiltInService } from './built-in/built-in.service';
import { Catalogue } from './page/catalogue';
import { ChannelService } from './channels/channel.service';
import { Composer } from './page/composer';
import { Fallback } from './channels/fallback';
import { SliceFiles } from './files/slice-files';
import type { PageOptions } from './page/html';
import { RegistryService } from './registry/registry.service';
import { openStorage } from '../storage/open-storage';
import { TokenService } from './registry/token.service';
import { UseCounter } from './telemetry/use-counter';

export interface SliceOptions extends PageOptions {
  /** The folder with the front ends (`mf-*`). */
  root: string;
  /** SLICES_URL: the store of published versions' files. */
  storageUrl: string;
  /** Whether cookies are for https alone. */
  secure: boolean;
  /** The cookie by whose presence a browser with a session is known. */
  sessionCookie: string;
}

interface Parts {
  options: SliceOptions;
  database: Database;
  log: Logger;
  now: () => Date;
}

/** What publishes, moves and serves slices; built once, with `new`. */
export function createSliceServices({ options, database, log, now }: Parts) {
  const files = new SliceFiles(openStorage(options.storageUrl), log);
  const registry = new RegistryService(database, files, now);
  const channels = new ChannelService(database, now);
  const catalogue = new Catalogue(database);
  return {
    options,
    database,
    log,
    files,
    registry,
    channels,
    catalogue,
    fallback: new Fallback(channels, catalogue),
    builtIn: new BuiltInService({ ...options, registry, channels, catalogue, log }),
    composer: new Composer(catalogue, options),
    tokens: new TokenService(database, { production: options.production, now }),
    uses: new UseCounter(database, log, now),
  };
}

export type SliceServices = ReturnType<typeof createSliceServices>;
