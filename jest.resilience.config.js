/** The suites of a quarter of an hour, with n8n's log, which is searched for secrets. They wait for most of it: each has an emulator and a pace of its own. */
module.exports = {
	...require('./jest.config'),
	maxWorkers: 2,
	setupFiles: [],
	testMatch: ['<rootDir>/test/resilience/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
