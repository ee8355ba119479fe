// A thread that renders documents: see pdf-pool.ts. CommonJS by hand, so that it starts from the sources too (in tests).
const os = require('node:os');
const { workerData } = require('piscina');

if (workerData.extension === '.ts') require('../../testing/register.cjs');

// On Linux this sets the thread's own priority: requests for pages precede printing.
if (process.platform === 'linux') os.setPriority(0, 10);

module.exports = async ({ module, name, document }) => {
  const { [name]: render } = require(`${module}${workerData.extension}`);
  return new Uint8Array(await render(document));
};
