// A front end as its next build would be: another version, in which every script and style has another address.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Built {
  manifest: { name: string; version: string; files: Record<string, { integrity: string; bytes: number }> };
  description?: { menu: { text: { pl: string } }[] };
  operations: Record<string, string>;
  files: Map<string, { plain: Buffer }>;
}

/** The output of a build in a front end's folder. */
export function readBuilt(folder: string): Built {
  const read = (file: string) => readFileSync(path.join(folder, 'dist', file));
  const json = (file: string) =>
    existsSync(path.join(folder, 'dist', file)) ? JSON.parse(read(file).toString()) : undefined;
  // The defaults that the gateway applies to a manifest.
  const none = { preload: [], imports: {}, routes: [], links: {}, start: { page: [], tiles: [] } };
  const manifest = { ...none, ...(json('manifest.json') as Built['manifest']) };
  const files = Object.keys(manifest.files).map((file) => [file, { plain: read(file) }] as const);
  const description = json('slice.json') as Built['description'];
  return { manifest, description, operations: json('operations.json') ?? {}, files: new Map(files) };
}

/** The request body of `publish`. */
export function upload({ manifest, description, operations, files }: Built): object {
  const contents = [...files].map(([file, { plain }]) => [file, plain.toString('base64')]);
  return { manifest, slice: description, operations, files: Object.fromEntries(contents) };
}

/**
 * The same front end as `version`.
 * @param menu the new Polish text of its first menu entry
 */
export function rebuilt(built: Built, version: string, menu?: string): Built {
  const ending = `-${version.replaceAll('.', '')}$1`;
  const renamed = [...built.files.keys()]
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => [file, file.replace(/(\.\w+)$/, ending)] as const);
  const rename = (text: string) => renamed.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const names = new Map(renamed);
  const files = new Map(
    [...built.files].map(([file, { plain }]) => {
      const to = names.get(file);
      return to ? [to, { plain: Buffer.from(rename(plain.toString())) }] : [file, { plain }];
    }),
  );
  const manifest = JSON.parse(rename(JSON.stringify({ ...built.manifest, version }))) as Built['manifest'];
  manifest.files = Object.fromEntries([...files].map(([file, { plain }]) => [file, sealed(plain)]));
  const description = structuredClone(built.description);
  if (menu) description!.menu[0]!.text.pl = menu;
  return { ...built, manifest, description, files };
}

export function sealed(plain: Buffer | string): { integrity: string; bytes: number } {
  const hash = createHash('sha384').update(plain).digest('base64');
  return { integrity: `sha384-${hash}`, bytes: Buffer.byteLength(plain) };
}
