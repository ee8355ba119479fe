// Reads the front ends that were built with this gateway (mf-*/dist).
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkFiles,
  checkPackage,
  Description,
  Manifest,
  Operations,
  type FileContents,
  type SlicePackage,
} from '../registry/manifest';

/** The dist folders of all front ends under the repository's root. */
export async function distFolders(root: string): Promise<string[]> {
  const names = await readdir(root);
  return names
    .filter((name) => name.startsWith('mf-'))
    .sort()
    .map((name) => join(root, name, 'dist'));
}

/** A value that changes whenever one of these folders is rebuilt. */
export async function buildStamp(folders: string[]): Promise<string> {
  const times = folders.map((folder) =>
    stat(join(folder, 'manifest.json')).then(
      (at) => at.mtimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).join(' ');
}

/** Reads a complete build of the shell or of a slice; throws a sentence about its fault. */
export async function readPackage(dist: string, sourceMaps: boolean): Promise<SlicePackage> {
  const build = await readBuild(dist, sourceMaps);
  const isShell = build.manifest.name === 'shell';
  const description = isShell ? undefined : Description.parse(await readJson(join(dist, 'slice.json')));
  const operations = await readOptional(join(dist, 'operations.json'));
  const built = {
    ...build,
    description,
    operations: Operations.parse(operations ? JSON.parse(operations.toString()) : {}),
  };
  checkPackage(built);
  return built;
}

/** Reads the files of any manifest; throws a sentence about a fault. */
export async function readBuild(
  dist: string,
  sourceMaps: boolean,
): Promise<Pick<SlicePackage, 'manifest' | 'files'>> {
  const manifest = Manifest.parse(await readJson(join(dist, 'manifest.json')));
  const files = new Map<string, FileContents>();
  for (const file of Object.keys(manifest.files)) {
    const [plain, br, gzip, map] = await Promise.all([
      readFile(join(dist, file)),
      readOptional(join(dist, `${file}.br`)),
      readOptional(join(dist, `${file}.gz`)),
      sourceMaps ? readOptional(join(dist, `${file}.map`)) : undefined,
    ]);
    files.set(file, { plain, br, gzip });
    if (map) files.set(`${file}.map`, { plain: map });
  }
  checkFiles(manifest, files);
  return { manifest, files };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
