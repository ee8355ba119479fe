import 'reflect-metadata';
import { explainStartupError } from './app/startup-errors';

/** The commands of the gateway's CLI; each returns its exit code. Loaded on demand: `user` needs no XML library. */
const COMMANDS: Record<string, () => Promise<(argv: string[]) => Promise<number>>> = {
  import: async () => (await import('./commands/import.command.js')).runImport,
  export: async () => (await import('./commands/export.command.js')).runExport,
  demo: async () => (await import('#demo/demo.command')).runDemo,
  outbox: async () => (await import('./commands/outbox.command.js')).runOutbox,
  payments: async () => (await import('./commands/payments.command.js')).runPayments,
  remind: async () => (await import('./commands/remind.command.js')).runRemind,
  reconcile: async () => (await import('./commands/reconcile.command.js')).runReconcile,
  'schema-check': async () => (await import('./commands/schema-check.command.js')).runSchemaCheck,
  token: async () => (await import('./commands/token.command.js')).runToken,
  user: async () => (await import('./commands/user.command.js')).runUser,
};

async function main(): Promise<number> {
  const [name = '', ...argv] = process.argv.slice(2);
  const load = COMMANDS[name];
  if (!load) {
    process.stderr.write(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.\n`);
    return 2;
  }
  return (await load())(argv);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explainStartupError(error)}\n`);
    process.exit(1);
  },
);
