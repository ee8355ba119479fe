// Compiles gateway/src, gateway/demo/src and gateway/sandbox/src, each into the dist folder beside it. `build.mjs FOLDER` compiles src alone, there.
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = import.meta.dirname;

const [target] = process.argv.slice(2);
if (target) await compile('src', path.resolve(target));
else
  await Promise.all(['.', 'demo', 'sandbox'].map((at) => compile(`${at}/src`, path.join(ROOT, at, 'dist'))));

async function compile(folder, dist) {
  const src = path.join(ROOT, folder);
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
