// The gateway's commands (`npm run import`, `npm run user`): prepares what they need and passes the arguments on.
import { prepare, run } from './prepare.mjs';

await prepare(['gateway']);
process.exit(await run(process.execPath, ['gateway/dist/cli.js', ...process.argv.slice(2)]));
