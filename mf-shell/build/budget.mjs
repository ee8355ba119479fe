// The sizes a visitor pays for, and the one that is a promise: the sign-in page loads in the blink of an eye.

/** 30 kB of brotli for the shell's entry and all it loads at once. */
export const SIGN_IN_BUDGET = 30_000;

/** A chunk's file and all it imports statically, itself first. */
export function closure(output, fileName, seen = new Set()) {
  const chunk = output.find((file) => file.fileName === fileName);
  if (!chunk || seen.has(fileName)) return [...seen];
  seen.add(fileName);
  for (const imported of chunk.imports) closure(output, imported, seen);
  return [...seen];
}

/** What each name of the import map costs, with everything it brings. */
export function table({ output, sizes, entries, imports }) {
  const rows = [['sign-in', entries.shell], ...Object.entries(imports)];
  const lines = rows.map(
    ([name, file]) => `${name.padEnd(24)} ${kilobytes(total(output, sizes, file)).padStart(9)}`,
  );
  return `Sizes (brotli, with all that is loaded at once)\n${lines.join('\n')}\n`;
}

/** The sentence which stops a build, or undefined. */
export function refuseHeavySignIn({ output, sizes, entries }, budget = SIGN_IN_BUDGET) {
  const size = total(output, sizes, entries.shell);
  if (size <= budget) return undefined;
  const files = closure(output, entries.shell).map((file) => `  ${file} ${kilobytes(sizes[file])}`);
  return [
    `The sign-in page would load ${kilobytes(size)} of JavaScript, and ${kilobytes(budget)} is the limit.`,
    'Import what the sign-in page does not need with import(), so that it comes later. Now it loads:',
    ...files,
  ].join('\n');
}

function total(output, sizes, file) {
  return closure(output, file).reduce((sum, name) => sum + sizes[name], 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
