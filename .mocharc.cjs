require('tsx/cjs');
const { LIMITS } = require('./test/support/timeLimits.ts');

module.exports = { timeout: LIMITS.test, require: ['./test/support/mocha/seed.ts'] };
