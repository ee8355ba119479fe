// `npm run schema`: writes the emitted schema to schema.graphql, which is committed with the change that caused it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, prepare } from './prepare.mjs';

await prepare(['gateway']);
writeFileSync(
  path.join(ROOT, 'schema.graphql'),
  execFileSync(process.execPath, ['gateway/dist/app/schema.emit.js'], { cwd: ROOT }),
);
