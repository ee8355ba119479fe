// Runs the linters and the slice's tests; each fault is one sentence.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

/** Each linter's arguments, and how its answer is read: `[file, line, message, rule]` for each fault. */
const LINTERS = [
  {
    args: ['node_modules/oxlint/bin/oxlint', '--config=oxlint.config.mjs'],
    faultsOf: ({ diagnostics }) =>
      diagnostics.map(({ filename, labels, message, help, code }) => {
        // The help of a refused import is our own sentence on it.
        const sentences = [message, help].filter(Boolean).join(' ');
        return [filename, labels[0]?.span.line ?? 1, sentences, code];
      }),
  },
  {
    args: ['node_modules/eslint/bin/eslint.js', '--max-warnings=0'],
    faultsOf: (files) =>
      files.flatMap(({ filePath, messages }) =>
        messages.map(({ line = 1, message, ruleId }) => [filePath, line, message, ruleId]),
      ),
  },
];

/** Lints with the rules of the whole repository. @returns {Promise<string[]>} */
export async function lintFaults(folder) {
  return (await Promise.all(LINTERS.map((linter) => faultsBy(linter, folder)))).flat();
}

async function faultsBy({ args, faultsOf }, folder) {
  const flags = ['--format=json', '--no-error-on-unmatched-pattern', basename(folder)];
  const root = dirname(folder);
  const { stdout, stderr } = await run(process.execPath, [...args, ...flags], root);
  const answer = parsed(stdout);
  if (!answer) return [`lint: ${stderr.trim() || stdout.trim()}`];
  return faultsOf(answer).map(([file, line, message, rule]) => {
    const place = `${relative(folder, resolve(root, file))}:${line}`;
    return `lint: ${place}: ${message}${rule ? ` (${rule})` : ''}`;
  });
}

/**
 * Runs the slice's tests.
 * @returns {Promise<string[]>} one sentence for each test that fails, or file that cannot run
 */
export async function testFaults(folder) {
  const { scripts = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!scripts.test) return ['tests: package.json has no script "test"'];
  const { status, stdout, stderr } = await run('npm', ['test', '--silent', '--', '--ci', '--json'], folder);
  if (status === 0) return [];
  const { testResults = [] } = parsed(stdout) ?? {};
  const faults = testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const file = relative(folder, name);
    if (failed.length === 0) return message ? [`tests: ${file}: ${plain(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `tests: ${file}: ${fullName}: ${plain(failureMessages[0] ?? '')}`,
    );
  });
  return faults.length > 0 ? faults : [`tests: ${plain(stderr || stdout)}`];
}

/** @returns {Promise<{ status: number | undefined, stdout: string, stderr: string }>} */
export function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd, maxBuffer: 64_000_000 }, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode ?? undefined, stdout, stderr }),
    );
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The beginning of a message, without a terminal's colours. */
function plain(message) {
  // eslint-disable-next-line no-control-regex
  const lines = message.replace(/\u001b\[[\d;]*m/g, '').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('at '))
    .slice(0, 3)
    .join(' ');
}
