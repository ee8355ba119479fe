import { contentOf, fingerprintOf } from '../read/content';
import {
  isFeedFile,
  isManifest,
  isRecords,
  isXml,
  listFeed,
  NamedFiles,
  type FeedFile,
  type ListedFile,
  type PassedOver,
  type Content,
} from '../read/folder';
import { checkFiles, FeedRejected, readManifest, type Manifest } from '../read/manifest';
import type { Report } from './report';

/** A validated feed, before its import. */
export interface FeedFolder {
  manifest: Manifest | null;
  files: NamedFiles<FeedFile>;
  fingerprint: string;
  records: number;
}

/**
 * Looks at every byte once before anything is written.
 * @throws FeedRejected for a feed with a permanent fault
 */
export async function readFeed(folder: string, report: Report): Promise<FeedFolder> {
  const listed = await orRefused(folder, listFeed(folder));
  if (!listed.files.some((file) => isFeedFile(file.name))) throw noFeed(folder, listed.passedOver);
  for (const { name, reason } of listed.passedOver) report.warning({ file: name, line: null }, { reason });
  const all = new NamedFiles(listed.files);
  const manifest = await readManifest(listed.files.filter((file) => isManifest(file.name)));
  const named = manifest && namedBy(manifest, all);
  const contents = new Map<string, Content>();
  const taken: FeedFile[] = [];
  for (const file of all.all) {
    if (isManifest(file.name)) continue;
    const isNamed = !named || named.has(file);
    const content = isNamed ? await orRefused(file.name, contentOf(file)) : undefined;
    if (content) contents.set(file.name, content);
    const reason = whyNot(file.name, isNamed);
    if (reason !== undefined) report.warning({ file: file.name, line: null }, { reason });
    else if (content) taken.push({ ...file, ...content });
  }
  if (manifest) checkFiles(manifest, (name) => contents.get(all.get(name)?.name ?? ''));
  const files = new NamedFiles(taken);
  const twins = files.twins();
  if (twins)
    throw new FeedRejected(twins[1]!.name, {
      reason: `The feed has ${twins[0]!.name} as well: which one counts?`,
    });
  const records = taken.reduce(
    (sum, { name, lines }) => sum + (isXml(name) ? 1 : isRecords(name) ? lines : 0),
    0,
  );
  return { manifest, files, fingerprint: fingerprintOf(contents), records };
}

function whyNot(name: string, isNamed: boolean): string | undefined {
  if (!isFeedFile(name)) return 'This is no file of a feed: not taken.';
  return isNamed ? undefined : 'The manifest does not name this file: not taken.';
}

function namedBy(manifest: Manifest, all: NamedFiles<ListedFile>): Set<ListedFile> {
  return new Set(manifest.files.flatMap(({ name }) => all.get(name) ?? []));
}

function noFeed(folder: string, passedOver: readonly PassedOver[]): FeedRejected {
  const inside = passedOver
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200);
  return new FeedRejected(folder, {
    reason: inside
      ? `There is no file of a feed in this folder, only ${inside}: the files must lie in the folder itself.`
      : 'There is no file of a feed in this folder.',
  });
}

/** A fault of the folder itself is permanent; a full disk or a lost mount is not. */
const LASTING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);

async function orRefused<T>(name: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code || !LASTING.has(code)) throw error;
    throw new FeedRejected(name, { reason: `It can not be read (${code}).` });
  }
}
