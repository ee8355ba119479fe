// `npm run check`: all static checks. It reports every fault before it fails.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { PACKAGES, ROOT, SLICES, note, prepare } from './prepare.mjs';
import { codeFaults } from './check-code.mjs';
import { licenceFaults } from './check-licences.mjs';
import { documentFaults } from './check-docs.mjs';
import { stylesheetFaults } from './check-styles.mjs';
import { quoteFaults, textFaults } from './check-texts.mjs';

await prepare(['gateway'], 'test');
// Imported late, because it needs an installed package.
const { circles } = await import('./check-circles.mjs');

/** The cache key is each file's content, Prettier's options and its version. */
const FORMAT = [
  '--check',
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/ebok/prettier',
  '--log-level=warn',
  '.',
];
const FRONT_ENDS = ['mf-shell', ...SLICES];
const faults = (
  await Promise.all([
    codeFaults(command),
    command('format', process.execPath, ['node_modules/prettier/bin/prettier.cjs', ...FORMAT]),
    schemaFaults(),
    command('tables', process.execPath, ['gateway/dist/app/tables.check.js']),
    // Without a running portal, here or at EBOK_URL, a changed schema cannot break any client.
    command('live operations', process.execPath, ['gateway/dist/cli.js', 'schema-check', '--if-there']),
    Promise.resolve(
      labelled('circles of imports', circles(ROOT, [...Object.keys(PACKAGES), 'bin', 'bench', 'e2e'])),
    ),
    Promise.resolve(
      labelled('texts', [...textFaults(Object.keys(PACKAGES)), ...quoteFaults(Object.keys(PACKAGES))]),
    ),
    Promise.resolve(labelled('styles', stylesheetFaults(FRONT_ENDS, [...FRONT_ENDS, 'gateway/src']))),
    Promise.resolve(labelled('documents', documentFaults(ROOT))),
    Promise.resolve(labelled('licences', licenceFaults())),
  ])
)
  .flat()
  .filter(Boolean);
for (const fault of faults) note(fault);
note(faults.length === 0 ? 'check: nothing to complain of' : `check: ${faults.length} kind(s) of fault`);
process.exit(faults.length === 0 ? 0 : 1);

/** The emitted schema is committed, so that slices and external clients can read it without running the gateway. */
async function schemaFaults() {
  const emitted = await output(process.execPath, ['gateway/dist/app/schema.emit.js']);
  if (emitted.code !== 0) return `schema:\n${emitted.text}`;
  const file = path.join(ROOT, 'schema.graphql');
  if (existsSync(file) && readFileSync(file, 'utf8') === emitted.text) return null;
  return 'schema: schema.graphql is not what the gateway emits: run `npm run schema` and commit it.';
}

async function command(label, program, args) {
  const { code, text } = await output(program, args);
  // A check that could not run is reported, so that success does not hide it.
  if (code === 0 && text.includes('compared with nothing')) note(text.trim());
  return code === 0 ? null : `${label}:\n${text}`;
}

function labelled(label, lines) {
  return lines.length === 0 ? null : `${label}:\n${lines.map((l) => `  ${l}`).join('\n')}`;
}

function output(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('close', (code) => resolve({ code, text }));
  });
}
