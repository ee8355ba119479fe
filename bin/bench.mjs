// `npm run bench -- NAME`: one of the measurements in bench/.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, prepare, run, stop } from './prepare.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const file = path.join(ROOT, 'bench', `${name}.mjs`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file))
  stop('Name a benchmark: npm run bench -- import, gateway, page, itn, pdf, or overload');
// Only a page needs the front ends.
await prepare(name === 'page' ? undefined : ['gateway'], 'test');
process.exit(await run(process.execPath, [file, ...rest]));
