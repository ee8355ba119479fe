// Shapes of a front end's build (manifest.json, slice.json, operations.json), validated on publishing.
import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';

const FileName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/);
const RoutePath = z
  .string()
  .max(100)
  .regex(/^\/[a-z0-9/-]*$/);
/** Names of slices, parcels, and of channels. */
export const Name = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be small letters, digits and hyphens');

/** Version numbers a team may publish. `+` is reserved for versions that a gateway publishes itself. */
export const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,30})?$/;

/** Folders of /assets that are no slice's. */
const TAKEN = new Set(['shell', 'playground']);

const Sealed = z.object({
  /** `sha384-…`, as browsers compare it. */
  integrity: z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/),
  bytes: z.number().int().min(0).max(4_000_000),
});

export const Manifest = z
  .object({
    name: Name,
    version: z.string().regex(VERSION, 'must be a version such as 1.2.3'),
    entry: FileName,
    /** Files of the entry's first step; only the shell names some. */
    preload: z.array(FileName).default([]),
    styles: z.array(FileName).default([]),
    icon: FileName.optional(),
    /** The bare names this package gives to the page; only the shell does. */
    imports: z.record(z.string().max(64), FileName).default({}),
    routes: z.array(RoutePath).default([]),
    /** Versions of the shared libraries by package: what the shell gives to the page, what a slice was built with. */
    libraries: z.record(z.string().max(64), z.string().regex(VERSION)).optional(),
    /** Modules that the slice's page and tiles load first, for preloading. */
    start: z
      .object({ page: z.array(FileName).default([]), tiles: z.array(FileName).default([]) })
      .default({ page: [], tiles: [] }),
    /** Static imports by file: files of this package, or bare names. */
    links: z.record(FileName, z.array(z.string().max(100))).default({}),
    files: z.record(FileName, Sealed),
  })
  .superRefine((manifest, context) => {
    const named = [
      manifest.entry,
      ...manifest.preload,
      ...manifest.styles,
      ...Object.values(manifest.imports),
      ...manifest.start.page,
      ...manifest.start.tiles,
    ];
    const unknown = named.find((file) => !Object.hasOwn(manifest.files, file));
    if (unknown) context.addIssue(`names ${unknown}, but not among its files`);
    if (Object.keys(manifest.files).length > 300) context.addIssue('has more than 300 files');
  });
export type Manifest = z.infer<typeof Manifest>;

/** Strict: a key that is misspelt would be passed over without a word. */
export const Description = z.strictObject({
  name: Name.refine((name) => !TAKEN.has(name), 'must be another name: this one is taken'),
  routes: z
    .array(RoutePath.refine((path) => path !== '/', 'must not be the home page'))
    .min(1)
    .max(20),
  menu: z
    .array(
      z.strictObject({
        path: RoutePath,
        text: z.strictObject({ pl: z.string().max(60), en: z.string().max(60), uk: z.string().max(60) }),
        order: z.number(),
        icon: z.string().max(32).optional(),
        badge: z.boolean().optional(),
      }),
    )
    .max(10),
  parcels: z
    .array(z.strictObject({ name: Name, order: z.number(), height: z.number().min(0).max(2000).optional() }))
    .max(10),
  shell: z.string().max(64),
});
export type Description = z.infer<typeof Description>;

/** Texts of operations by `sha256:…` of each. */
export const Operations = z
  .record(z.string().regex(/^sha256:[0-9a-f]{64}$/), z.string().max(20_000))
  .superRefine((operations, context) => {
    const wrong = Object.entries(operations).find(([name, text]) => name !== `sha256:${sha256(text)}`);
    if (wrong) context.addIssue(`${wrong[0]} is not the hash of its text: run codegen again`);
    if (Object.keys(operations).length > 200) context.addIssue('more than 200 operations');
  });
export type Operations = z.infer<typeof Operations>;

/** A file as it goes out, and its smaller forms. */
export interface FileContents {
  plain: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

/** A built front end: the shell, which has no description, or a slice. */
export interface SlicePackage {
  manifest: Manifest;
  description?: Description;
  operations: Operations;
  /** Files of the manifest, and their source maps where the build contains them. */
  files: Map<string, FileContents>;
}

/** @throws Error naming what does not fit */
export function checkPackage({ manifest, description, files }: SlicePackage): void {
  if (manifest.name !== 'shell' && description?.name !== manifest.name)
    throw new Error('slice.json names another slice than manifest.json');
  if (manifest.name !== 'shell' && Object.keys(manifest.imports).length + manifest.routes.length > 0)
    throw new Error('only the shell gives the page libraries and pages of its own');
  checkFiles(manifest, files);
}

/** @throws Error naming the file that differs from the manifest */
export function checkFiles(manifest: Manifest, files: ReadonlyMap<string, FileContents>): void {
  for (const [file, { integrity, bytes }] of Object.entries(manifest.files)) {
    const contents = files.get(file);
    if (!contents) throw new Error(`${file} of manifest.json did not come along`);
    // Browsers would refuse the file; better to miss the whole version now and say so.
    if (contents.plain.length !== bytes || !isSealed(contents.plain, integrity))
      throw new Error(`${file} is not the file manifest.json describes`);
  }
}

/** Whether the bytes have this SHA-384 (subresource integrity). */
export function isSealed(bytes: Buffer, integrity: string): boolean {
  return `sha384-${hash('sha384', bytes, 'base64')}` === integrity;
}

/**
 * Makes a folder name for a version: its number and random letters. Concurrent or repeated publishing never
 * shares a folder.
 * Expiry can then delete an old folder safely.
 */
export function newFolder({ version }: Manifest): string {
  return `${version}-${randomBytes(6).toString('hex')}`;
}

/** Tells equal packages from different ones. */
export function digestOf({ manifest, description, operations }: SlicePackage): string {
  const { files, ...rest } = manifest;
  const sorted = [Object.entries(files).sort(), rest, description ?? null, Object.keys(operations).sort()];
  return sha256(JSON.stringify(sorted));
}

/** SHA-256 of a text, hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
