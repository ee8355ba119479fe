// The threads of passwords: see hashing.ts. CommonJS by hand, so that they start from the sources too (in tests).
const { hashSync, verifySync } = require('@node-rs/argon2');
const { workerData } = require('piscina');

if (workerData.extension === '.ts') require('../../../testing/register.cjs');

/** The judge loads large word lists, so it is loaded with the first password to judge. */
const judge = (password, about) =>
  require(`./password-judge${workerData.extension}`).judgePassword(password, about);

module.exports = {
  hash: ({ password, parameters }) => hashSync(password, parameters),
  verify: ({ stored, password }) => verifySync(stored, password),
  judge: ({ password, about }) => judge(password, about),
};
