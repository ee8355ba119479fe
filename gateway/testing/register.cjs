// Lets a test start a process of its own from the sources, which only need their types taken off.
const { transformSync } = require('@swc/core');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const configFile = path.join(__dirname, '../.swcrc');
require.extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { filename, configFile }).code, filename);
// Endings are tried in order: of `zones.ts` and `zones.json`, './zones' is the first, as in the build.
const json = require.extensions['.json'];
delete require.extensions['.json'];
require.extensions['.json'] = json;
