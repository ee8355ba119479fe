// Lets jest read .vue files (`<script setup lang="ts">`): the official transformer needs an older jest.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { createTransformer } = require('@swc/jest');
const { compileScript, parse } = require('@vue/compiler-sfc');

const swc = createTransformer({
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
});
const own = readFileSync(__filename);

module.exports = {
  process(source, filename, options) {
    const { descriptor, errors } = parse(source, { filename });
    if (errors.length > 0) throw errors[0];
    // Styles are dropped, and the template becomes the component's render function.
    const script = compileScript(descriptor, { id: filename, inlineTemplate: true });
    return swc.process(script.content, filename, options);
  },
  getCacheKey(source, filename, options) {
    const key = createHash('sha256')
      .update(own)
      .update(swc.getCacheKey(source, filename, options));
    return key.digest('hex');
  },
};
