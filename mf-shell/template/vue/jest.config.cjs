module.exports = require('../mf-shell/build/jest-vue.cjs');
