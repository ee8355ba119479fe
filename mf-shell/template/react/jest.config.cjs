module.exports = require('../mf-shell/build/jest-react.cjs');
