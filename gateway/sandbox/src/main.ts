import { startSandbox } from './server';
import { readSettings } from './settings';

/** The first line of standard output is the address; the starting process reads it. */
async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production')
    throw new Error('The sandbox is no operator: never in production.');
  const sandbox = await startSandbox(readSettings(process.env));
  process.stdout.write(`${sandbox.url}\n`);
  const stop = () => void sandbox.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // However its starter ends, its end of the pipe closes.
  if (process.argv.includes('--with-starter')) process.stdin.on('end', stop).resume();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
