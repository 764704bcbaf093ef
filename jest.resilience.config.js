/** The suites of a quarter of an hour: not beside others, and with n8n's log, which is searched for secrets. */
module.exports = {
	...require('./jest.config'),
	maxWorkers: 1,
	setupFiles: [],
	testMatch: ['<rootDir>/test/resilience/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
