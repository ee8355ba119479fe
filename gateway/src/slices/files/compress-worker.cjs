// A thread that compresses files of published versions: see compression.ts. CommonJS by hand, so that it starts from the sources too (in tests).
const os = require('node:os');
const { brotliCompressSync, gzipSync } = require('node:zlib');

// On Linux this is the thread's own priority, the lowest: a team waits for it, customers don't.
if (process.platform === 'linux') os.setPriority(0, 19);

// The best there is, once, since every visitor downloads it.
module.exports = ({ bytes, form }) =>
  new Uint8Array(form === 'br' ? brotliCompressSync(bytes) : gzipSync(bytes, { level: 9 }));
