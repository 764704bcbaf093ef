/** Confluent's own clients against the emulator: they are installed first, and run one after the other. */
module.exports = {
	...require('./jest.config'),
	maxWorkers: 1,
	// The name of a test that is skipped says why.
	verbose: true,
	testTimeout: 300_000,
	globalSetup: '<rootDir>/test/peers/install.ts',
	testMatch: ['<rootDir>/test/peers/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '/.cache/'],
};
