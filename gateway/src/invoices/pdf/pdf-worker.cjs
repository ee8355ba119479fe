// A thread that renders documents: see pdf-pool.ts. CommonJS by hand, so that it starts from the sources too (in tests).
const os = require('node:os');
const { workerData } = require('piscina');

if (workerData.extension === '.ts') require('../../../testing/register.cjs');
const { renderInvoice } = require(`./render${workerData.extension}`);
const { renderReceipt } = require(`../../payments/receipt/render${workerData.extension}`);

// On Linux this is the thread's own priority: people who wait for a page go before people who wait for a file.
if (process.platform === 'linux') os.setPriority(0, 10);

module.exports = async (document) =>
  new Uint8Array(await ('orderId' in document ? renderReceipt(document) : renderInvoice(document)));
