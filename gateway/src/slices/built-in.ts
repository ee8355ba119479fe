// What a front end's build leaves in dist: read here, checked, and trusted from then on.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FileName = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/);
const Path = z.string().regex(/^\/[a-z0-9/-]*$/);
const Name = z.string().regex(/^[a-z][a-z0-9-]*$/);

const Manifest = z.object({
  name: Name,
  version: z.string().regex(/^[0-9A-Za-z.+-]+$/),
  entry: FileName,
  preload: z.array(FileName).default([]),
  styles: z.array(FileName).default([]),
  icon: FileName.optional(),
  imports: z.record(z.string(), FileName).default({}),
  routes: z.array(Path).default([]),
  files: z.record(FileName, z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/)),
});

const Slice = z.object({
  name: Name.refine((name) => name !== 'shell'),
  routes: z.array(Path).min(1),
  menu: z.array(
    z.object({
      path: Path,
      text: z.object({ pl: z.string(), en: z.string(), uk: z.string() }),
      order: z.number(),
      icon: z.string().optional(),
      badge: z.boolean().optional(),
    }),
  ),
  parcels: z.array(z.object({ name: Name, order: z.number() })),
  shell: z.string(),
});

export type Manifest = z.infer<typeof Manifest>;
export type SliceDescription = z.infer<typeof Slice>;

/** A built front end. Slices alone have a description. */
export interface BuiltPackage {
  manifest: Manifest;
  slice?: SliceDescription;
  files: Map<string, FileContents>;
}

/** A file as it goes out, and its smaller forms where the build left them. */
export interface FileContents {
  plain: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

/** The dist folders of all front ends under the repository's root. */
export async function distFolders(root: string): Promise<string[]> {
  const names = await readdir(root);
  return names
    .filter((name) => name.startsWith('mf-'))
    .sort()
    .map((name) => join(root, name, 'dist'));
}

/** Changes whenever one of these folders was built anew. */
export async function buildStamp(folders: string[]): Promise<string> {
  const times = folders.map((folder) =>
    stat(join(folder, 'manifest.json')).then(
      (at) => at.mtimeMs,
      () => 0,
    ),
  );
  return (await Promise.all(times)).join(' ');
}

/** Reads the shell's build or a slice's whole; throws a sentence about what is wrong with it. */
export async function readPackage(dist: string, sourceMaps: boolean): Promise<BuiltPackage> {
  const built = await readBuild(dist, sourceMaps);
  if (built.manifest.name === 'shell') return built;
  const slice = Slice.parse(await readJson(join(dist, 'slice.json')));
  if (slice.name !== built.manifest.name)
    throw new Error('slice.json names another slice than manifest.json');
  return { ...built, slice };
}

/** Reads what a manifest names, whatever it is for; throws a sentence about what is wrong with it. */
export async function readBuild(dist: string, sourceMaps: boolean): Promise<BuiltPackage> {
  const manifest = Manifest.parse(await readJson(join(dist, 'manifest.json')));
  const named = [manifest.entry, ...manifest.preload, ...manifest.styles, ...Object.values(manifest.imports)];
  const unknown = named.find((file) => !manifest.files[file]);
  if (unknown) throw new Error(`manifest.json names ${unknown} but not among its files`);
  const files = new Map<string, FileContents>();
  for (const [file, expected] of Object.entries(manifest.files)) {
    files.set(file, await readContents(dist, file, expected));
    const map = sourceMaps ? await readOptional(join(dist, `${file}.map`)) : undefined;
    if (map) files.set(`${file}.map`, { plain: map });
  }
  return { manifest, files };
}

async function readContents(dist: string, file: string, expected: string): Promise<FileContents> {
  const plain = await readFile(join(dist, file));
  const actual = `sha384-${createHash('sha384').update(plain).digest('base64')}`;
  // Browsers would refuse the file; better to miss the whole slice now and say so in the log.
  if (actual !== expected) throw new Error(`${file} is not the file manifest.json describes`);
  const [br, gzip] = await Promise.all([
    readOptional(join(dist, `${file}.br`)),
    readOptional(join(dist, `${file}.gz`)),
  ]);
  return { plain, br, gzip };
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
