// `npm run schema`: writes what the gateway emits to schema.graphql, to be committed with its cause.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, prepare } from './prepare.mjs';

await prepare(['gateway']);
writeFileSync(
  path.join(ROOT, 'schema.graphql'),
  execFileSync(process.execPath, ['gateway/dist/app/schema.emit.js'], { cwd: ROOT }),
);
