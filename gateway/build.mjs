// Compiles gateway/src, gateway/demo/src and gateway/sandbox/src, each into the dist folder beside it.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = import.meta.dirname;

await Promise.all(['.', 'demo', 'sandbox'].map((folder) => compile(path.join(ROOT, folder))));

async function compile(folder) {
  const dist = path.join(folder, 'dist');
  const src = path.join(folder, 'src');
  rmSync(dist, { recursive: true, force: true });
  const files = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(src, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(test|d)\.ts$/.test(file));
  for (const place of new Set(files.map((file) => path.dirname(file))))
    mkdirSync(path.join(dist, place), { recursive: true });
  await Promise.all(files.map((file) => writeOne(path.join(src, file), path.join(dist, file))));
}

/** Threads and scripts in plain JavaScript are copied as they are. */
async function writeOne(source, target) {
  if (!source.endsWith('.ts')) return copyFileSync(source, target);
  const output = target.replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(source, {
    configFile: path.join(ROOT, '.swcrc'),
    sourceFileName: path.relative(path.dirname(output), source),
    outputPath: output,
  });
  const name = path.basename(output);
  writeFileSync(output, `${code}\n//# sourceMappingURL=${name}.map`);
  writeFileSync(`${output}.map`, map);
}
