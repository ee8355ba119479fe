// Download sizes, and the one limit among them: the sign-in page's JavaScript.

/** 30 kB of brotli for all JavaScript that runs before a visitor can sign in. */
export const SIGN_IN_BUDGET = 30_000;

/** A chunk's file with all its static imports, itself first. */
export function closure(output, fileName, seen = new Set()) {
  const chunk = output.find((file) => file.fileName === fileName);
  if (!chunk || seen.has(fileName)) return [...seen];
  seen.add(fileName);
  for (const imported of chunk.imports) closure(output, imported, seen);
  return [...seen];
}

/** The shell's entry with its static imports, the sign-in page, and the texts of the largest language. */
export function signInFiles(output, sizes, entry) {
  const made = (source) => {
    const chunk = output.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(source));
    if (!chunk)
      throw new Error(`No chunk is made of ${source}, so nobody can tell what the sign-in page loads.`);
    return chunk.fileName;
  };
  const texts = ['pl', 'en', 'uk'].map((language) => made(`/src/texts/${language}.json`));
  const longest = texts.sort((a, b) => sizes[b] - sizes[a])[0];
  const files = closure(output, entry);
  return [...new Set([...files, ...closure(output, made('/sign-in.page.ts')), longest])];
}

/** The size of each name of the import map, with everything it imports. */
export function table({ output, sizes, entries, imports }) {
  const rows = [
    ['sign-in', signInFiles(output, sizes, entries.shell)],
    ...Object.entries(imports).map(([name, file]) => [name, closure(output, file)]),
  ];
  const lines = rows.map(
    ([name, files]) => `${name.padEnd(24)} ${kilobytes(total(sizes, files)).padStart(9)}`,
  );
  return `Sizes (brotli, with all that each needs)\n${lines.join('\n')}\n`;
}

/** The error that fails a build; undefined within the limit. */
export function refuseHeavySignIn({ output, sizes, entries }, budget = SIGN_IN_BUDGET) {
  const needed = signInFiles(output, sizes, entries.shell);
  const size = total(sizes, needed);
  if (size <= budget) return undefined;
  const files = needed.map((file) => `  ${file} ${kilobytes(sizes[file])}`);
  return [
    `The sign-in page would load ${kilobytes(size)} of JavaScript, and ${kilobytes(budget)} is the limit.`,
    'Import what the sign-in page does not need with import(), so that it comes later. Now it loads:',
    ...files,
  ].join('\n');
}

function total(sizes, files) {
  return files.reduce((sum, name) => sum + sizes[name], 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
